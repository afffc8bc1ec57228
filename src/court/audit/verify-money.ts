/** The seventh invariant: what was charged is what the schedule asks, once a thing and window (spec/security.md §3.2, DESIGN §4.8). */
import type { Check } from './verify-docket.ts';

/** Recomputed from the rows, not by the code that charged. $1 is the zone whose days date the fee schedule. */
export const money: Check = {
  counted: 'select count(*) as n from pacer.charge',
  faults: [
    `select 'charge ' || c.charge_id || ': ' || c.cents || ' cents for ' || c.pages || ' pages, the schedule of the day asks '
       || coalesce((case when c.exempt_reason is null then c.pages * s.cents_per_page else 0 end)::text, 'nothing it knows') as fault
     from pacer.charge c
     left join lateral (select cents_per_page, cap_pages, window_hours from pacer.fee_schedule s
       where s.kind = c.kind and s.effective_from <= (c.at at time zone $1)::date order by effective_from desc limit 1) s on true
     where s.cents_per_page is null
       or c.cents <> case when c.exempt_reason is null then c.pages * s.cents_per_page else 0 end
       or c.pages > coalesce(s.cap_pages, c.pages) or c.pages < 1
       or c.until_at <> c.at + make_interval(hours => s.window_hours)`,
    `select 'charge ' || b.charge_id || ': the account had bought ' || b.object || ' already' as fault
     from (select charge_id, object, at, max(until_at) over (partition by account_id, court_id, object order by at, charge_id
         rows between unbounded preceding and 1 preceding) as open_until from pacer.charge) b
     where b.at < b.open_until`,
    `select 'charge ' || c.charge_id || ' has no link with its amount in the account''s chain' as fault from pacer.charge c
     left join pacer.audit a on a.act = 'charge look' and a.stream = 'account ' || c.account_id and a.body->>'charge' = c.charge_id::text
       and (a.body->>'cents')::int = c.cents and (a.body->>'pages')::int = c.pages
     where a.n is null`,
    `select a.stream || ' link ' || a.n || ': its charge is not there' as fault from pacer.audit a
     left join pacer.charge c on c.charge_id::text = a.body->>'charge' where a.act = 'charge look' and c.charge_id is null`,
    `select 'account ' || coalesce(r.account_id::text, l.account_id) || ': its charges make ' || coalesce(r.cents, 0)
       || ' cents, its chain ' || coalesce(l.cents, 0) as fault
     from (select account_id, sum(cents) as cents from pacer.charge group by 1) r
     full join (select substr(stream, 9) as account_id, sum((body->>'cents')::int) as cents from pacer.audit
       where act = 'charge look' group by 1) l on l.account_id = r.account_id::text
     where r.cents is distinct from l.cents`,
  ],
};

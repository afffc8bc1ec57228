/**
 * What must hold of filings and dockets, as questions to the database (spec/security.md §3.2). Each statement gives one row a
 * fault, in words; none when all is well. `SIDE` stands for each of the two sides of the wall in turn.
 */
import type { Queries, SqlValue } from '../../kernel/ports.ts';

/** A question, or several: how much was looked at, and what is wrong. */
export interface Check {
  /** Gives one row with `n`. */
  readonly counted: string;
  /** Each gives rows with `fault`. */
  readonly faults: readonly string[];
}

/** More than these would help nobody; the count of those left out is told. */
const MOST_FAULTS = 100;

/** Asks both sides where the text says `SIDE`. */
export const onBothSides = (sql: string): string[] =>
  sql.includes('SIDE') ? [sql.replaceAll('SIDE', 'pub'), sql.replaceAll('SIDE', 'sealed')] : [sql];

/** Runs a check. Faults beyond the first hundred of a question are counted only. */
export async function runCheck(
  db: Queries,
  check: Check,
  values: readonly SqlValue[] = [],
): Promise<{ checked: number; faults: string[] }> {
  let checked = 0;
  for (const sql of onBothSides(check.counted)) checked += (await db.query<{ n: number }>(sql))[0]?.n ?? 0;
  const faults: string[] = [];
  for (const sql of check.faults.flatMap(onBothSides)) {
    // A statement is given only the values it names.
    const given = values.slice(0, Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map((found) => Number(found[1]))));
    const rows = await db.query<{ fault: string; all_of_them: number }>(
      `select fault, count(*) over () as all_of_them from (${sql}) found order by fault limit ${MOST_FAULTS}`,
      given,
    );
    faults.push(...rows.map((row) => row.fault));
    const more = (rows[0]?.all_of_them ?? 0) - rows.length;
    if (more > 0) faults.push(`and ${more} more of the same kind`);
  }
  return { checked, faults };
}

const FILING = `f.court_id || ' filing ' || f.filing_id`;
const ENTRY = `e.court_id || ' case ' || e.case_id || ' entry ' || e.entry_seq`;
const NUMBER_OF_FILINGS = 'select count(*) as n from SIDE.filing';

/** Entries and documents of both sides: an entry may be sealed after its filing. */
const ENTRIES = `(select court_id, case_id, entry_seq, doc_no, series_no, filed_on, filing_id, origin, version, seal_mode, spread from pub.docket_entry
  union all select court_id, case_id, entry_seq, doc_no, series_no, filed_on, filing_id, origin, version, seal_mode, spread from sealed.docket_entry)`;
const DOCUMENTS = `(select court_id, serial, case_id, entry_seq, attachment_no, sha256, bytes, pages from pub.document
  union all select court_id, serial, case_id, entry_seq, attachment_no, sha256, bytes, pages from sealed.document)`;
const FILINGS = `(select court_id, filing_id, receipt, account_id, idem_key from pub.filing
  union all select court_id, filing_id, receipt, account_id, idem_key from sealed.filing)`;
/** What was promised in each case: the filing's own part, and of a spread filing those of its further cases. */
const receiptsOf = (side: string): string => `select court_id, filing_id, (receipt->>'caseId')::bigint as case_id,
    (receipt->>'entry')::int as entry_seq, receipt, committed_at from ${side}.filing
  union all select x.court_id, x.filing_id, x.case_id, x.entry_seq, x.receipt, (x.receipt->>'committedAt')::timestamptz
    from ${side}.spread_entry x`;
const RECEIPTS = `(${receiptsOf('pub')} union all ${receiptsOf('sealed')})`;
const VERSIONS = `(select court_id, case_id, entry_seq, version, text from pub.entry_version
  union all select court_id, case_id, entry_seq, version, text from sealed.entry_version)`;

/** What the links of the chains say; of entries sealed since their filing, on the sealed side (migration 0014). */
export const LINKS = `(select court_id, stream, n, at, act, body from pub.audit union all select court_id, stream, n, at, act, body from sealed.audit
  union all select court_id, stream, n, at, act, body from sealed.audit_contents)`;
/** Filings that were hidden once: of them the index was told when they were opened, if it had not been before. */
const OPENED_LATER = `exists (select 1 from ${LINKS} l where l.court_id = g.court_id and l.at >= g.committed_at
  and (l.act = 'unseal case' and l.stream = 'case ' || (g.receipt->>'caseId')
    or l.act = 'unseal entry' and l.stream = 'case ' || (g.receipt->>'caseId') || ' sealed' and l.body->>'entry' = g.receipt->>'entry'))`;

/** 1, the part that rows can tell: what the receipt promised is what stands. Its facts are checked by `verifyReceipts`, the bytes are read by `verifyDocuments`. */
export const promised: Check = {
  counted: NUMBER_OF_FILINGS,
  faults: [
    `select ${FILING} || ': document ' || (d->>'serial') || ' is not there as the receipt says' as fault
     from (${receiptsOf('SIDE')}) f cross join lateral jsonb_array_elements(f.receipt->'documents') d
     left join ${DOCUMENTS} x on x.court_id = f.court_id and x.serial = (d->>'serial')::bigint and x.case_id = f.case_id
     where (x.attachment_no, x.entry_seq) is distinct from ((d->>'attachmentNo')::int, f.entry_seq)`,
    `select ${FILING} || ': the time of receipt is not the one of its receipt' as fault from SIDE.filing f
     where (f.received_at, f.committed_at) is distinct from
       ((f.receipt->>'receivedAt')::timestamptz, (f.receipt->>'committedAt')::timestamptz)`,
  ],
};

/** 2: one key one filing, one charge; one notice a person and address, and those the receipt names. */
export const once: Check = {
  counted: `select (select count(*) from SIDE.filing) + (select count(*) from SIDE.notice) as n`,
  faults: [
    `select 'key "' || idem_key || '" of account ' || account_id || ' has made ' || count(*) || ' filings in ' || court_id as fault
     from ${FILINGS} f group by court_id, account_id, idem_key having count(*) > 1`,
    `select court_id || ' filing ' || filing_id || ': ' || count(*) || ' notices to one person at one address' as fault
     from SIDE.notice group by court_id, filing_id, case_id, entry_seq, entry_version, person_id, address having count(*) > 1`,
    `select 'message ' || message_id || ' stands for ' || count(*) || ' notices' as fault
     from (select message_id from pub.notice union all select message_id from sealed.notice) m
     group by message_id having count(*) > 1`,
    `select coalesce(told.court_id, said.court_id) || ' filing ' || coalesce(told.filing_id, said.filing_id)
       || ': notices are not those of the receipt (' || coalesce(told.n, 0) || ' instead of ' || coalesce(said.n, 0) || ' to one address)' as fault
     from (select court_id, filing_id, case_id, address, count(*) as n from SIDE.notice where entry_version = 1 group by 1, 2, 3, 4) told
     full join (select f.court_id, f.filing_id, f.case_id, address, count(*) as n from (${receiptsOf('SIDE')}) f
         cross join lateral jsonb_array_elements(f.receipt->'emailed') person
         cross join lateral jsonb_array_elements_text(person->'addresses') address group by 1, 2, 3, 4) said
       using (court_id, filing_id, case_id, address)
     where told.n is distinct from said.n`,
    `select 'charge key ' || idem_key || ' has charged ' || count(*) || ' times' as fault
     from pacer.charge group by idem_key having count(*) > 1`,
  ],
};

/** Numbers of a case; those of sealed entries count, but for those with a series of their own (DESIGN §4.4). */
const NUMBERS = `(select court_id, case_id, doc_no as no, origin = 'filed' as own from ${ENTRIES} e
  where doc_no is not null and coalesce(seal_mode, '') <> 'series')`;
/** A sealed entry of a public case counts from here, on its own side. */
const APART = 1_000_000_000;
const NEXT_SEQS = `(select court_id, case_id, false as apart, next_entry_seq as next, 0 as before from pub.case_record
  union all select court_id, case_id, false, next_entry_seq, 0 from sealed.case_record
  union all select court_id, case_id, true, next_entry_seq, ${APART} from sealed.case_counter)`;

/**
 * 3: per case, our own numbers follow one another. An import may lift the counter; then the number before is an imported one.
 * The order of commits is the order of the case's chain, which is written under the same lock as the numbers.
 */
export const gapFree: Check = {
  counted: `select (select count(*) from pub.docket_entry where origin = 'filed') + (select count(*) from sealed.docket_entry) as n`,
  faults: [
    `select x.court_id || ' case ' || x.case_id || ': number ' || x.no || ' does not follow on number ' || x.no - 1 as fault
     from ${NUMBERS} x where x.own and x.no > 1
       and not exists (select 1 from ${NUMBERS} y where y.court_id = x.court_id and y.case_id = x.case_id and y.no = x.no - 1)`,
    `select court_id || ' case ' || case_id || ': number ' || no || ' is used ' || count(*) || ' times' as fault
     from ${NUMBERS} x where own group by court_id, case_id, no having count(*) > 1`,
    `select c.court_id || ' case ' || c.case_id || ': the next number is ' || c.next_doc_no || ', the last one used is ' || coalesce(max(x.no), 0) as fault
     from (select court_id, case_id, next_doc_no from pub.case_record union all select court_id, case_id, next_doc_no from sealed.case_record) c
     left join ${NUMBERS} x using (court_id, case_id)
     group by c.court_id, c.case_id, c.next_doc_no having coalesce(max(x.no), 0) <> c.next_doc_no - 1`,
    `select ${ENTRY} || ' does not follow on the entry before' as fault from ${ENTRIES} e
     where e.origin = 'filed' and e.entry_seq not in (1, ${APART + 1})
       and not exists (select 1 from ${ENTRIES} b where b.court_id = e.court_id and b.case_id = e.case_id and b.entry_seq = e.entry_seq - 1)`,
    `select c.court_id || ' case ' || c.case_id || ': the next entry is ' || c.next || ', the last one is ' || coalesce(max(e.entry_seq), c.before) as fault
     from ${NEXT_SEQS} c left join ${ENTRIES} e
       on e.court_id = c.court_id and e.case_id = c.case_id and (e.entry_seq > ${APART}) = c.apart
     group by c.court_id, c.case_id, c.apart, c.next, c.before having coalesce(max(e.entry_seq), c.before) <> c.next - 1`,
    `select c.court_id || ' case ' || c.case_id || ': its sealed series is not 1 to ' || c.next_series_no - 1 as fault
     from sealed.case_counter c left join (select court_id, case_id, coalesce(series_no, doc_no) as no from ${ENTRIES} x
         where series_no is not null or (seal_mode = 'series' and doc_no is not null)) e
       on e.court_id = c.court_id and e.case_id = c.case_id
     group by c.court_id, c.case_id, c.next_series_no
     having count(distinct e.no) <> c.next_series_no - 1 or coalesce(max(e.no), 0) <> c.next_series_no - 1`,
    `select ${ENTRY} || ': its documents are not numbered 0 to ' || count(*) - 1 as fault
     from ${ENTRIES} e join ${DOCUMENTS} d using (court_id, case_id, entry_seq) where e.origin = 'filed'
     group by e.court_id, e.case_id, e.entry_seq
     having min(d.attachment_no) <> 0 or max(d.attachment_no) <> count(*) - 1 or count(distinct d.attachment_no) <> count(*)`,
    `select court_id || ' ' || stream || ' link ' || n || ': entry ' || seq || ', number ' || coalesce(no::text, 'none') || ' was committed out of order' as fault
     from (select court_id, stream, n, (body->>'entry')::int as seq, (body->>'number')::int as no,
         max((body->>'entry')::int) over before as last_seq, max((body->>'number')::int) over before as last_no
       from SIDE.audit where act = 'file entry'
       window before as (partition by court_id, stream order by n rows between unbounded preceding and 1 preceding)) links
     where seq <= last_seq or (no <= last_no and stream not like '% sealed')`,
    `select ${ENTRY} || ': its number is not the one of its receipt' as fault
     from ${ENTRIES} e join ${RECEIPTS} f using (court_id, filing_id, case_id, entry_seq)
     where coalesce(e.series_no, e.doc_no) is distinct from (f.receipt->>'documentNumber')::int`,
  ],
};

/** 4: a filing is there with all its rows, and no row without its filing. */
export const allOrNothing: Check = {
  counted: NUMBER_OF_FILINGS,
  faults: [
    `select ${FILING} || ' has no entry (case ' || f.case_id || ')' as fault from (${receiptsOf('SIDE')}) f
     where not exists (select 1 from ${ENTRIES} e where e.court_id = f.court_id and e.filing_id = f.filing_id
       and e.case_id = f.case_id and e.entry_seq = f.entry_seq)`,
    `select ${ENTRY} || ' has no filing' as fault from ${ENTRIES} e
     where e.origin = 'filed' and not exists (select 1 from ${RECEIPTS} f where f.court_id = e.court_id and f.filing_id = e.filing_id
       and f.case_id = e.case_id and f.entry_seq = e.entry_seq)`,
    `select x.court_id || ' filing ' || x.filing_id || ' has an entry in case ' || x.case_id || ' and none in its own' as fault
     from ${RECEIPTS} x where not exists (select 1 from ${FILINGS} f where f.court_id = x.court_id and f.filing_id = x.filing_id)`,
    `select ${ENTRY} || ': whether its filing has entries in other cases is not as it says' as fault from ${ENTRIES} e
     where e.origin = 'filed' and e.spread <> (1 < (select count(*) from ${RECEIPTS} f
       where f.court_id = e.court_id and f.filing_id = e.filing_id))`,
    `select ${ENTRY} || ' has no words' as fault from ${ENTRIES} e
     where not exists (select 1 from ${VERSIONS} v where v.court_id = e.court_id and v.case_id = e.case_id and v.entry_seq = e.entry_seq)`,
    `select ${FILING} || ' has no link in its chain (case ' || f.case_id || ')' as fault from ${RECEIPTS} f
     left join (select court_id, body->>'filing' as filing, substring(stream from '^case (\\d+)') as in_case
         from ${LINKS} l where act = 'file entry') a
       on a.court_id = f.court_id and a.filing = f.filing_id::text and a.in_case = f.case_id::text where a.filing is null`,
    `select a.court_id || ' ' || a.stream || ' link ' || a.n || ': its filing is not there' as fault from SIDE.audit a
     left join ${RECEIPTS} f on f.court_id = a.court_id and f.filing_id::text = a.body->>'filing'
       and f.case_id::text = substring(a.stream from '^case (\\d+)')
     where a.act = 'file entry' and f.filing_id is null`,
    `select f.court_id || ' case ' || f.case_id || ': ' || f.n || ' filings and ' || coalesce(o.n, 0) || ' messages to the national index' as fault
     from (select court_id, receipt->>'caseId' as case_id, committed_at as at, count(*) as n from (${receiptsOf('pub')}) g
         where not ${OPENED_LATER} group by 1, 2, 3) f
     left join (select court_id, body->>'caseId' as case_id, at, count(*) as n from ops.outbox where kind = 'index-case' group by 1, 2, 3) o
       using (court_id, case_id, at) where coalesce(o.n, 0) < f.n`,
    `select a.court_id || ' ' || a.stream || ' link ' || a.n || ': the national index was not told of the ' || a.act as fault from ${LINKS} a
     where a.act in ('seal case', 'unseal case') and not exists (select 1 from
       (select court_id, kind, body, at from ops.outbox union all select court_id, kind, body, at from sealed.outbox) o
       where o.court_id = a.court_id and o.at = a.at and a.stream = 'case ' || (o.body->>'caseId')
         and o.kind = case a.act when 'seal case' then 'drop-case' else 'index-case' end)`,
    `select d.court_id || ' document ' || d.serial || ' is in no receipt' as fault
     from ${DOCUMENTS} d left join ${ENTRIES} e using (court_id, case_id, entry_seq)
     left join ${RECEIPTS} f on f.court_id = d.court_id and f.filing_id = e.filing_id and f.case_id = e.case_id
     where d.sha256 is not null
       and not coalesce(f.receipt->'documents' @> jsonb_build_array(jsonb_build_object('serial', d.serial)), false)`,
  ],
};

/** 5: what was entered stays; a correction is a further version. */
export const appendOnly: Check = {
  counted: 'select count(*) as n from SIDE.entry_version',
  faults: [
    `select v.court_id || ' case ' || v.case_id || ' entry ' || v.entry_seq || ': its versions are not 1 to ' || max(v.version) as fault
     from ${VERSIONS} v group by v.court_id, v.case_id, v.entry_seq
     having min(v.version) <> 1 or max(v.version) <> count(*) or count(distinct v.version) <> count(*)`,
    `select ${ENTRY} || ' shows version ' || e.version || ', the last is ' || max(v.version) as fault
     from ${ENTRIES} e join ${VERSIONS} v using (court_id, case_id, entry_seq)
     group by e.court_id, e.case_id, e.entry_seq, e.version having max(v.version) <> e.version`,
    `select ${ENTRY} || ': its first words are not those of its receipt' as fault
     from ${ENTRIES} e join ${RECEIPTS} f using (court_id, filing_id, case_id, entry_seq)
     join ${VERSIONS} v on v.court_id = e.court_id and v.case_id = e.case_id and v.entry_seq = e.entry_seq and v.version = 1
     where v.text is distinct from f.receipt->>'text'`,
  ],
};

/** 8: $1 is the moment before which no notice may have been made and still wait. */
export const noticed: Check = {
  counted: 'select count(*) as n from SIDE.notice',
  faults: [
    `select court_id || ' filing ' || filing_id || ': a notice has waited since ' || to_char(created_at, 'YYYY-MM-DD HH24:MI:SS"Z"')
       || ' (' || attempts || ' attempts)' as fault
     from SIDE.notice where state = 'waiting' and created_at < $1::timestamptz`,
    `select court_id || ' filing ' || filing_id || ': a notice came back and nothing says why' as fault
     from SIDE.notice where state = 'bounced' and last_error is null`,
  ],
};

/** 10: the day of filing is the court's day on which the complete submission arrived (Fed. R. Civ. P. 6(a)(4)(A)). */
export const onTime: Check = {
  counted: NUMBER_OF_FILINGS,
  faults: [
    `select ${FILING} || ': filed on ' || e.filed_on || ', received on ' || (f.received_at at time zone c.zone)::date as fault
     from SIDE.filing f join pub.court c using (court_id)
     join ${ENTRIES} e on e.court_id = f.court_id and e.filing_id = f.filing_id
     where e.filed_on <> (f.received_at at time zone c.zone)::date
       or (f.receipt->>'filedOn')::date <> (f.received_at at time zone c.zone)::date`,
    `select ${FILING} || ': committed before it was received' as fault from SIDE.filing f where f.committed_at < f.received_at`,
  ],
};

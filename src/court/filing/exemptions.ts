/**
 * Who must file electronically, and who is let off (spec/filing.md §14.1 items 44, 54, 56): the court's settings say for which
 * class of filers what is mandatory, the clerk records who is exempt, from when, and by what order.
 */
import { CourtError } from '../../kernel/errors.ts';
import { asUuid, type CaseId, type CourtId, type PartyNo, type PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { linkCourtChain, lockCourtChain } from '../settings/store.ts';

export const EXEMPT_FROM = ['filing', 'caseOpening', 'onlinePayment'] as const;
export type ExemptFrom = (typeof EXEMPT_FROM)[number];

export interface Exemption {
  readonly id: string;
  readonly name: string;
  readonly what: ExemptFrom;
  readonly from: CivilDate;
  /** First day on which it does not hold any more; null: no end is set. */
  readonly until: CivilDate | null;
  readonly authority: string;
  readonly reason: string;
}

export interface NewExemption {
  readonly person: PersonId;
  readonly what: ExemptFrom;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly authority: string;
  readonly reason: string;
}

type ExemptionPorts = Pick<CourtPorts, 'court' | 'clock' | 'random' | 'settingsOf'>;

/** All that were ever recorded, the latest first, at most 500; with the person's name. */
export const exemptionsOf = (db: Queries, court: CourtId): Promise<Exemption[]> =>
  db.query<Exemption>(
    `select e.exemption_id as id, p.display_name as name, e.what, e.from_on as "from", e.until_on as until,
       e.authority, e.reason
     from pub.filing_exemption e join pub.court_person p using (court_id, person_id)
     where e.court_id = $1 order by e.recorded_at desc, e.exemption_id limit 500`,
    [court],
    'exemptions',
  );

/** Filers whose name has these words, at most 20: a clerk looks one up now and then, no index is kept for it. */
export const filersNamed = (
  db: Queries,
  court: CourtId,
  words: string,
): Promise<{ id: PersonId; name: string; firm: string | null }[]> =>
  db.query(
    `select person_id as id, display_name as name, firm from pub.court_person
     where court_id = $1 and kind in ('attorney', 'pro-se') and strpos(lower(display_name), lower($2)) > 0
     order by signature_name limit 20`,
    [court, words],
  );

/**
 * Records that a person is let off. Throws `no-right-to-file` to all but clerks, `absent` when the court knows no such filer.
 * The days are the caller's to check: an exemption may begin in the past, as an order may.
 */
export async function recordExemption(
  ports: ExemptionPorts,
  actor: Actor,
  court: CourtId,
  wish: NewExemption,
): Promise<void> {
  if (!mayAct(actor, court, null, 'exempt-filer')) throw new CourtError('no-right-to-file');
  const at = ports.clock.now();
  const id = uuidAt(ports.random, at);
  await ports.court.transaction(async (tx) => {
    const chain = await lockCourtChain(tx, court);
    const made = await tx.query(
      `insert into pub.filing_exemption (court_id, exemption_id, person_id, what, from_on, until_on, authority, reason, recorded_by, recorded_at)
       select court_id, $2::uuid, person_id, $4, $5, $6, $7, $8, $9, $10 from pub.court_person
       where court_id = $1 and person_id = $3::uuid and kind in ('attorney', 'pro-se') returning exemption_id`,
      [court, id, wish.person, wish.what, wish.from, wish.until, wish.authority, wish.reason, actorName(actor), at],
    );
    if (made.length === 0) throw new CourtError('absent');
    const { person, what, from, until, authority, reason } = wish;
    await linkCourtChain(tx, court, chain, {
      at,
      actor: actorName(actor),
      act: 'record exemption',
      body: { exemption: id, person, what, from, until, authority, reason },
    });
  });
}

/** Ends one today. Throws `no-right-to-file` to all but clerks, `absent` when it is not there or has ended. */
export async function endExemption(
  ports: ExemptionPorts,
  actor: Actor,
  court: CourtId,
  exemption: string,
): Promise<void> {
  if (!mayAct(actor, court, null, 'exempt-filer')) throw new CourtError('no-right-to-file');
  const at = ports.clock.now();
  const today = civilDate(at, (await ports.settingsOf(court)).zone);
  const id = asUuid(exemption);
  if (!id) throw new CourtError('absent');
  await ports.court.transaction(async (tx) => {
    const chain = await lockCourtChain(tx, court);
    const ended = await tx.query(
      `update pub.filing_exemption set until_on = greatest(from_on, $3::date)
       where court_id = $1 and exemption_id = $2::uuid and (until_on is null or until_on > $3) returning exemption_id`,
      [court, id, today],
    );
    if (ended.length === 0) throw new CourtError('absent');
    const body = { exemption: id, until: today };
    await linkCourtChain(tx, court, chain, { at, actor: actorName(actor), act: 'end exemption', body });
  });
}

/**
 * Those who act for these parties of a public case, must file electronically in this court and are not let off today, by name:
 * what a clerk is told who dockets their paper (association's primary key, filing_exemption_of_person).
 */
export async function mustFileElectronically(
  db: Queries,
  court: CourtInForce,
  caseId: CaseId,
  parties: readonly PartyNo[],
  today: CivilDate,
): Promise<readonly string[]> {
  const classes = court.mandatory?.filing ?? [];
  if (classes.length === 0 || parties.length === 0) return [];
  const rows = await db.query<{ name: string }>(
    `select distinct p.display_name as name from pub.association a
     join pub.court_person p on p.court_id = a.court_id and p.person_id = a.person_id
     where a.court_id = $1 and a.case_id = $2 and a.party_no = any($3::int[])
       and (a.to_on is null or a.to_on > $4::date) and p.kind = any($5::text[])
       and not exists (select 1 from pub.filing_exemption e
         where e.court_id = a.court_id and e.person_id = a.person_id and e.what = 'filing'
           and e.from_on <= $4 and (e.until_on is null or e.until_on > $4))
     order by name`,
    [court.id, caseId, parties, today, classes],
    'must-file-electronically',
  );
  return rows.map((row) => row.name);
}

const CLASS_WORDS = { attorney: 'attorneys', 'pro-se': 'parties without an attorney' } as const;
const WHAT_WORDS: Record<ExemptFrom, string> = {
  filing: 'Filing electronically',
  caseOpening: 'Opening cases electronically',
  onlinePayment: 'Paying online',
};

/** `Filing electronically is mandatory for attorneys (Local Rule 5.4).`, a sentence each; empty when nothing is. */
export function mandatoryWords({ mandatory }: CourtInForce): readonly string[] {
  if (!mandatory) return [];
  return EXEMPT_FROM.flatMap((what) => {
    const classes = mandatory[what].map((each) => CLASS_WORDS[each]).join(' and ');
    return classes === '' ? [] : [`${WHAT_WORDS[what]} is mandatory for ${classes} (${mandatory.source}).`];
  });
}

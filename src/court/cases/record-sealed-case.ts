/** Puts a case under seal, or a hidden one, on record from its first day: on the sealed side only (DESIGN §4.3, §4.4). */
import { shortNumber } from '../../kernel/case-number.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type Actor, actorName } from '../access/actor.ts';
import {
  affiliateRows,
  aliasRows,
  associationRows,
  judgeRows,
  type NewCase,
  partyRow,
  printedJudge,
  recordSheetMatter,
  type WritePorts,
} from './record-case.ts';
import { lockNumber } from './store.ts';

export interface NewSealedCase extends NewCase {
  /** `under-seal`: the public is told that the number is used. `hidden`: it is told nothing, and the number must be of a series of its own. */
  readonly mode: 'under-seal' | 'hidden';
  /** Who may order it and has: `31 U.S.C. 3730(b)(2)`. */
  readonly authority: string;
  readonly reason: string;
}

/**
 * Records it with the order that hides it. To be called in a transaction of the `vault` login. Nothing of it reaches the
 * public side but, under seal, its number; the national index is not told. Throws `request-malformed` for a number in use.
 */
export async function recordSealedCase(
  tx: Queries,
  ports: Pick<WritePorts, 'clock' | 'random'>,
  actor: Actor,
  wanted: NewSealedCase,
): Promise<CaseId> {
  const { court, number, mode } = wanted;
  const at = ports.clock.now();
  await lockNumber(tx, court, number);
  const key = [court, number.office, number.yy, number.type, number.seq];
  const inUse = await tx.query(
    `select 1 from pub.case_record where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5
     union all select 1 from sealed.case_record where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5`,
    key,
  );
  if (inUse.length > 0) throw new CourtError('request-malformed', `the number ${shortNumber(number)} is in use`);
  const ids = await tx.query<{ id: CaseId }>(
    `with taken as (select nextval('sealed.case_id_serial') as id),
       placed as (insert into ident.case_identity (court_id, case_id) select $1, id from taken)
     select id from taken`,
    [court],
  );
  const caseId = ids[0]!.id;
  const link = {
    court,
    stream: `case ${caseId}`,
    n: 1,
    prev: '',
    at,
    actor: actorName(actor),
    act: 'open case',
    body: { number: shortNumber(number), title: wanted.title, parties: wanted.parties.length, restriction: mode },
  };
  const hash = chainHash(link);
  await insertHeader(tx, caseId, wanted, hash);
  await insertPeople(tx, caseId, wanted);
  await recordSheetMatter(tx, 'sealed', caseId, wanted);
  await tx.query(
    `insert into sealed.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
     values ($1, $2, 1, '', $3, $4, $5, $6, $7::jsonb)`,
    [court, link.stream, hash, at, link.actor, link.act, JSON.stringify(link.body)],
  );
  await tx.query(
    `insert into sealed.restriction_act (court_id, act_id, case_id, level, authority, reason, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [court, uuidAt(ports.random, at), caseId, mode, wanted.authority, wanted.reason, link.actor, at],
  );
  if (mode === 'under-seal')
    await tx.query(
      'insert into pub.sealed_case_number (court_id, office, yy, type, seq) values ($1, $2, $3, $4, $5)',
      key,
    );
  return caseId;
}

async function insertHeader(tx: Queries, caseId: CaseId, wanted: NewSealedCase, chainHead: string): Promise<void> {
  const { number, presider, referral } = wanted;
  await tx.query(
    `insert into sealed.case_record (court_id, case_id, office, yy, type, seq, origin, restriction, short_title, filed_on,
       terminated_on, presider, referral, presider_initials, referral_initials, cause, nature_of_suit, jury_demand,
       jurisdiction, demand, mdl_status, chain_n, chain_head)
     values ($1, $2, $3, $4, $5, $6, 'filed', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21)`,
    [
      wanted.court,
      caseId,
      number.office,
      number.yy,
      number.type,
      number.seq,
      wanted.mode,
      wanted.title,
      wanted.filedOn,
      wanted.terminatedOn ?? null,
      printedJudge(presider),
      printedJudge(referral),
      presider?.initials ?? null,
      referral?.initials ?? null,
      wanted.cause ?? null,
      wanted.natureOfSuit ?? null,
      wanted.juryDemand ?? null,
      wanted.jurisdiction ?? null,
      wanted.demand ?? null,
      wanted.mdlStatus ?? null,
      chainHead,
    ],
  );
}

/** Judges, parties (numbered from 1 in the order given), aliases and counsel, in one statement. */
async function insertPeople(tx: Queries, caseId: CaseId, wanted: NewSealedCase): Promise<void> {
  const inCase = { court_id: wanted.court, case_id: caseId };
  const here = <Row extends object>(row: Row) => ({ ...inCase, ...row });
  const rows = {
    judges: judgeRows(wanted).map(here),
    parties: wanted.parties.map((party, n) => here({ started_on: wanted.filedOn, ...partyRow(party, n) })),
    aliases: wanted.parties.flatMap(aliasRows).map(here),
    affiliates: wanted.parties.flatMap(affiliateRows).map(here),
    counsel: wanted.parties.flatMap(associationRows).map(here),
  };
  const from = (table: string, list: keyof typeof rows) =>
    `insert into sealed.${table} select * from jsonb_populate_recordset(null::sealed.${table}, (select j->'${list}' from given))`;
  await tx.query(
    `with given as (select $1::jsonb as j),
     a as (${from('judge_assignment', 'judges')}),
     b as (${from('party', 'parties')}),
     c as (${from('party_alias', 'aliases')}),
     d as (${from('party_affiliate', 'affiliates')})
     ${from('association', 'counsel')}`,
    [JSON.stringify(rows)],
  );
}

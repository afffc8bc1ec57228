/** The SQL by which an entry gets another event. One statement a purpose; callers hold the lock on the case. */
import type { CaseId, CourtId, DocumentSerial, EntrySeq, FilingId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { EventCorrected, StandingEntry } from './decide-event.ts';
import { settleManualFiling } from './manual-filings.ts';

export interface EntryRead extends Omit<StandingEntry, 'role'> {
  readonly signerKind: string | null;
  readonly eventCode: string;
  readonly eventVersion: number;
  /** Of its documents those that everybody may open. The names of all of them are in `documents`, as the docket text has them. */
  readonly publicDocuments: readonly DocumentSerial[];
  /** Entries that it refers to. */
  readonly references: readonly EntrySeq[];
}

/** Null: no such entry on the public side, or it was not filed here (primary keys, deadlines of the case). */
export async function standingEntry(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  seq: EntrySeq,
): Promise<EntryRead | null> {
  const [row] = await db.query<EntryRead>(
    `select e.entry_seq as seq, e.filing_id as filing, f.account_id as account, f.received_at as "receivedAt",
       e.filed_on as "filedOn", e.version, e.short_name as "shortName", coalesce(v.parts, '[]') as parts,
       p.kind as "signerKind", e.event_code as "eventCode", e.event_version as "eventVersion",
       array(select serial from pub.document where court_id = $1 and case_id = $2 and entry_seq = $3 order by attachment_no)
         as "publicDocuments",
       array(select party_no from pub.entry_filer where court_id = $1 and case_id = $2 and entry_seq = $3 order by party_no) as filers,
       array(select party_no from pub.entry_defendant where court_id = $1 and case_id = $2 and entry_seq = $3 order by party_no) as defendants,
       array(select to_seq from pub.entry_link where court_id = $1 and case_id = $2 and from_seq = $3 and relief_n = 0 order by to_seq) as references,
       -- one that is restricted has its name on the docket and in the receipt, and its row on the other side
       coalesce((select jsonb_agg(jsonb_build_object('attachmentNo', filed."attachmentNo", 'category', d.category,
           'description', case when d.serial is null then filed.description else d.description end) order by filed."attachmentNo")
         from jsonb_to_recordset(f.receipt->'documents') as filed(serial bigint, "attachmentNo" int, description text)
         left join pub.document d on d.court_id = $1 and d.serial = filed.serial), '[]') as documents,
       coalesce((select jsonb_agg(jsonb_build_object('n', n, 'status', status, 'ruledBy', ruled_by) order by n)
         from pub.relief where court_id = $1 and case_id = $2 and entry_seq = $3), '[]') as reliefs,
       coalesce((select jsonb_agg(jsonb_build_object('id', deadline_id, 'name', name, 'triggerSeq', trigger_seq, 'partyNo', party_no,
           'dueOn', due_on, 'explained', explained, 'byReference', by_reference, 'setBy', '[]'::jsonb,
           'endedHere', ended_on is not null, 'movedHere', coalesce(moved_by = $3, false)))
         from pub.deadline where court_id = $1 and case_id = $2 and (ended_on is null or ended_by = $3)), '[]') as deadlines
     from pub.docket_entry e
     join pub.filing f on f.court_id = e.court_id and f.filing_id = e.filing_id
     join pub.entry_version v on v.court_id = e.court_id and v.case_id = e.case_id and v.entry_seq = e.entry_seq
       and v.version = e.version
     left join pub.court_person p on p.court_id = e.court_id and p.person_id = e.signer_person
     where e.court_id = $1 and e.case_id = $2 and e.entry_seq = $3 and e.event_code is not null`,
    [court, caseId, seq],
    'standing-entry',
  );
  return row ?? null;
}

export interface CorrectionRows {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  readonly version: number;
  readonly text: string;
  readonly actor: string;
  readonly at: Instant;
  readonly today: CivilDate;
  readonly corrected: EventCorrected;
  newId(): string;
}

/** Writes the entry's new event and text, and what becomes of reliefs and deadlines by it. */
export async function writeCorrection(tx: Queries, rows: CorrectionRows): Promise<void> {
  const { court, caseId, seq, corrected, today } = rows;
  const { filing } = corrected;
  const here = [court, caseId, seq] as const;
  await tx.query(
    `update pub.docket_entry set event_code = $4, event_version = $5, category = $6, short_name = $7, reference_name = $8,
       opinion = $9, version = $10 where court_id = $1 and case_id = $2 and entry_seq = $3`,
    [
      ...here,
      filing.eventCode,
      filing.eventVersion,
      filing.category,
      filing.shortName,
      filing.referenceName,
      filing.opinion,
      rows.version,
    ],
  );
  await tx.query(
    `insert into pub.entry_version (court_id, case_id, entry_seq, version, text, parts, reason, actor, at)
     values ($1, $2, $3, $4, $5, $6::jsonb, 'correct the event', $7, $8::timestamptz)`,
    [...here, rows.version, rows.text, JSON.stringify(corrected.parts), rows.actor, rows.at],
  );
  await tx.query(
    `update pub.relief set status = 'terminated', ended_on = $5
     where court_id = $1 and case_id = $2 and entry_seq = $3 and n = any($4::int[])`,
    [...here, [...corrected.reliefsDropped], today],
  );
  await tx.query(
    `insert into pub.relief (court_id, case_id, entry_seq, n, code, name, status, since, asked_on)
     select $1, $2, $3, r.n, r.code, r.name, 'pending', $5, r."askedOn"
     from jsonb_to_recordset($4::jsonb) as r(n int, code text, name text, "askedOn" date)`,
    [...here, JSON.stringify(corrected.reliefsOpened), filing.filedOn],
  );
  await tx.query(
    `insert into pub.entry_link (court_id, case_id, from_seq, to_seq, relief_n, kind)
     select $1, $2, $3, l.to_seq, 0, l.kind from jsonb_to_recordset($4::jsonb) as l(to_seq int, kind text)
     on conflict (court_id, case_id, from_seq, to_seq, relief_n) do update set kind = excluded.kind`,
    [...here, JSON.stringify(filing.links.map((each) => ({ to_seq: each.toSeq, kind: each.kind })))],
  );
  await settleManualFiling(tx, rows, filing.manualFiling, filing.filedOn);
  await settleDeadlines(tx, rows);
}

/** Somebody who was told of an entry, at one address. */
export interface Told {
  readonly person: PersonId;
  readonly address: string;
  readonly secondary: boolean;
}

/** Who was told of an entry when it was filed and could be reached (notice_of_entry). */
export const toldOf = (tx: Queries, court: CourtId, caseId: CaseId, seq: EntrySeq): Promise<Told[]> =>
  tx.query<Told>(
    `select person_id as person, address, secondary from pub.notice
     where court_id = $1 and case_id = $2 and entry_seq = $3 and entry_version = 1 and state <> 'bounced'
     order by notice_id`,
    [court, caseId, seq],
    'told-of-entry',
  );

/** One notice for each of them, of a version of the entry's text. They have had their free look with the first. */
export async function tellVersion(
  tx: Queries,
  given: {
    readonly court: CourtId;
    readonly caseId: CaseId;
    readonly seq: EntrySeq;
    readonly filing: FilingId;
    readonly version: number;
    readonly at: Instant;
    readonly told: readonly Told[];
    newId(): string;
  },
): Promise<void> {
  const rows = given.told.map((each) => {
    const id = given.newId();
    return { ...each, id, message: `<${id}@${given.court}.openecf>` };
  });
  await tx.query(
    `insert into pub.notice (court_id, notice_id, case_id, entry_seq, filing_id, person_id, address, secondary, state,
       message_id, created_at, entry_version)
     select $1, n.id, $2, $3, $4::uuid, n.person, n.address, n.secondary, 'waiting', n.message, $5::timestamptz, $6
     from jsonb_to_recordset($7::jsonb) as n(id uuid, person uuid, address text, secondary boolean, message text)`,
    [given.court, given.caseId, given.seq, given.filing, given.at, given.version, JSON.stringify(rows)],
    'tell-version',
  );
}

async function settleDeadlines(tx: Queries, rows: CorrectionRows): Promise<void> {
  const { court, caseId, seq, corrected, today } = rows;
  await tx.query(
    `update pub.deadline set ended_by = null, ended_on = null
     where court_id = $1 and case_id = $2 and deadline_id = any($3::uuid[])`,
    [court, caseId, [...corrected.deadlinesReopened]],
  );
  const end = (ids: readonly string[], on: CivilDate) =>
    tx.query(
      `update pub.deadline set ended_by = $4, ended_on = $5
       where court_id = $1 and case_id = $2 and deadline_id = any($3::uuid[])`,
      [court, caseId, [...ids], seq, on],
    );
  await end(corrected.deadlinesDropped, today);
  await end(corrected.deadlinesEnded, corrected.filing.filedOn);
  const set = corrected.deadlinesSet.flatMap((each) =>
    (each.parties?.map((party) => party.partyNo) ?? [null]).map((party) => ({
      deadline_id: rows.newId(),
      name: each.name,
      due_on: each.dueOn,
      rule: each.rule,
      explained: each.explained,
      party_no: party,
      by_reference: each.byReference ?? false,
    })),
  );
  await tx.query(
    `insert into pub.deadline (court_id, case_id, deadline_id, name, trigger_seq, due_on, rule, explained, party_no, by_reference)
     select $1, $2, d.deadline_id, d.name, $3, d.due_on, d.rule, d.explained, d.party_no, d.by_reference
     from jsonb_to_recordset($4::jsonb)
       as d(deadline_id uuid, name text, due_on date, rule text, explained jsonb, party_no int, by_reference boolean)`,
    [court, caseId, seq, JSON.stringify(set)],
  );
}

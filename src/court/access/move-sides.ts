/**
 * Moves the rows of a case or of one entry between the two sides of the wall, inside one transaction of the vault login that holds
 * the case's lock (DESIGN §4.3). What a row is about decides where it stands: in a sealed case everything is on the sealed side; in
 * a visible one, what is of or about a sealed entry. Ids, numbers and hashes stay as they are.
 *
 * A public row on which a sealed entry has ruled (a relief, a deadline) is split: the public side sees it as if nobody had ruled, the
 * sealed side keeps how it truly stands. `joinRulings` and `splitRulings` stand at both ends of every move.
 */
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type Instant, plusMilliseconds } from '../../kernel/time.ts';
import type { Side } from '../cases/side.ts';

/** What moves: a whole case, or one entry of it. */
export interface Moved {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly entry: EntrySeq | null;
}

interface Home {
  readonly table: string;
  /** Columns that name entries; none: the row is of the case as a whole. */
  readonly entries: readonly string[];
  /** What else must hold of a row `t` that becomes public. */
  readonly opens?: string;
}

/** Counsel whom a sealed entry of a visible case brought in stay sealed with it, above every number of the case's own. */
const APART = 100_000;

/** Every table of the two sides whose rows are of one case, those first to which others point. */
export const HOMES: readonly Home[] = [
  { table: 'case_record', entries: [] },
  { table: 'case_flag', entries: [] },
  { table: 'judge_assignment', entries: [] },
  { table: 'header_field', entries: [] },
  { table: 'party', entries: [] },
  { table: 'party_alias', entries: [] },
  { table: 'party_affiliate', entries: [] },
  { table: 'association', entries: [], opens: `t.n < ${APART}` },
  { table: 'defendant', entries: [] },
  { table: 'criminal_count', entries: [] },
  { table: 'criminal_complaint', entries: [] },
  { table: 'docket_entry', entries: ['entry_seq'] },
  { table: 'entry_version', entries: ['entry_seq'] },
  { table: 'entry_filer', entries: ['entry_seq'] },
  { table: 'paper_signer', entries: ['entry_seq'] },
  { table: 'manual_filing', entries: ['entry_seq'] },
  { table: 'entry_link', entries: ['from_seq', 'to_seq'] },
  { table: 'entry_defendant', entries: ['entry_seq'] },
  { table: 'relief', entries: ['entry_seq'] },
  { table: 'deadline', entries: ['trigger_seq', 'moved_by'] },
  { table: 'document', entries: ['entry_seq'], opens: `t.restriction = 'public'` },
  { table: 'notice', entries: ['entry_seq'] },
  { table: 'paper_notice', entries: ['entry_seq'] },
  { table: 'spread_entry', entries: ['entry_seq'] },
  { table: 'correction_request', entries: ['entry_seq'] },
];

/** Of one case too, and looked after apart: by functions below, or made anew. */
export const OTHER_HOMES: readonly string[] = [
  'case_link',
  'draft',
  // derived from documents; dropped
  'stamp_tail',
  // what the public may know of what is sealed
  'restricted_document',
  'sealed_entry_number',
  // for the court login alone: which file was whose, so that what was sealed does not come back by a file
  'import_source',
];

/** Moves everything to the sealed side. The level of case or entry has been set before. */
export async function moveToSealed(tx: Queries, moved: Moved, at: Instant): Promise<void> {
  await joinRulings(tx, moved);
  await tx.query(
    `update sealed.association set n = n + ${APART} where court_id = $1 and case_id = $2 and n < ${APART}`,
    [moved.court, moved.caseId],
  );
  const columns = await columnsOf(tx);
  // children first: nothing public may point to what has gone
  for (const home of [...HOMES].reverse()) await moveRows(tx, home, columns.get(home.table)!, 'sealed', moved);
  await moveFilings(tx, columns, 'sealed', moved);
  if (moved.entry === null) await letUploadsGo(tx, moved, at);
  await tx.query(
    `update sealed.notice set state = 'withheld' where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)
       and state = 'waiting'`,
    [moved.court, moved.caseId, moved.entry],
  );
  await forgetDerived(tx, moved);
  if (moved.entry === null) {
    await moveLinks(tx, 'sealed', moved);
    await forgetInDrafts(tx, moved);
    await tx.query('select ident.move_chain($1, $2, true)', [moved.court, moved.caseId]);
    await tx.query(
      `with gone as (delete from ops.outbox where court_id = $1 and body->>'caseId' = $2::bigint::text and kind = 'index-case' returning *)
       insert into sealed.outbox (message_id, court_id, recipient, kind, body, at, taken_at)
       select message_id, court_id, recipient, kind, body, at, coalesce(taken_at, $3::timestamptz) from gone`,
      [moved.court, moved.caseId, at],
    );
  } else {
    await splitRulings(tx, columns, moved);
    await tx.query('select ident.settle_chain($1, $2, $3)', [moved.court, moved.caseId, at]);
  }
  await settleStubs(tx, moved);
}

/** Moves everything to the public side but what is of sealed entries, and documents with a level of their own. */
export async function moveToPublic(tx: Queries, moved: Moved, at: Instant): Promise<readonly string[]> {
  await joinRulings(tx, moved);
  const columns = await columnsOf(tx);
  for (const home of HOMES) await moveRows(tx, home, columns.get(home.table)!, 'pub', moved);
  await moveFilings(tx, columns, 'pub', moved);
  const waiting = await tx.query<{ filing_id: string }>(
    `update pub.notice set state = 'waiting', created_at = $4 where court_id = $1 and case_id = $2
       and ($3::int is null or entry_seq = $3) and state = 'withheld' returning filing_id`,
    [moved.court, moved.caseId, moved.entry, at],
  );
  if (moved.entry === null) {
    await moveLinks(tx, 'pub', moved);
    await tx.query('select ident.move_chain($1, $2, false)', [moved.court, moved.caseId]);
    await tx.query(
      `with gone as (delete from sealed.outbox where court_id = $1 and body->>'caseId' = $2::bigint::text returning *)
       insert into ops.outbox (message_id, court_id, recipient, kind, body, at, taken_at)
       select message_id, court_id, recipient, kind, body, at, taken_at from gone`,
      [moved.court, moved.caseId],
    );
  }
  await splitRulings(tx, columns, moved);
  await tx.query('select ident.settle_chain($1, $2, $3)', [moved.court, moved.caseId, at]);
  await settleStubs(tx, moved);
  return [...new Set(waiting.map((each) => each.filing_id))];
}

/** The columns that can be written of every table that moves, as both sides have them (migration by migration they may grow). */
async function columnsOf(tx: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ table: string; columns: string }>(
    `select c.relname as "table", string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_catalog.pg_class c join pg_catalog.pg_namespace s on s.oid = c.relnamespace
     join pg_catalog.pg_attribute a on a.attrelid = c.oid
     where s.nspname = 'pub' and c.relname = any($1::text[]) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname`,
    [[...HOMES.map((each) => each.table), 'filing', 'draft']],
  );
  return new Map(rows.map((row) => [row.table, row.columns]));
}

async function moveRows(
  tx: Queries,
  { table, entries, opens }: Home,
  columns: string,
  to: Side,
  { court, caseId, entry }: Moved,
): Promise<void> {
  if (entry !== null && entries.length === 0) return;
  const named = entries.map((column) => `t.${column}`).join(', ');
  const conditions = ['t.court_id = $1', 't.case_id = $2'];
  if (entry !== null) conditions.push(`$3 in (${named})`);
  if (to === 'pub' && opens) conditions.push(opens);
  if (to === 'pub' && entries.length > 0)
    conditions.push(`not exists (select 1 from sealed.docket_entry s where s.court_id = t.court_id and s.case_id = t.case_id
      and s.restriction <> 'public' and s.entry_seq in (${named}))`);
  await tx.query(
    `with gone as (delete from ${other(to)}.${table} t where ${conditions.join(' and ')} returning t.*)
     insert into ${to}.${table} (${columns}) select ${columns} from gone`,
    entry === null ? [court, caseId] : [court, caseId, entry],
  );
}

const other = (side: Side): Side => (side === 'pub' ? 'sealed' : 'pub');

/** Filings go where the entries of their first case have gone (those of further cases are rows of `spread_entry`); drafts go with what was filed from them, or with their case. */
async function moveFilings(
  tx: Queries,
  columns: ReadonlyMap<string, string>,
  to: Side,
  { court, caseId, entry }: Moved,
): Promise<void> {
  const from = other(to);
  await tx.query(
    `with gone as (delete from ${from}.filing f using ${to}.docket_entry e
       where e.court_id = $1 and e.case_id = $2 and ($3::int is null or e.entry_seq = $3)
         and f.court_id = e.court_id and f.filing_id = e.filing_id
         and (f.receipt->>'caseId')::bigint = e.case_id and (f.receipt->>'entry')::int = e.entry_seq returning f.*)
     insert into ${to}.filing (${columns.get('filing')!}) select ${columns.get('filing')!} from gone`,
    [court, caseId, entry],
  );
  const filed = `t.filing_id in (select f.filing_id from ${to}.filing f join ${to}.docket_entry e using (court_id, filing_id)
    where (f.receipt->>'caseId')::bigint = e.case_id and e.court_id = $1 and e.case_id = $2 and ($3::int is null or e.entry_seq = $3))`;
  await tx.query(
    `with gone as (delete from ${from}.draft t where t.court_id = $1 and t.case_id = $2
       and (${filed} or ($3::int is null and t.filing_id is null)) returning t.*)
     insert into ${to}.draft (${columns.get('draft')!}) select ${columns.get('draft')!} from gone`,
    [court, caseId, entry],
  );
}

/** For so long a filing that was under way when the case was sealed still finds its uploads. */
const UPLOADS_STAY = 10 * 60_000;

/** Uploads of drafts in the case that are not filed: names and bytes leave the public side with the next sweep but for that while. */
async function letUploadsGo(tx: Queries, { court, caseId }: Moved, at: Instant): Promise<void> {
  await tx.query(
    `update pub.upload u set gone_after = $3::timestamptz from sealed.draft d
     where d.court_id = $1 and d.case_id = $2 and u.court_id = d.court_id and u.draft_id = d.draft_id and not u.filed`,
    [court, caseId, plusMilliseconds(at, UPLOADS_STAY)],
  );
}

/** Uploads that these documents came from, and stamps kept of them: the public side can make a stamp anew. */
async function forgetDerived(tx: Queries, { court, caseId, entry }: Moved): Promise<void> {
  const documents = `sealed.document d where d.court_id = $1 and d.case_id = $2 and ($3::int is null or d.entry_seq = $3)`;
  await tx.query(
    `delete from pub.upload u where u.court_id = $1 and u.filed and u.sha256 in (select d.sha256 from ${documents})`,
    [court, caseId, entry],
  );
  await tx.query(
    `delete from pub.stamp_tail t where t.court_id = $1 and t.case_id = $2 and t.serial in (select d.serial from ${documents})`,
    [court, caseId, entry],
  );
}

/** Drafts in other cases that were to be filed in this one too: it is not among their cases any more. */
async function forgetInDrafts(tx: Queries, { court, caseId }: Moved): Promise<void> {
  await tx.query(
    `update pub.draft set row_version = row_version + 1, answers = jsonb_set(answers, '{alsoIn}', (
         select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(answers->'alsoIn') x where (x->>'case')::bigint <> $2))
     where court_id = $1 and answers->'alsoIn' @> jsonb_build_array(jsonb_build_object('case', $2::bigint))`,
    [court, caseId],
  );
}

/** Links between two cases are public only while both are. A place taken meanwhile is left to who has it. */
async function moveLinks(tx: Queries, to: Side, { court, caseId }: Moved): Promise<void> {
  const bothPublic = `exists (select 1 from pub.case_record c where c.court_id = t.court_id and c.case_id = t.case_id)
    and (t.other_case_id is null or exists (select 1 from pub.case_record c where c.court_id = t.court_id and c.case_id = t.other_case_id))`;
  await tx.query(
    `with gone as (delete from ${other(to)}.case_link t where t.court_id = $1 and $2 in (t.case_id, t.other_case_id)
       and ${to === 'pub' ? bothPublic : 'true'} returning t.*)
     insert into ${to}.case_link (court_id, case_id, n, kind, other_case_id, words)
     select g.court_id, g.case_id,
       case when exists (select 1 from ${to}.case_link x where x.court_id = g.court_id and x.case_id = g.case_id and x.n = g.n)
         then row_number() over (partition by g.case_id order by g.n) + greatest(
           (select max(x.n) from ${to}.case_link x where x.court_id = g.court_id and x.case_id = g.case_id),
           max(g.n) over (partition by g.case_id))
         else g.n end, g.kind, g.other_case_id, g.words
     from gone g`,
    [court, caseId],
  );
}

/** Tables with a ruling, and how a row without one stands. */
const RULINGS = [
  {
    table: 'relief',
    key: 'court_id, case_id, entry_seq, n',
    by: 'ruled_by',
    ruling: ['status', 'ruled_by', 'ended_on'],
    open: `status = 'pending', ruled_by = null, ended_on = null`,
  },
  {
    table: 'deadline',
    key: 'court_id, case_id, deadline_id',
    by: 'ended_by',
    ruling: ['ended_by', 'ended_on'],
    open: 'ended_by = null, ended_on = null',
  },
] as const;

/** Makes one row again of each that is split: as the sealed side has it, unless a public entry has ruled since. */
async function joinRulings(tx: Queries, { court, caseId }: Moved): Promise<void> {
  for (const { table, key, by, ruling } of RULINGS) {
    const same = key
      .split(', ')
      .map((column) => `p.${column} = s.${column}`)
      .join(' and ');
    await tx.query(
      `with both_sides as (delete from sealed.${table} s using pub.${table} p
         where s.court_id = $1 and s.case_id = $2 and ${same} returning s.*)
       update pub.${table} p set ${ruling.map((column) => `${column} = s.${column}`).join(', ')}
       from both_sides s where ${same} and p.${by} is null`,
      [court, caseId],
    );
  }
}

/** What a sealed entry has ruled is known on the sealed side alone. */
async function splitRulings(
  tx: Queries,
  columns: ReadonlyMap<string, string>,
  { court, caseId }: Moved,
): Promise<void> {
  for (const { table, by, open } of RULINGS) {
    const ruled = `p.court_id = $1 and p.case_id = $2 and exists (select 1 from sealed.docket_entry e
      where e.court_id = p.court_id and e.case_id = p.case_id and e.entry_seq = p.${by})`;
    const all = columns.get(table)!;
    await tx.query(`insert into sealed.${table} (${all}) select ${all} from pub.${table} p where ${ruled}`, [
      court,
      caseId,
    ]);
    await tx.query(`update pub.${table} p set ${open} where ${ruled}`, [court, caseId]);
  }
}

/** What the public may know of what is sealed in a case: made to be exactly what the levels say (DESIGN §4.4). */
async function settleStubs(tx: Queries, { court, caseId }: Moved): Promise<void> {
  const key = [court, caseId];
  const refused = `sealed.document d join pub.docket_entry e using (court_id, case_id, entry_seq) where d.court_id = $1 and d.case_id = $2`;
  await tx.query(
    `delete from pub.restricted_document where court_id = $1 and case_id = $2 and serial not in (select d.serial from ${refused})`,
    key,
  );
  await tx.query(
    `insert into pub.restricted_document (court_id, serial, case_id, until_on)
     select d.court_id, d.serial, d.case_id, d.until_on from ${refused} on conflict (court_id, serial, case_id) do nothing`,
    key,
  );
  const shown = `sealed.docket_entry e join pub.case_record c using (court_id, case_id)
    where e.court_id = $1 and e.case_id = $2 and e.restriction = 'sealed' and e.seal_mode = 'placeholder' and e.doc_no is not null`;
  await tx.query(
    `delete from pub.sealed_entry_number where court_id = $1 and case_id = $2 and doc_no not in (select e.doc_no from ${shown})`,
    key,
  );
  await tx.query(
    `insert into pub.sealed_entry_number (court_id, case_id, doc_no)
     select distinct court_id, case_id, e.doc_no from ${shown} on conflict do nothing`,
    key,
  );
}

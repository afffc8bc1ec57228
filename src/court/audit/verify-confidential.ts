/** The ninth invariant: nothing of sealed matter outside its side of the wall but the declared stubs (DESIGN §4.3, §4.4). */
import type { Sha256 } from '../../kernel/ids.ts';
import type { ObjectStore, Queries } from '../../kernel/ports.ts';
import { type Check, runCheck } from './verify-docket.ts';

const SEALED_CASE = (court: string, caseId: string): string =>
  `exists (select 1 from sealed.case_record s where s.court_id = ${court} and s.case_id = ${caseId})`;
const SEALED_ENTRY = (court: string, caseId: string, seq: string): string =>
  `exists (select 1 from sealed.docket_entry s where s.court_id = ${court} and s.case_id = ${caseId} and s.entry_seq = ${seq})`;
/** As it stands in one case: in another the same document may be open, when the case alone was sealed. */
const SEALED_DOCUMENT = (court: string, caseId: string, serial: string): string =>
  `exists (select 1 from sealed.document s where s.court_id = ${court} and s.case_id = ${caseId} and s.serial = ${serial})`;

/** When a row `t` with such a column is about something that is sealed now; numbers alone do not tell, for cases and entries come and go. */
const ABOUT: Readonly<Record<string, (column: string) => string>> = {
  case_id: (column) => SEALED_CASE('t.court_id', `t.${column}`),
  other_case_id: (column) => SEALED_CASE('t.court_id', `t.${column}`),
  serial: (column) => SEALED_DOCUMENT('t.court_id', 't.case_id', `t.${column}`),
  ...Object.fromEntries(
    ['entry_seq', 'from_seq', 'to_seq', 'trigger_seq', 'ended_by', 'ruled_by'].map((name) => [
      name,
      (column: string) => SEALED_ENTRY('t.court_id', 't.case_id', `t.${column}`),
    ]),
  ),
};

/** Not for the web login, and by design about what has been sealed since: which file was whose, and which version the index had. */
const KEEPS_NUMBERS: readonly string[] = [
  'pub.import_source.case_id',
  'pub.import_waiting.serial',
  'pub.restricted_document.serial',
  'pacer.locator_version.case_id',
];

const apart: Check = {
  counted: 'select count(*) as n from sealed.docket_entry',
  faults: [
    // numbers inside texts
    `select 'pub.audit ' || court_id || ' ' || stream || ' is of a sealed case' as fault from pub.audit
     where stream ~ '^case \\d+' and ${SEALED_CASE('audit.court_id', "substring(stream from '^case (\\d+)')::bigint")}
     group by court_id, stream`,
    `select 'pub.audit ' || court_id || ' ' || stream || ' link ' || n || ' tells of a sealed entry' as fault from pub.audit a
     where act <> 'sealed' and exists (select 1 from sealed.docket_entry s where s.court_id = a.court_id
       and a.stream = 'case ' || s.case_id and a.body->>'entry' = s.entry_seq::text and act = 'file entry')`,
    `select 'pub.filing ' || filing_id || ' is of sealed matter' as fault from pub.filing
     where ${SEALED_CASE('filing.court_id', "(receipt->>'caseId')::bigint")}
       or ${SEALED_ENTRY('filing.court_id', "(receipt->>'caseId')::bigint", "(receipt->>'entry')::bigint")}`,
    `select 'document ' || d.court_id || ' ' || d.serial || ' of a visible entry has no refusal at its address' as fault
     from sealed.document d join pub.docket_entry e using (court_id, case_id, entry_seq)
     where not exists (select 1 from pub.restricted_document r where r.court_id = d.court_id and r.serial = d.serial
       and r.case_id = d.case_id)`,
    `select 'pub.filing ' || f.filing_id || ' names sealed document ' || (d->>'serial') as fault
     from (select court_id, filing_id, (receipt->>'caseId')::bigint as case_id, receipt from pub.filing
       union all select court_id, filing_id, case_id, receipt from pub.spread_entry) f
     cross join lateral jsonb_array_elements(f.receipt->'documents') d
     where ${SEALED_DOCUMENT('f.court_id', 'f.case_id', "(d->>'serial')::bigint")} and not exists (select 1 from pub.restricted_document r
       where r.court_id = f.court_id and r.serial = (d->>'serial')::bigint and r.case_id = f.case_id)`,
    `select 'ops.outbox ' || message_id || ' tells of sealed case ' || (body->>'caseId') as fault from ops.outbox
     where kind = 'index-case' and ${SEALED_CASE('outbox.court_id', "(body->>'caseId')::bigint")}`,
    // one thing on both sides of the wall
    `select p.court_id || ' case ' || p.case_id || ' entry ' || p.entry_seq || ' is on both sides' as fault
     from pub.docket_entry p join sealed.docket_entry s using (court_id, case_id, entry_seq)`,
    `select p.court_id || ' document ' || p.serial || ' is on both sides' as fault
     from pub.document p join sealed.document s using (court_id, serial, case_id)`,
    // one document is closed in all its cases, but for one that is stricken from one of them or filed sealed there
    `select p.court_id || ' document ' || p.serial || ' is ' || s.restriction || ' in case ' || s.case_id || ' and open in case ' || p.case_id as fault
     from pub.document p join sealed.document s using (court_id, serial) where s.restriction not in ('public', 'stricken')`,
    `select p.court_id || ' case ' || p.case_id || ' entry ' || p.entry_seq || ' is open, and what was filed with it in case ' || s.case_id || ' is sealed' as fault
     from pub.docket_entry p join sealed.docket_entry s using (court_id, filing_id)
     where p.spread and s.spread and s.restriction <> 'public'`,
    `select p.court_id || ' case ' || p.case_id || ' is a public and a sealed case' as fault
     from pub.case_record p join sealed.case_record s using (court_id, office, yy, type, seq)`,
    `select court_id || ' document ' || serial || ' is ' || restriction || ' and on the public side' as fault
     from pub.document where restriction <> 'public' or object_id is not null`,
    `select court_id || ' case ' || case_id || ' is ' || restriction || ' and on the public side' as fault
     from pub.case_record where restriction <> 'public'`,
    `select court_id || ' case ' || case_id || ' entry ' || entry_seq || ' is ' || restriction || ' and on the public side' as fault
     from pub.docket_entry where restriction <> 'public'`,
    // a stub says neither more nor less than its mode allows
    `select n.court_id || ' ' || n.office || ':' || n.yy || '-' || n.type || '-' || n.seq || ' is shown as sealed, and is not under seal' as fault
     from pub.sealed_case_number n left join sealed.case_record s using (court_id, office, yy, type, seq)
     where s.restriction is distinct from 'under-seal'`,
    `select n.court_id || ' case ' || n.case_id || ' number ' || n.doc_no || ' is shown as sealed, and no such entry is in that mode' as fault
     from pub.sealed_entry_number n where not exists (select 1 from sealed.docket_entry s
       where s.court_id = n.court_id and s.case_id = n.case_id and s.doc_no = n.doc_no and s.seal_mode = 'placeholder')`,
  ],
};

/** The national index is told by a message: until it is taken, what is there is not ours to take away. */
const DROP_WAITS = `exists (select 1 from ops.outbox o where o.kind = 'drop-case' and o.taken_at is null and o.court_id = t.court_id
  and o.body->>'caseId' = t.case_id::text)`;

/** Looks at every column of the open schemas that holds a number of a case, document or entry; and for sealed bytes among the public ones. */
export async function confidential(
  db: Queries,
  objects: Pick<ObjectStore, 'has'>,
): Promise<{ checked: number; faults: string[] }> {
  const found = await runCheck(db, apart);
  const columns = await db.query<{ place: string; table: string; column: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as place,
       quote_ident(table_schema) || '.' || quote_ident(table_name) as "table", column_name as "column"
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema in ('pub', 'pacer', 'ops') and table_type = 'BASE TABLE' and column_name = any($1::text[])
     order by 1`,
    [Object.keys(ABOUT)],
  );
  for (const { place, table, column } of columns.filter((each) => !KEEPS_NUMBERS.includes(each.place))) {
    const [row] = await db.query<{ n: number; least: number }>(
      `select count(*) as n, min(${column}) as least from ${table} t where ${ABOUT[column]!(column)}
         ${table.startsWith('pacer.') ? `and not ${DROP_WAITS}` : ''}`,
    );
    if (row!.n > 0)
      found.faults.push(`${place}: ${row!.n} rows with numbers of sealed matter, the first ${row!.least}`);
  }
  const bytes = await plainBytes(db, objects);
  return {
    checked: found.checked + columns.length + bytes.checked,
    faults: [...found.faults, ...bytes.faults],
  };
}

const BATCH = 1000;

/** Blobs are never shared between the two sides: a sealed document's hash names no public object, unless that was filed publicly too. */
async function plainBytes(
  db: Queries,
  objects: Pick<ObjectStore, 'has'>,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let checked = 0;
  let after = '';
  for (;;) {
    const rows = await db.query<{ sha256: Sha256; named: string }>(
      `select s.sha256, min(s.court_id || ' document ' || s.serial) as named from sealed.document s
       where s.sha256 > $1 and not exists (select 1 from pub.document p where p.sha256 = s.sha256)
       group by s.sha256 order by s.sha256 limit ${BATCH}`,
      [after],
    );
    for (const { sha256, named } of rows) {
      checked++;
      if (await objects.has(sha256)) faults.push(`${named}: its bytes lie unencrypted among the public objects`);
    }
    if (rows.length < BATCH) return { checked, faults };
    after = rows.at(-1)!.sha256;
  }
}

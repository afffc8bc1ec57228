/**
 * Filings a second, beside the rows of a filing written by bare SQL: the same tables, as many rows, one transaction each, one
 * plain INSERT a table through named statements; nothing looked up, nothing decided, nothing signed.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { answersSchema } from '../src/court/events/answers.ts';
import { submitFiling } from '../src/court/filing/submit-filing.ts';
import type { CaseId, UploadId } from '../src/kernel/ids.ts';
import { COURT, motionToCompel } from '../test/support/system.ts';
import { type Measured, median } from './line.ts';
import { CLIENTS, type World } from './world.ts';

const ROUNDS = 5;
const PER_ROUND = 240;

export async function* benchFiling(world: World): AsyncGenerator<Measured> {
  const { court, lawyer } = world;
  const opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
  const cases: CaseId[] = [];
  for (let n = 1; n <= 2 * CLIENTS; n++) cases.push(await court.aCase(n, lawyer, opponent));
  const own = cases.slice(0, CLIENTS);
  const upload = await court.uploads(lawyer, 3);
  await fileAll(world, own, await copiesOf(world, upload, CLIENTS * 4));
  const bare = await bareWriters(world, own[0]!, cases.slice(CLIENTS), await copiesOf(world, upload, CLIENTS));
  await bare.write(CLIENTS * 4);

  const rates = { ours: [] as number[], bare: [] as number[], hot: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const copies = await copiesOf(world, upload, PER_ROUND + PER_ROUND / 2);
    rates.ours.push(await fileAll(world, own, copies.slice(0, PER_ROUND)));
    rates.bare.push(await bare.write(PER_ROUND));
    rates.hot.push(await fileAll(world, own.slice(0, 1), copies.slice(PER_ROUND)));
  }
  await bare.end();
  const n = ROUNDS * PER_ROUND;
  const unit = 'filings/s';
  const ours = median(rates.ours);
  yield { name: 'filing', ours, bare: median(rates.bare), unit, n, bar: { of: 'ratio', atLeast: 0.5 } };
  yield { name: 'filing-hot-case', ours: median(rates.hot), bare: null, unit, n: n / 2 };
}

/** Uploads of the same bytes, which are kept already: what is measured is the filing, not the upload. */
export async function copiesOf({ court }: World, upload: UploadId, n: number): Promise<UploadId[]> {
  const rows = await court.owner.query<{ upload_id: UploadId }>(
    `insert into pub.upload select court_id, gen_random_uuid(), account_id, draft_id, original_name, sha256, bytes, pages,
       staged_path, at, false from pub.upload, generate_series(1, $2::int) where upload_id = $1::uuid returning upload_id`,
    [upload, n],
  );
  return rows.map((row) => row.upload_id);
}

/** Files one motion for each upload, each client in a case of its own (or all in the one). Gives filings a second. */
async function fileAll({ court, lawyer }: World, cases: readonly CaseId[], uploads: UploadId[]): Promise<number> {
  const n = uploads.length;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let main = uploads.pop(); main; main = uploads.pop()) {
        await submitFiling(court.system.court, lawyer.actor, {
          court: COURT,
          caseId: cases[client % cases.length]!,
          side: 'pub',
          key: `bench ${main}`,
          draft: null,
          channel: 'api',
          answers: answersSchema.parse(motionToCompel(main)),
          restriction: 'public',
          history: false,
          receivedAt: court.clock.now(),
        });
      }
    }),
  );
  return (n * 1000) / (performance.now() - began);
}

/** The tables that a filing writes, with what finds the rows of one filing (`$1` case, `$2` filing, `$3` entry). */
const TABLES: readonly (readonly [table: string, where: string])[] = [
  ['ident.entry_identity', 'case_id = $1 and entry_seq = $3'],
  ['pub.docket_entry', 'case_id = $1 and entry_seq = $3'],
  ['pub.entry_version', 'case_id = $1 and entry_seq = $3'],
  ['pub.filing', 'filing_id = $2'],
  ['pub.document', 'case_id = $1 and entry_seq = $3'],
  ['pub.entry_filer', 'case_id = $1 and entry_seq = $3'],
  ['pub.relief', 'case_id = $1 and entry_seq = $3'],
  ['pub.deadline', 'case_id = $1 and trigger_seq = $3'],
  ['pub.notice', 'filing_id = $2'],
  ['pub.audit', `body->>'filing' = $2::text`],
  [
    'ops.outbox',
    `message_id = (select message_id from ops.outbox where body->>'caseId' = $1::text order by at desc, message_id desc limit 1)`,
  ],
];

type Row = Record<string, string | null>;
interface Pattern {
  readonly table: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Reads the rows of one of our filings, and writes them again and again under new keys, on connections of its own. */
async function bareWriters(world: World, caseId: CaseId, cases: readonly CaseId[], uploads: readonly UploadId[]) {
  const patterns = await patternsOf(world, caseId);
  const clients = await Promise.all(
    cases.map(async (of, at) => {
      const client = new pg.Client({ connectionString: world.courtUrl });
      // When the bench fails, its database goes first.
      client.on('error', () => undefined);
      await client.connect();
      return { client, of, seq: 0, upload: uploads[at]! };
    }),
  );
  let serial = 600_000_000;

  async function one(writer: (typeof clients)[number]): Promise<void> {
    const { client, of } = writer;
    const seq = ++writer.seq;
    const filing = randomUUID();
    const fresh: Record<string, () => string> = {
      case_id: () => String(of),
      entry_seq: () => String(seq),
      trigger_seq: () => String(seq),
      doc_no: () => String(seq),
      filing_id: () => filing,
      idem_key: () => filing,
      deadline_id: randomUUID,
      notice_id: randomUUID,
      look_hash: randomUUID,
      message_id: randomUUID,
      serial: () => String(serial++),
      stream: () => `case ${of} bare`,
    };
    await client.query('BEGIN');
    for (const { table, text, columns, rows } of patterns) {
      const own = table === 'pub.audit' ? { ...fresh, n: () => String(seq) } : fresh;
      const values = rows.flatMap((row) =>
        columns.map((column) => (row[column] === null ? null : (own[column]?.() ?? row[column]))),
      );
      await client.query({ name: table, text, values });
    }
    await client.query({
      name: 'case',
      text: `update pub.case_record set next_entry_seq = $3, next_doc_no = $3, row_version = row_version + 1 where court_id = $1 and case_id = $2`,
      values: [COURT, of, seq],
    });
    await client.query({
      name: 'upload',
      text: 'update pub.upload set filed = true where court_id = $1 and upload_id = $2::uuid',
      values: [COURT, writer.upload],
    });
    await client.query({
      name: 'job',
      text: `select ops.enqueue('after-filing', $1::json)`,
      values: [JSON.stringify({ filing })],
    });
    await client.query('COMMIT');
  }

  return {
    /** Gives the rate, in filings' worth of rows a second. */
    async write(n: number): Promise<number> {
      let left = n;
      const began = performance.now();
      await Promise.all(
        clients.map(async (writer) => {
          while (left-- > 0) await one(writer);
        }),
      );
      return (n * 1000) / (performance.now() - began);
    },
    end: () => Promise.all(clients.map(({ client }) => client.end())),
  };
}

async function patternsOf({ court: { owner } }: World, caseId: CaseId): Promise<Pattern[]> {
  const [sample] = await owner.query<{ filing_id: string; entry_seq: number }>(
    'select filing_id, entry_seq from pub.docket_entry where case_id = $1 order by entry_seq desc limit 1',
    [caseId],
  );
  const patterns: Pattern[] = [];
  for (const [table, where] of TABLES) {
    const columns = (
      await owner.query<{ name: string }>(
        'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum',
        [table],
      )
    ).map((each) => each.name);
    // All three parameters are named, so that each statement takes the same ones.
    const rows = await owner.query<Row>(
      `select ${columns.map((name) => `${name}::text as ${name}`).join(', ')} from ${table}
       where ($1::bigint, $2::uuid, $3::int) is not null and ${where}`,
      [caseId, sample!.filing_id, sample!.entry_seq],
    );
    if (rows.length === 0) throw new Error(`a filing has no rows in ${table}: the bare side would have less to do`);
    const line = (n: number) => `(${columns.map((_, at) => `$${n * columns.length + at + 1}`).join(', ')})`;
    const text = `insert into ${table} (${columns.join(', ')}) values ${rows.map((_, n) => line(n)).join(', ')}`;
    patterns.push({ table, text, columns, rows });
  }
  return patterns;
}

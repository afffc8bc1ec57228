/** The SQL of courts and their dated settings. */
import type { Json } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { Court } from './model.ts';

const COURT_COLUMNS = `court_id as id, name, kind, zone, doc_prefix as "docPrefix", legacy_as as "legacyAs", configured`;

export async function courtById(db: Queries, id: CourtId): Promise<Court | null> {
  const rows = await db.query<Court>(`select ${COURT_COLUMNS} from pub.court where court_id = $1`, [id], 'court-by-id');
  return rows[0] ?? null;
}

export async function allCourts(db: Queries): Promise<Court[]> {
  return db.query<Court>(`select ${COURT_COLUMNS} from pub.court order by configured desc, court_id`);
}

/** Makes a court that is not there yet; true when it was made. */
export async function insertCourt(tx: Queries, court: Court): Promise<boolean> {
  const made = await tx.query(
    `insert into pub.court (court_id, name, kind, zone, doc_prefix, legacy_as, configured)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (court_id) do nothing returning court_id`,
    [court.id, court.name, court.kind, court.zone, court.docPrefix, court.legacyAs, court.configured],
  );
  return made.length > 0;
}

export async function updateCourt(tx: Queries, court: Court): Promise<void> {
  await tx.query(
    `update pub.court set name = $2, kind = $3, zone = $4, doc_prefix = $5, legacy_as = $6, configured = $7
     where court_id = $1`,
    [court.id, court.name, court.kind, court.zone, court.docPrefix, court.legacyAs, court.configured],
  );
}

/** Locks the court's row, whose chain head its acts extend (DESIGN §4.7). */
export async function lockCourtChain(tx: Queries, id: CourtId): Promise<{ n: number; head: string }> {
  const rows = await tx.query<{ n: number; head: string }>(
    'select chain_n as n, chain_head as head from pub.court where court_id = $1 for update',
    [id],
  );
  return rows[0]!;
}

/** Adds a link to the chain of the court's own acts, whose head `lockCourtChain` has given and locked. */
export async function linkCourtChain(
  tx: Queries,
  court: CourtId,
  chain: { readonly n: number; readonly head: string },
  done: { readonly at: Instant; readonly actor: string; readonly act: string; readonly body: Json },
): Promise<void> {
  const link = { court, stream: 'court', n: chain.n + 1, prev: chain.head, ...done };
  const hash = chainHash(link);
  await tx.query(
    `insert into pub.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
     values ($1, 'court', $2, $3, $4, $5, $6, $7, $8::jsonb)`,
    [court, link.n, link.prev, hash, link.at, link.actor, link.act, JSON.stringify(link.body)],
  );
  await tx.query('update pub.court set chain_n = $2, chain_head = $3 where court_id = $1', [court, link.n, hash]);
}

export interface SettingVersion {
  readonly key: string;
  readonly effectiveFrom: CivilDate;
  readonly recordedAt: Instant;
  readonly value: unknown;
}

/** All versions of a court's settings, oldest first (primary key). */
export async function settingVersions(db: Queries, court: CourtId): Promise<SettingVersion[]> {
  return db.query<SettingVersion>(
    `select key, effective_from as "effectiveFrom", recorded_at as "recordedAt", value
     from pub.court_setting_version where court_id = $1 order by key, effective_from, recorded_at`,
    [court],
    'setting-versions',
  );
}

export async function insertSettings(
  tx: Queries,
  court: CourtId,
  effectiveFrom: CivilDate,
  recordedAt: Instant,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.query(
    `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
     select $1, chosen.key, $2, $3, chosen.value from jsonb_each($4::jsonb) as chosen`,
    [court, effectiveFrom, recordedAt, JSON.stringify(values)],
  );
}

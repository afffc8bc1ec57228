/** Once a minute, one hash over all chain heads, chained to the one before: what a witness can hold (DESIGN §4.7). */
import { sha256 } from '../../kernel/canonical.ts';
import type { Database } from '../../kernel/ports.ts';
import type { Clock } from '../../kernel/time.ts';

/** Writes a checkpoint when any head has moved since the last. Gives its number, or null when nothing had. */
export async function checkpointHeads(jobs: Database, clock: Clock): Promise<number | null> {
  const heads = await jobs.query<{ line: string }>(
    `select court_id || ' case ' || case_id || ' ' || chain_n || ' ' || chain_head as line from pub.case_record where chain_n > 0
     union all select court_id || ' court ' || chain_n || ' ' || chain_head from pub.court where chain_n > 0
     union all select 'pacer account ' || account_id || ' ' || chain_n || ' ' || chain_head from pacer.account where chain_n > 0
     order by 1`,
  );
  const root = sha256(heads.map((each) => each.line).join('\n'));
  const [last] = await jobs.query<{ n: number; root: string; hash: string }>(
    'select n, root, hash from ops.audit_checkpoint order by n desc limit 1',
  );
  if (last?.root === root || heads.length === 0) return null;
  const n = (last?.n ?? 0) + 1;
  const at = clock.now();
  const prev = last?.hash ?? '';
  await jobs.query(
    `insert into ops.audit_checkpoint (n, at, streams, root, prev_hash, hash) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [n, at, heads.length, root, prev, sha256(`${n}|${at}|${heads.length}|${root}|${prev}`)],
  );
  return n;
}

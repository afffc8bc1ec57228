/** Recomputes the hash chains: what `openecf verify` does, and the sixth invariant (spec/security.md §3.2). */
import { sha256 } from '../../kernel/canonical.ts';
import { type ChainLink, chainHash } from '../../kernel/chain.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Instant } from '../../kernel/time.ts';

export interface ChainFault {
  readonly schema: string;
  readonly court: string;
  readonly stream: string;
  readonly n: number;
  readonly what: string;
}

interface LinkRow {
  court_id: string;
  stream: string;
  n: number;
  prev_hash: string;
  hash: string;
  at: ChainLink['at'];
  actor: string;
  act: string;
  body: ChainLink['body'];
}

const BATCH = 5000;

/** What the public links of sealed entries said is on the sealed side; each must still make the hash that stands (migration 0014). */
const LINKS_OF: Record<'pub' | 'sealed' | 'pacer', string> = {
  pub: `(select a.court_id, a.stream, a.n, a.prev_hash, a.hash, coalesce(c.at, a.at) as at, coalesce(c.actor, a.actor) as actor,
       coalesce(c.act, a.act) as act, coalesce(c.body, a.body) as body
     from pub.audit a left join sealed.audit_contents c on a.act = 'sealed' and c.court_id = a.court_id and c.stream = a.stream and c.n = a.n)`,
  sealed: 'sealed.audit',
  pacer: 'pacer.audit',
};

/**
 * Walks every stream of a schema in order and names each link that does not follow from the one before. Heads that the
 * case rows remember are checked too, so that a cut-off end is found. Reads in batches: memory stays flat.
 */
export async function verifyChains(
  db: Queries,
  schema: 'pub' | 'sealed' | 'pacer',
): Promise<{ links: number; faults: ChainFault[] }> {
  const faults: ChainFault[] = [];
  const heads = new Map<string, { n: number; hash: string }>();
  let links = 0;
  let after: { court: string; stream: string; n: number } | null = null;
  for (;;) {
    const rows: LinkRow[] = await db.query<LinkRow>(
      `select court_id, stream, n, prev_hash, hash, at, actor, act, body from ${LINKS_OF[schema]} links
       where ($1::text is null or (court_id, stream, n) > ($1, $2, $3::bigint))
       order by court_id, stream, n limit ${BATCH}`,
      [after?.court ?? null, after?.stream ?? null, after?.n ?? 0],
    );
    for (const row of rows) {
      const name = `${row.court_id}\n${row.stream}`;
      const head = heads.get(name) ?? { n: 0, hash: '' };
      const fault = faultOf(row, head);
      if (fault) faults.push({ schema, court: row.court_id, stream: row.stream, n: row.n, what: fault });
      heads.set(name, { n: row.n, hash: row.hash });
      links++;
    }
    if (rows.length < BATCH) break;
    const last = rows[rows.length - 1]!;
    after = { court: last.court_id, stream: last.stream, n: last.n };
  }
  faults.push(...(await verifyHeads(db, schema, heads)));
  return { links, faults };
}

function faultOf(row: LinkRow, head: { n: number; hash: string }): string | null {
  if (row.n !== head.n + 1) return `link ${head.n + 1} is missing`;
  if (row.prev_hash !== head.hash) return 'does not follow from the link before';
  const hash = chainHash({
    court: row.court_id,
    stream: row.stream,
    n: row.n,
    prev: row.prev_hash,
    at: row.at,
    actor: row.actor,
    act: row.act,
    body: row.body,
  });
  return hash === row.hash ? null : 'its contents do not match its hash';
}

/** Where each schema remembers the heads of its streams. */
const HEADS: Record<'pub' | 'sealed' | 'pacer', string> = {
  pub: `select court_id, 'case ' || case_id as stream, chain_n as n, chain_head as hash from pub.case_record where chain_n > 0
    union all select court_id, 'court', chain_n, chain_head from pub.court where chain_n > 0`,
  sealed: `select court_id, 'case ' || case_id as stream, chain_n as n, chain_head as hash from sealed.case_record where chain_n > 0
    union all select court_id, 'case ' || case_id || ' sealed', chain_n, chain_head from sealed.case_counter where chain_n > 0`,
  pacer: `select 'pacer' as court_id, 'account ' || account_id as stream, chain_n as n, chain_head as hash from pacer.account where chain_n > 0`,
};

async function verifyHeads(
  db: Queries,
  schema: 'pub' | 'sealed' | 'pacer',
  heads: ReadonlyMap<string, { n: number; hash: string }>,
): Promise<ChainFault[]> {
  const remembered = await db.query<{ court_id: string; stream: string; n: number; hash: string }>(HEADS[schema]);
  return remembered.flatMap((row) => {
    const head = heads.get(`${row.court_id}\n${row.stream}`) ?? { n: 0, hash: '' };
    if (head.n === row.n && head.hash === row.hash) return [];
    return [
      {
        schema,
        court: row.court_id,
        stream: row.stream,
        n: row.n,
        what: 'the end of the chain is not the one remembered',
      },
    ];
  });
}

interface CheckpointRow {
  n: number;
  at: Instant;
  streams: number;
  root: string;
  prev_hash: string;
  hash: string;
}

/** Recomputes the chain of checkpoints. What each said of the heads then cannot be told from the heads of now. */
export async function verifyCheckpoints(db: Queries): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let head = { n: 0, hash: '' };
  for (;;) {
    const rows = await db.query<CheckpointRow>(
      `select n, at, streams, root, prev_hash, hash from ops.audit_checkpoint where n > $1::bigint order by n limit ${BATCH}`,
      [head.n],
    );
    for (const { n, at, streams, root, prev_hash, hash } of rows) {
      if (n !== head.n + 1) faults.push(`checkpoint ${head.n + 1} is missing`);
      else if (prev_hash !== head.hash) faults.push(`checkpoint ${n} does not follow from the one before`);
      if (hash !== sha256(`${n}|${at}|${streams}|${root}|${prev_hash}`))
        faults.push(`checkpoint ${n}: its contents do not match its hash`);
      head = { n, hash };
    }
    if (rows.length < BATCH) return { checked: head.n, faults };
  }
}

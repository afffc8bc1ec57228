/** Links between cases: lead and member, related, the magistrate's case before an indictment, cases elsewhere (spec/filing.md §2.9). */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import type { CasePorts } from './ports.ts';
import type { Side } from './side.ts';
import { linkCaseChain } from './store.ts';

/** What the other case is to this one. `mj-to-cr`: the magistrate judge's case that this criminal case came from. */
export type LinkKind = 'lead' | 'member' | 'related' | 'mj-to-cr' | 'other-court';

export interface NewLink {
  readonly kind: LinkKind;
  /** A case of this court by its identity; any other as the docket prints it: `Ninth Circuit Court of Appeals, 16-17235`. */
  readonly to: CaseId | string;
}

/** What this case is to the other one; null: the other says nothing of it. */
const BACK: Record<LinkKind, LinkKind | null> = {
  lead: 'member',
  member: 'lead',
  related: 'related',
  'mj-to-cr': null,
  'other-court': null,
};

/** Writes links that the case does not have yet, after those it has. True when there were any. */
export async function insertLinks(
  tx: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  links: readonly NewLink[],
): Promise<boolean> {
  const rows = links.map(({ kind, to }) => (typeof to === 'number' ? { kind, other: to } : { kind, words: to }));
  const written = await tx.query(
    `insert into ${side}.case_link (court_id, case_id, n, kind, other_case_id, words)
     select $1, $2, row_number() over () + coalesce((select max(n) from ${side}.case_link where court_id = $1 and case_id = $2), 0),
       l.kind, l.other, l.words
     from jsonb_to_recordset($3::jsonb) as l(kind text, other bigint, words text)
     where not exists (select from ${side}.case_link x where x.court_id = $1 and x.case_id = $2 and x.kind = l.kind
       and x.other_case_id is not distinct from l.other and x.words is not distinct from l.words)
     returning n`,
    [court, caseId, JSON.stringify(rows)],
  );
  return written.length > 0;
}

/** Header lines of the court's own, in the order given (the Court of International Trade: spec/filing.md §2.6). */
export async function insertHeaderLines(
  tx: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  lines: readonly { readonly label: string; readonly value: string }[],
): Promise<void> {
  await tx.query(
    `insert into ${side}.header_field (court_id, case_id, n, label, value)
     select $1, $2, l.n, l.j->>'label', l.j->>'value' from jsonb_array_elements($3::jsonb) with ordinality as l(j, n)`,
    [court, caseId, JSON.stringify(lines)],
  );
}

/**
 * A criminal docket names the magistrate judge's case that it came from at the end of its first entries:
 * `COMPLAINT as to Tate. [2:17-mj-01117-JFM] (Entered: 02/06/2017)` (spec/filing.md §2.2).
 */
export async function linkMagistrateCases(tx: Queries, court: CourtId, caseId: CaseId): Promise<void> {
  const named = await tx.query<{ number: string }>(
    `select (regexp_match(v.text, '\\[(\\d:\\d\\d-mj-\\d{5}[-A-Z]*)\\] *\\(Entered'))[1] as number
     from pub.docket_entry e cross join lateral (select text from pub.entry_version
       where court_id = e.court_id and case_id = e.case_id and entry_seq = e.entry_seq and version = e.version limit 1) v
     where e.court_id = $1 and e.case_id = $2 and e.origin = 'imported' and v.text like '%-mj-%'
       and exists (select from pub.case_record where court_id = $1 and case_id = $2 and type = 'cr')
     order by e.place`,
    [court, caseId],
  );
  const numbers = new Set(named.flatMap((row) => row.number ?? []));
  await insertLinks(
    tx,
    'pub',
    court,
    caseId,
    [...numbers].map((to) => ({ kind: 'mj-to-cr', to })),
  );
}

/**
 * Ties a public case to another: both dockets show it, each under the number that the other has today. A link that stands is
 * left as it is. Throws `no-right-to-file` to all but clerks, `case-not-found` for a case that is not public.
 */
export async function linkCases(
  ports: Pick<CasePorts, 'court' | 'clock'>,
  actor: Actor,
  wish: LinkWish,
): Promise<void> {
  await atBothEnds(ports, actor, wish, 'link case', (tx, end) =>
    insertLinks(tx, 'pub', wish.court, end.caseId, [end.link]),
  );
}

/**
 * Takes a link away again, at both ends. One that does not stand is left as it is. Throws `no-right-to-file` to all but
 * clerks, `case-not-found` for a case that is not public.
 */
export async function unlinkCases(
  ports: Pick<CasePorts, 'court' | 'clock'>,
  actor: Actor,
  wish: LinkWish,
): Promise<void> {
  await atBothEnds(ports, actor, wish, 'unlink case', (tx, end) => deleteLink(tx, wish.court, end));
}

/** Does a clerk's change of a link at each of its ends, and records those that changed something. */
async function atBothEnds(
  ports: Pick<CasePorts, 'court' | 'clock'>,
  actor: Actor,
  wish: LinkWish,
  act: 'link case' | 'unlink case',
  change: (tx: Queries, end: ReturnType<typeof bothEnds>[number]) => Promise<boolean>,
): Promise<void> {
  const { court, caseId } = wish;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('no-right-to-file');
  await ports.court.transaction(async (tx) => {
    await lockBoth(tx, wish);
    for (const end of bothEnds(wish)) {
      if (await change(tx, end)) await recordLink(tx, ports, actor, court, end, act);
    }
  });
}

type LinkWish = { readonly court: CourtId; readonly caseId: CaseId } & NewLink;

interface LinkEnd {
  readonly caseId: CaseId;
  readonly link: NewLink;
}

/** What the two dockets say of each other, in the order in which cases are locked. */
function bothEnds({ caseId, kind, to }: LinkWish): LinkEnd[] {
  const back = BACK[kind];
  return [
    { caseId, link: { kind, to } },
    ...(typeof to === 'number' && back !== null ? [{ caseId: to, link: { kind: back, to: caseId } }] : []),
  ].sort((a, b) => a.caseId - b.caseId);
}

async function lockBoth(tx: Queries, { court, caseId, to }: LinkWish): Promise<void> {
  const named = typeof to === 'number' ? [caseId, to] : [caseId];
  const locked = await tx.query(
    'select case_id from pub.case_record where court_id = $1 and case_id = any($2::bigint[]) order by case_id for update',
    [court, named],
  );
  if (to === caseId || locked.length < named.length) throw new CourtError('case-not-found');
}

const recordLink = (
  tx: Queries,
  ports: Pick<CasePorts, 'clock'>,
  actor: Actor,
  court: CourtId,
  { caseId, link }: LinkEnd,
  act: 'link case' | 'unlink case',
): Promise<void> =>
  linkCaseChain(tx, court, caseId, {
    at: ports.clock.now(),
    actor: actorName(actor),
    act,
    body: { kind: link.kind, to: link.to },
  });

/** True when the link stood (primary key of case_link). */
async function deleteLink(tx: Queries, court: CourtId, { caseId, link }: LinkEnd): Promise<boolean> {
  const [other, words] = typeof link.to === 'number' ? [link.to, null] : [null, link.to];
  const gone = await tx.query(
    `delete from pub.case_link where court_id = $1 and case_id = $2 and kind = $3
       and other_case_id is not distinct from $4 and words is not distinct from $5 returning n`,
    [court, caseId, link.kind, other, words],
  );
  return gone.length > 0;
}

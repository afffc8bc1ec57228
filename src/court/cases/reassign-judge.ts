/** Another judge for a case: the displayed number changes with the initials, the case's identity stands (spec/filing.md §2.1, §2.4). */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate, type Zone } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import type { CasePorts } from './ports.ts';
import type { NewJudge } from './record-case.ts';
import { indexMessage, linkCaseChain, putInOutbox } from './store.ts';

export interface Reassignment {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly role: 'presider' | 'referral';
  /** Null: nobody is assigned from now on. */
  readonly judge: NewJudge | null;
}

export interface ReassignPorts extends Pick<CasePorts, 'court' | 'clock' | 'random' | 'enqueue'> {
  zoneOf(court: CourtId): Promise<Zone>;
}

/**
 * Ends the assignment that stands and begins the new one, today in the court's zone; the docket shows the new name and
 * initials, and the national index is told. Nothing that points to the case changes. It makes no entry: the order or notice of
 * reassignment is filed as one. Public cases only. Throws `no-right-to-file` to all but clerks, `case-not-found`.
 */
export async function reassignJudge(ports: ReassignPorts, actor: Actor, wish: Reassignment): Promise<void> {
  const { court, caseId, role, judge } = wish;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('no-right-to-file');
  const at = ports.clock.now();
  const today = civilDate(at, await ports.zoneOf(court));
  await ports.court.transaction(async (tx) => {
    const stood = await tx.query<{ presider: string | null; referral: string | null }>(
      'select presider, referral from pub.case_record where court_id = $1 and case_id = $2 for update',
      [court, caseId],
    );
    if (!stood[0]) throw new CourtError('case-not-found');
    await changeAssignment(tx, wish, today);
    const printed = judge && `${judge.title} ${judge.name}`;
    await tx.query(
      `update pub.case_record set ${role} = $3, ${role}_initials = $4, row_version = row_version + 1
       where court_id = $1 and case_id = $2`,
      [court, caseId, printed, judge?.initials ?? null],
    );
    await linkCaseChain(tx, court, caseId, {
      at,
      actor: actorName(actor),
      act: 'reassign judge',
      body: { role, from: stood[0][role], to: printed, initials: judge?.initials ?? null },
    });
    await putInOutbox(tx, court, uuidAt(ports.random, at), 'index-case', await indexMessage(tx, court, caseId), at);
    await ports.enqueue(tx, 'carry-outbox', {}, 'carry-outbox');
  });
}

async function changeAssignment(tx: Queries, wish: Reassignment, today: CivilDate): Promise<void> {
  const { court, caseId, role, judge } = wish;
  await tx.query(
    'update pub.judge_assignment set to_on = $4 where court_id = $1 and case_id = $2 and role = $3 and to_on is null',
    [court, caseId, role, today],
  );
  if (!judge) return;
  await tx.query(
    `insert into pub.judge_assignment (court_id, case_id, n, role, judge_name, initials, person_id, from_on)
     select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6::uuid, $7 from pub.judge_assignment
     where court_id = $1 and case_id = $2`,
    [court, caseId, role, judge.name, judge.initials, judge.person, today],
  );
}

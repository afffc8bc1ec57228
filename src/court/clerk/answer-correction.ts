/** The clerk answers a request for correction; the filer is told (spec/filing.md §9.3). */
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import type { CasePorts } from '../cases/ports.ts';
import { linkCaseChain } from '../cases/store.ts';
import { MOST_WORDS, type RequestId } from './model.ts';
import { requestById, writeAnswer } from './requests-store.ts';

export interface CorrectionAnswer {
  readonly court: CourtId;
  readonly request: RequestId;
  readonly state: 'done' | 'declined';
  /** For the filer, at most `MOST_WORDS` characters. */
  readonly answer: string;
}

/**
 * Ends a request with the clerk's words, and enqueues the e-mail to who asked. The correction itself is an act of its own.
 * Throws `program-refused` to all but clerks, `absent`, `correction-answered`, `request-malformed` without words.
 */
export async function answerCorrection(
  ports: Pick<CasePorts, 'court' | 'clock' | 'enqueue'>,
  actor: Actor,
  wish: CorrectionAnswer,
): Promise<void> {
  const { court, request: id, state } = wish;
  const answer = wish.answer.trim();
  if (!mayAct(actor, court, null, 'manage-case')) throw new CourtError('program-refused');
  if (answer === '' || answer.length > MOST_WORDS) throw new CourtError('request-malformed', 'answer');
  const at = ports.clock.now();
  await ports.court.transaction(async (tx) => {
    const known = await requestById(tx, court, id);
    if (!known) throw new CourtError('absent');
    // Cases are locked before anything in them (DESIGN §2 rule 3).
    await tx.query('select 1 from pub.case_record where court_id = $1 and case_id = $2 for update', [
      court,
      known.caseId,
    ]);
    const asked = await requestById(tx, court, id, true);
    if (!asked) throw new CourtError('absent');
    if (asked.state !== 'open') throw new CourtError('correction-answered');
    await writeAnswer(tx, court, id, { state, answer, by: actorName(actor), at });
    await linkCaseChain(tx, court, asked.caseId, {
      at,
      actor: actorName(actor),
      act: 'answer correction',
      body: { entry: asked.seq, request: id, kind: asked.kind, state },
    });
    await ports.enqueue(tx, 'tell-correction', { court, request: id }, `tell-correction ${id}`);
  });
}

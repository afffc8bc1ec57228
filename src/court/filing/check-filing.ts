/** What will happen if this is filed now: the decision, without the writing (DESIGN §3.3; `POST …/filings:check`). */
import { fullNumber } from '../../kernel/case-number.ts';
import { CourtError, type Refusal } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import { civilDate, type Instant } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import type { CaseHeader } from '../docket/model.ts';
import type { CourtPorts } from '../ports.ts';
import { deadlinesConcerned } from './decide-deadlines.ts';
import { decideFiling, type Submission } from './decide-filing.ts';
import { personsNamed } from './decide-people.ts';
import { isForParties, restrictionByRule } from './level-by-rule.ts';
import type { CaseForFiling, Filing } from './model.ts';
import { stateOfCase } from './store.ts';
import { rulesFor } from './submit-filing.ts';

/**
 * Decides a submission on the state of the case as it is now, for the page or program that asks before filing.
 * The document number it will get is not promised: another filing may come first. Public cases only.
 */
export async function checkFiling(
  ports: CourtPorts,
  actor: Actor,
  wish: Omit<Submission, 'inSealedCase' | 'byRule'> & {
    readonly court: CourtId;
    readonly caseId: CaseId;
    readonly header: CaseHeader;
    readonly receivedAt: Instant;
  },
): Promise<Filing | Refusal> {
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  const settings = await ports.settingsOf(wish.court);
  const today = civilDate(wish.receivedAt, settings.zone);
  const definition = settings.dictionary.at(wish.answers.event, today, settings.docketWording);
  if (!definition) throw new CourtError('event-unknown', wish.answers.event);
  const { answers, header } = wish;
  const uploads = [answers.documents.main, ...answers.documents.attachments.map((each) => each.upload)].filter(
    (each) => each !== null,
  );
  const seqs = [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq as number))];
  const read = await stateOfCase(ports.web, 'pub', wish.court, wish.caseId, {
    account: actor.account,
    seqs,
    uploads,
    deadlines: deadlinesConcerned(definition, answers),
    today,
    persons: personsNamed(answers),
  });
  const state: CaseForFiling = {
    ...read,
    court: wish.court,
    caseId: wish.caseId,
    number: header.number,
    fullNumber: header.fullNumber || fullNumber(header.number, {}),
    shortTitle: header.shortTitle,
    filedOn: header.filedOn,
    terminatedOn: header.terminatedOn,
    rowVersion: 0,
    nextEntrySeq: 1 as EntrySeq,
    nextDocNo: 1,
    chainN: 0,
    chainHead: '',
    presider: header.presider,
  };
  const inPublic = { ...wish, side: 'pub' } as const;
  const byRule = restrictionByRule(inPublic, definition, await isForParties(ports.web, inPublic));
  return decideFiling(
    state,
    definition,
    { ...wish, restriction: wish.restriction === 'public' ? byRule : wish.restriction, byRule, inSealedCase: false },
    actor,
    wish.receivedAt,
    rulesFor(ports, settings),
  );
}

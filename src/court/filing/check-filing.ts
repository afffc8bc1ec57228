/** What will happen if this is filed now: the decision, without the writing (DESIGN §3.3; `POST …/filings:check`). */
import { fullNumber } from '../../kernel/case-number.ts';
import { CourtError, type Refusal } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import { civilDate, type Instant } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import type { CaseHeader } from '../docket/model.ts';
import { uploadsNamed } from '../events/answers.ts';
import { withAssociated } from '../events/associated.ts';
import { plainText, type TextPart } from '../events/docket-text.ts';
import type { CourtPorts } from '../ports.ts';
import { deadlinesConcerned } from './decide-deadlines.ts';
import type { Submission } from './decide-filing.ts';
import { type DecidedIn, decideInAll } from './decide-in-all.ts';
import { personsNamed } from './decide-people.ts';
import { associatedWords } from './enter-in.ts';
import { isForParties, restrictionByRule } from './level-by-rule.ts';
import type { CaseForFiling, Filing } from './model.ts';
import { readFurther } from './read-further.ts';
import { publicCases, stateOfCase } from './store.ts';
import { rulesFor } from './submit-filing.ts';

/** What would be filed, with its texts as dockets will show them. */
export interface Checked extends Filing {
  /** The same in the further cases of a spread filing. */
  readonly alsoIn: readonly DecidedIn[];
}

/**
 * Decides a submission on the state of the case as it is now, for the page or program that asks before filing.
 * The document number it will get is not promised: another filing may come first. Public cases only.
 */
export async function checkFiling(
  ports: CourtPorts,
  actor: Actor,
  wish: Omit<Submission, 'inSealedCase' | 'byRule' | 'associated'> & {
    readonly court: CourtId;
    readonly caseId: CaseId;
    readonly header: CaseHeader;
    readonly receivedAt: Instant;
  },
): Promise<Checked | Refusal> {
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  const settings = await ports.settingsOf(wish.court);
  const today = civilDate(wish.receivedAt, settings.zone);
  const definition = settings.dictionary.at(wish.answers.event, today, settings.docketWording);
  if (!definition) throw new CourtError('event-unknown', wish.answers.event);
  const { answers, header } = wish;
  const uploads = uploadsNamed(answers);
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
  const others = await publicCases(
    ports.web,
    wish.court,
    answers.alsoIn.map((each) => each.case),
    false,
  );
  const by = { account: actor.account, today };
  const decided = decideInAll(
    state,
    await readFurther(ports.web, wish.court, state, answers, definition, others, by),
    definition,
    {
      ...wish,
      restriction: wish.restriction === 'public' ? byRule : wish.restriction,
      byRule,
      inSealedCase: false,
      associated: associatedWords(wish, settings),
    },
    actor,
    wish.receivedAt,
    rulesFor(ports, settings),
  );
  if ('error' in decided) return decided;
  const [first, ...further] = shown(decided);
  return { ...first!.filing, alsoIn: further };
}

/** With the cases named in the texts, as dockets name them. */
function shown(decided: readonly DecidedIn[]): readonly DecidedIn[] {
  const numbers = [...decided].sort((a, b) => a.state.caseId - b.state.caseId).map((each) => each.state.fullNumber);
  return decided.map(({ state, filing }) => {
    const parts = withAssociated(filing.parts, numbers) as readonly TextPart[];
    return { state, filing: { ...filing, parts, text: plainText(parts) } };
  });
}

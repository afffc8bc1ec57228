/** One submission decided in every case in which it is to stand: in its own first, then in the further ones. Pure. */
import { CourtError, type Refusal, refuse } from '../../kernel/errors.ts';
import type { CaseId, EntrySeq } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import { maySpread } from '../events/may-spread.ts';
import type { EventDefinition } from '../events/model.ts';
import { decideFiling, type RulesForFiling, type Submission, userKindOf } from './decide-filing.ts';
import { answersThere } from './decide-spread.ts';
import { restrictionByRule } from './level-by-rule.ts';
import type { CaseForFiling, Filing } from './model.ts';

/** A further case as it stands. */
export interface FurtherState {
  readonly state: CaseForFiling;
  /** Fed. R. Civ. P. 5.2(c). */
  readonly forParties: boolean;
  /** For entries of the first case those that the same filings have here. */
  readonly siblings: ReadonlyMap<EntrySeq, EntrySeq>;
}

/** A case with what is filed in it. */
export interface DecidedIn {
  readonly state: CaseForFiling;
  readonly filing: Filing;
}

/**
 * What the submission becomes in each case, or why not; a refusal in any of the further cases names it and refuses the whole.
 * `further` has the associated cases that were found among those chosen.
 */
export function decideInAll(
  home: CaseForFiling,
  further: ReadonlyMap<CaseId, FurtherState>,
  definition: EventDefinition,
  wish: Submission,
  actor: Actor,
  receivedAt: Instant,
  rules: RulesForFiling,
): readonly [DecidedIn, ...DecidedIn[]] | Refusal {
  const first = decideFiling(home, definition, wish, actor, receivedAt, rules);
  if (first.kind === 'refusal') return first;
  const { alsoIn } = wish.answers;
  if (alsoIn.length === 0) return [{ state: home, filing: first }];
  if (!maySpread(definition) || wish.restriction !== 'public' || wish.inSealedCase)
    return refuse('spread-not-possible', definition.name);
  const named = alsoIn.map((each) => each.case);
  if (new Set([home.caseId, ...named]).size <= named.length) return refuse('request-malformed', 'alsoIn: given twice');
  const decided: DecidedIn[] = [];
  for (const chosen of [...alsoIn].sort((a, b) => a.case - b.case)) {
    const there = further.get(chosen.case);
    const kind = there && userKindOf(actor, there.state);
    if (!there || !kind) return refuse('spread-not-associated');
    const byCourt = kind === 'clerk' || kind === 'judge';
    const answers = answersThere(definition, wish.answers, chosen, {
      names: first.filers.map((party) => party.name),
      there: there.state,
      siblings: there.siblings,
      by: { person: home.signer!.personId, byCourt },
    });
    if ('error' in answers) return inCase(there.state, answers);
    if (restrictionByRule({ answers, side: 'pub' }, definition, there.forParties) !== 'public')
      return inCase(there.state, refuse('spread-not-possible', definition.name));
    const filing = decideFiling(there.state, definition, { ...wish, answers }, actor, receivedAt, rules);
    if (filing.kind === 'refusal') return inCase(there.state, filing);
    decided.push({ state: there.state, filing });
  }
  return [{ state: home, filing: first }, ...decided];
}

/** The refusal with the case in which it arose. */
function inCase({ fullNumber, shortTitle }: CaseForFiling, { error }: Refusal): Refusal {
  const detail = [`${fullNumber} ${shortTitle}`, error.detail].filter(Boolean).join(': ');
  return { kind: 'refusal', error: new CourtError(error.code, detail) };
}

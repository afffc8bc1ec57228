/** The further cases of a spread filing as they stand, read in a few statements however many there are. */
import type { AccountId, CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Answers } from '../events/answers.ts';
import type { EventDefinition } from '../events/model.ts';
import { associatedCases, siblingEntries } from './associated-cases.ts';
import { deadlinesConcerned } from './decide-deadlines.ts';
import type { FurtherState } from './decide-in-all.ts';
import { personsNamed } from './decide-people.ts';
import type { CaseForFiling } from './model.ts';
import { type CaseLock, lockedCase, statesOfCases } from './store.ts';

/**
 * Those of the cases chosen that are associated with the first and are public, each as a filing is decided on. `rows` are their case
 * rows: locked for a filing, as they stand for a check.
 */
export async function readFurther(
  db: Queries,
  court: CourtId,
  home: Pick<CaseForFiling, 'caseId' | 'signer' | 'uploads'>,
  answers: Answers,
  definition: EventDefinition,
  rows: ReadonlyMap<CaseId, CaseLock>,
  by: { readonly account: AccountId; readonly today: CivilDate },
): Promise<ReadonlyMap<CaseId, FurtherState>> {
  const chosen = answers.alsoIn.map((each) => each.case);
  if (chosen.length === 0) return new Map();
  const associated = (await associatedCases(db, court, home.caseId, by, chosen)).map((each) => each.caseId);
  const there = [...rows].filter(([caseId]) => associated.includes(caseId));
  const here = [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq))];
  const siblings = await siblingEntries(db, court, home.caseId, here, associated);
  const wanted = there.map(([caseId]) => ({
    caseId,
    seqs: [...(siblings.get(caseId)?.values() ?? []), ...referencesTo(answers, caseId)],
  }));
  const states = await statesOfCases(db, court, wanted, {
    ...by,
    uploads: [],
    deadlines: deadlinesConcerned(definition, answers),
    persons: personsNamed(answers),
  });
  const known = { signer: home.signer, uploads: home.uploads };
  return new Map(
    there.map(([caseId, row]) => [
      caseId,
      {
        state: lockedCase(court, caseId, row, { ...states.get(caseId)!, ...known }),
        forParties: row.rule_5_2_c !== null,
        siblings: siblings.get(caseId) ?? new Map(),
      },
    ]),
  );
}

const referencesTo = (answers: Answers, caseId: CaseId): EntrySeq[] =>
  answers.alsoIn.filter((each) => each.case === caseId).flatMap((each) => each.references.map(({ seq }) => seq));

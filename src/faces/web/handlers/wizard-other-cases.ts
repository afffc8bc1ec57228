/** The step "Other cases" of a spread filing: what it shows, and how its form becomes answers (spec/filing.md §4.2 screen 6). */
import { z } from 'zod';
import type { Answers } from '../../../court/events/answers.ts';
import type { AssociatedCase } from '../../../court/filing/associated-cases.ts';
import type { SpreadChoice } from '../../../court/filing/spread-choices.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import type { CaseId, PartyNo } from '../../../kernel/ids.ts';
import { several } from '../forms.ts';
import type { PageContext } from '../look/context.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { otherCasesPage } from '../pages/filing/other-cases.ts';

/** The field with the parties for whom it is filed in a case. */
const forField = (caseId: CaseId): string => `for-${caseId}`;

export const otherCasesStep = (
  ctx: PageContext,
  frame: WizardFrame,
  masterOnly: string | null,
  choices: readonly SpreadChoice[],
): Html =>
  otherCasesPage(ctx, frame, {
    masterOnly,
    cases: choices.map(({ inCase, chosen, parties, refersTo }) => ({
      value: String(inCase.caseId),
      number: inCase.fullNumber,
      title: inCase.shortTitle,
      chosen,
      refersTo,
      partiesField: forField(inCase.caseId),
      parties: parties.map(({ party, files }) => ({
        value: String(party.partyNo),
        label: party.name,
        hint: party.role,
        checked: files,
      })),
    })),
  });

const numbers = (given: unknown): number[] =>
  several
    .parse(given ?? [])
    .map(Number)
    .filter((n) => Number.isInteger(n) && n >= 1 && n < 2 ** 31);

/** The cases ticked, each with those for whom it is filed there; fields of cases that were not offered are refused. */
export function readOtherCases(
  offered: readonly AssociatedCase[],
  body: unknown,
): { go: string; change: (answers: Answers) => Answers } {
  const given = { ...((body ?? {}) as Record<string, unknown>) };
  const take = (name: string): unknown => {
    const value = given[name];
    delete given[name];
    return value;
  };
  const go = z.string().max(60).default('next').parse(take('go'));
  take('rowVersion');
  const chosen = numbers(take('case'));
  const ticked = offered.map(({ caseId }) => ({ caseId, parties: numbers(take(forField(caseId))) as PartyNo[] }));
  const unknown = Object.keys(given)[0];
  if (unknown !== undefined) throw new CourtError('request-malformed', unknown);
  if (chosen.some((id) => !offered.some((each) => each.caseId === id))) throw new CourtError('spread-not-associated');
  return {
    go,
    change: (answers) => ({
      ...answers,
      alsoIn: ticked
        .filter((each) => chosen.includes(each.caseId))
        .map(({ caseId, parties }) => ({
          case: caseId,
          filers: parties,
          references: answers.alsoIn.find((before) => before.case === caseId)?.references ?? [],
        })),
    }),
  };
}

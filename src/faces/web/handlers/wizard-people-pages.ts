/** Fills the wizard's pages about people from a draft and the state of its case. Reads nothing itself. */

import type { Answers } from '../../../court/events/answers.ts';
import { nameOfNewParty } from '../../../court/events/decide-names.ts';
import { defendantsNamed } from '../../../court/events/decide-people.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import type { PartyInCase } from '../../../court/filing/model.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import type { Html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import type { PageContext } from '../look/context.ts';
import { chargesPage, defendantsPage, dispositionsPage } from '../pages/filing/defendants.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { partiesToShow } from './party-list.ts';
import { findView } from './wizard-filers.ts';
import { dispositionField, statusField } from './wizard-people-steps.ts';

export const numbered = (party: PartyInCase): string => `${party.name} (${party.defendant})`;
const ended = (party: PartyInCase): string => (party.terminatedOn ? `terminated ${usDate(party.terminatedOn)}` : '');

const defendantsIn = (state: WizardState): readonly PartyInCase[] =>
  state.parties.filter((party) => party.defendant !== null).sort((a, b) => a.defendant! - b.defendant!);

/** The only defendant of a case is ticked already. */
export function defendantsStep(
  ctx: PageContext,
  frame: WizardFrame,
  answers: Answers,
  state: WizardState,
  find: string,
): Html {
  const all = defendantsIn(state);
  const { defendants } = answers;
  const listed = partiesToShow(all, find, new Set(defendants === 'all' ? [] : defendants));
  return defendantsPage(ctx, frame, {
    all: defendants === 'all',
    find: findView(find, listed),
    defendants: listed.shown.map((party) => ({
      value: String(party.partyNo),
      label: numbered(party),
      hint: ended(party),
      checked: all.length === 1 || (defendants !== 'all' && defendants.includes(party.partyNo)),
    })),
  });
}

/** The defendants whom the answers name, by number. */
export const defendantsNamedIn = (answers: Answers, state: WizardState): readonly PartyInCase[] => {
  const numbers = new Set(
    defendantsNamed(
      answers,
      state.parties.map((party) => ({ ...party, ended: party.terminatedOn !== null })),
    ),
  );
  return defendantsIn(state).filter((party) => numbers.has(party.partyNo));
};

const newName = (party: Answers['newParties'][number] | undefined): string => (party ? nameOfNewParty(party) : '');

export function countsStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
): Html {
  const defendants = defendantsNamedIn(answers, state);
  if (definition.counts === 'disposes') {
    return dispositionsPage(ctx, frame, {
      defendants: defendants.map((party) => ({
        name: numbered(party),
        counts: party.counts
          .filter((count) => count.open)
          .map((count) => {
            const given = answers.dispositions.find((each) => each.partyNo === party.partyNo && each.n === count.n);
            return {
              label: count.label,
              field: dispositionField(party.partyNo, count.n),
              statusField: statusField(party.partyNo, count.n),
              disposition: given?.disposition ?? '',
              terminated: given?.status === 'terminated',
            };
          }),
      })),
    });
  }
  const fresh = answers.newParties.flatMap((party, index) =>
    party.role === 'Defendant' ? [{ value: `new-${index + 1}`, text: `${nameOfNewParty(party)} (new)` }] : [],
  );
  const nameOf = (each: Answers['charges'][number]): string =>
    each.newParty === null
      ? (state.parties.find((party) => party.partyNo === each.partyNo)?.name ?? '')
      : newName(answers.newParties[each.newParty - 1]);
  return chargesPage(ctx, frame, {
    what: definition.counts === 'complains' ? 'complaints' : 'counts',
    defendants: [...defendants.map((party) => ({ value: String(party.partyNo), text: numbered(party) })), ...fresh],
    charges: answers.charges.map((each) => ({ defendant: nameOf(each), charge: each.charge, counts: each.counts })),
  });
}

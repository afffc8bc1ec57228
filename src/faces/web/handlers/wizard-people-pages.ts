/** Fills the wizard's pages about people from a draft and the state of its case. Reads nothing itself. */
import type { Answers, NewParty } from '../../../court/events/answers.ts';
import { defendantsNamed, sameName } from '../../../court/events/decide-people.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { slotsOf } from '../../../court/events/template.ts';
import type { PartyInCase } from '../../../court/filing/model.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import type { Html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import type { PageContext } from '../look/context.ts';
import { chargesPage, defendantsPage, dispositionsPage } from '../pages/filing/defendants.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { counselPage, type PartiesView, partiesPage } from '../pages/filing/parties.ts';
import { appearanceValue, dispositionField, sameField, statusField } from './wizard-people-steps.ts';

const numbered = (party: PartyInCase): string => `${party.name} (${party.defendant})`;
const ended = (party: PartyInCase): string => (party.terminatedOn ? `terminated ${usDate(party.terminatedOn)}` : '');

const defendantsIn = (state: WizardState): readonly PartyInCase[] =>
  state.parties.filter((party) => party.defendant !== null).sort((a, b) => a.defendant! - b.defendant!);

/** The only defendant of a case is ticked already. */
export function defendantsStep(ctx: PageContext, frame: WizardFrame, answers: Answers, state: WizardState): Html {
  const all = defendantsIn(state);
  const { defendants } = answers;
  return defendantsPage(ctx, frame, {
    all: defendants === 'all',
    defendants: all.map((party) => ({
      value: String(party.partyNo),
      label: numbered(party),
      hint: ended(party),
      checked: all.length === 1 || (defendants !== 'all' && defendants.includes(party.partyNo)),
    })),
  });
}

const named = (answers: Answers, state: WizardState): readonly PartyInCase[] => {
  const numbers = defendantsNamed(
    answers,
    state.parties.map((party) => ({ ...party, ended: party.terminatedOn !== null })),
  );
  return defendantsIn(state).filter((party) => numbers.includes(party.partyNo));
};

export function partiesStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
): Html {
  const leaving = definition.defendants === 'asks' ? named(answers, state) : state.parties;
  return partiesPage(ctx, frame, {
    roles: definition.parties.adds,
    places: placesOf(definition),
    added: answers.newParties.map((party, index) => addedParty(party, index, definition, state)),
    ended: definition.parties.terminates
      ? leaving
          .filter((party) => party.terminatedOn === null)
          .map((party) => ({
            value: String(party.partyNo),
            label: party.defendant === null ? party.name : numbered(party),
            hint: party.role,
            checked: answers.endedParties.includes(party.partyNo),
          }))
      : null,
  });
}

/** How a new party can be named in this event's text. */
function placesOf(definition: EventDefinition): PartiesView['places'] {
  const alone =
    definition.defendants === 'asks' ||
    slotsOf(definition.text).some((slot) => slot.kind === 'slot' && slot.name === 'added');
  return [
    ...(alone ? [{ value: '', text: 'a new party' }] : [{ value: '', text: 'Choose' }]),
    ...(definition.filers === 'required' ? [{ value: 'filer', text: 'a party on whose behalf I file' }] : []),
    ...definition.prompts.flatMap((prompt) =>
      prompt.kind === 'parties' ? [{ value: prompt.name, text: `an answer to “${prompt.ask}”` }] : [],
    ),
  ];
}

const KINDS: Readonly<Record<NewParty['kind'], string>> = {
  person: 'a person',
  organization: 'an organization',
  government: 'a government',
};

function addedParty(
  party: NewParty,
  index: number,
  definition: EventDefinition,
  state: WizardState,
): PartiesView['added'][number] {
  const place = placesOf(definition).find((each) => each.value === (party.as ?? ''))?.text ?? '';
  return {
    name: party.name,
    about: `${party.role}, ${KINDS[party.kind]}${party.proSe ? ' without a lawyer' : ''}; ${place}`,
    field: sameField(index),
    same: state.parties
      .filter((standing) => sameName(standing.name, party.name))
      .map((standing) => ({
        value: String(standing.partyNo),
        label: `Yes: ${standing.name}, ${standing.role}`,
        hint: [ended(standing), 'Counsel who appear for it appear for it in the new role too.']
          .filter(Boolean)
          .join('; '),
        checked: party.sameAs === standing.partyNo,
      })),
  };
}

/** Of the parties on whose behalf it is filed; the court may end any appearance. */
export function counselStep(
  ctx: PageContext,
  frame: WizardFrame,
  answers: Answers,
  state: WizardState,
  byCourt: boolean,
): Html {
  return counselPage(ctx, frame, {
    appearances: state.associations
      .filter((each) => byCourt || answers.filers.includes(each.partyNo))
      .flatMap((each) => {
        const person = state.persons.find((one) => one.personId === each.personId);
        const party = state.parties.find((one) => one.partyNo === each.partyNo);
        if (!person || !party) return [];
        return [
          {
            value: appearanceValue(each.partyNo, each.personId),
            label: `${person.displayName}, for ${party.name}`,
            hint: [party.role, each.lead ? 'lead attorney' : ''].filter(Boolean).join(', '),
            checked: answers.endedCounsel.some((end) => end.partyNo === each.partyNo && end.person === each.personId),
          },
        ];
      }),
  });
}

export function countsStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
): Html {
  const defendants = named(answers, state);
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
    party.role === 'Defendant' ? [{ value: `new-${index + 1}`, text: `${party.name} (new)` }] : [],
  );
  const nameOf = (each: Answers['charges'][number]): string =>
    each.newParty === null
      ? (state.parties.find((party) => party.partyNo === each.partyNo)?.name ?? '')
      : (answers.newParties[each.newParty - 1]?.name ?? '');
  return chargesPage(ctx, frame, {
    what: definition.counts === 'complains' ? 'complaints' : 'counts',
    defendants: [...defendants.map((party) => ({ value: String(party.partyNo), text: numbered(party) })), ...fresh],
    charges: answers.charges.map((each) => ({ defendant: nameOf(each), charge: each.charge, counts: each.counts })),
  });
}

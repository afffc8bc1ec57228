/** The filers' step: what it shows of the parties and counsel of a case, and how its form is read (spec/filing.md §4.2 rows 7, 8, 11). Pure. */
import { z } from 'zod';
import type { Answers } from '../../../court/events/answers.ts';
import { nameOfNewParty } from '../../../court/events/decide-names.ts';
import { newFilerRoles } from '../../../court/events/decide-people.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { partiesOfRoles } from '../../../court/filing/decide-people.ts';
import type { PartyInCase } from '../../../court/filing/model.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import { asUuid, type PartyNo, type PersonId } from '../../../kernel/ids.ts';
import { usDate } from '../../../kernel/time.ts';
import { readFields, several } from '../forms.ts';
import type { PageContext } from '../look/context.ts';
import type { AnsweredView } from '../pages/filing/answered.ts';
import { filersPage, type JointView } from '../pages/filing/filers.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import type { FindView } from '../pages/filing/party-find.ts';
import type { TreeView } from '../pages/filing/party-tree.ts';
import {
  isIn,
  MOST_SHOWN,
  type PartiesShown,
  partiesToShow,
  shownField,
  tickedOf,
  writtenShown,
} from './party-list.ts';
import { appearanceValue, GO, partyNumbers, ROW, type StepRead } from './wizard-people-steps.ts';

export interface FilersGiven {
  readonly byCourt: boolean;
  readonly answered: AnsweredView | null;
  /** What was typed to find a party. */
  readonly find: string;
  readonly appearanceHref: string | null;
}

export function filersStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  { byCourt, answered, find, appearanceHref }: FilersGiven,
): Html {
  const may: readonly string[] = definition.filerRoles;
  const parties = state.parties.filter((party) => may.length === 0 || may.includes(party.role));
  const chosen = new Set<number>(answers.filers);
  const listed = partiesToShow(parties, find, chosen);
  const wishes = new Map(answers.associate.map((each) => [each.partyNo, each]));
  const mine = new Set(
    state.associations.filter((each) => each.personId === state.signer?.personId).map((each) => each.partyNo),
  );
  const groups = [
    ...Map.groupBy(partiesOfRoles(parties, [...new Set(parties.map((each) => each.role))]), (each) => each.role),
  ]
    .map(([role, list]) => ({ role, parties: list.length }))
    .filter((group) => group.parties > 1);
  return filersPage(ctx, frame, {
    signerName: state.signer?.displayName ?? '',
    onlyRoles: may,
    answered,
    added: answers.newParties
      .filter((party) => party.as === 'filer')
      .map((party) => `${nameOfNewParty(party)}, ${party.role}`),
    tree: treeOf(state, partiesToShow(state.parties, find, new Set())),
    find: findView(find, listed),
    groups,
    newFiler: newFilerRoles(definition).length > 0,
    joint: byCourt ? null : jointView(definition, answers, state, find, appearanceHref),
    roles: [...Map.groupBy(listed.shown, (party) => party.role)].map(([role, of]) => ({
      role,
      parties: of.map((party) => {
        const wish = wishes.get(party.partyNo);
        const ticked = chosen.has(party.partyNo);
        return {
          partyNo: party.partyNo,
          name: party.name,
          about: party.terminatedOn ? `terminated ${usDate(party.terminatedOn)}` : '',
          chosen: ticked,
          association:
            byCourt || mine.has(party.partyNo)
              ? null
              : { associate: wish !== undefined || !ticked, lead: wish?.lead ?? false, notice: wish?.notice ?? true },
        };
      }),
    })),
  });
}

export const findView = (words: string, listed: PartiesShown<Pick<PartyInCase, 'partyNo'>>): FindView => ({
  words,
  shown: listed.shown.length,
  found: listed.found,
  total: listed.total,
  chosenUnseen: listed.chosenUnseen,
  shownNumbers: writtenShown(listed.shown.map((party) => party.partyNo)),
});

/** Parties by role in the order of the docket, with what stands below each. */
export function treeOf(state: WizardState, { shown, found }: PartiesShown<PartyInCase>): TreeView {
  const names = new Map(state.persons.map((person) => [person.personId, person.displayName]));
  const counsel = Map.groupBy(state.associations, (each) => each.partyNo);
  return {
    more: found - shown.length,
    roles: [...Map.groupBy(shown, (party) => party.role)].map(([role, parties]) => ({
      role,
      parties: parties.map((party) => ({
        name: party.name,
        about: party.terminatedOn ? `terminated ${usDate(party.terminatedOn)}` : '',
        under: [...party.aliases, ...party.affiliates],
        proSe: party.proSe,
        counsel: (counsel.get(party.partyNo) ?? []).map(({ personId, lead, notice }) => ({
          name: names.get(personId) ?? '',
          about: [lead ? 'lead attorney' : '', notice ? '' : 'no notices'].filter(Boolean).join(', '),
        })),
      })),
    })),
  };
}

/** Appearances of others, for parties who may file this and are still in the case. */
function jointView(
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  find: string,
  appearanceHref: string | null,
): JointView {
  const roles: readonly string[] = definition.filerRoles;
  const names = new Map(state.persons.map((person) => [person.personId, person.displayName]));
  const counsel = Map.groupBy(
    state.associations.filter((each) => each.personId !== state.signer?.personId),
    (each) => each.partyNo,
  );
  const files = new Set<number>(answers.filers);
  const joined = new Set(
    answers.jointWith.flatMap(({ person, parties }) => parties.map((no) => appearanceValue(no, person))),
  );
  const open = state.parties.filter(
    (party) =>
      counsel.has(party.partyNo) &&
      party.terminatedOn === null &&
      !files.has(party.partyNo) &&
      (roles.length === 0 || roles.includes(party.role)),
  );
  const { shown } = partiesToShow(open, find, new Set(answers.jointWith.flatMap((each) => each.parties)));
  const all = shown.flatMap((party) =>
    counsel.get(party.partyNo)!.map(({ personId }) => {
      const value = appearanceValue(party.partyNo, personId);
      return { value, name: names.get(personId) ?? '', party: party.name, checked: joined.has(value) };
    }),
  );
  const first = [...all.filter((each) => each.checked), ...all.filter((each) => !each.checked)].slice(0, MOST_SHOWN);
  return { counsel: first, more: open.length - shown.length, consent: answers.jointConsent, appearanceHref };
}

const filersForm = z.strictObject({
  ...ROW,
  ...GO,
  filer: partyNumbers,
  associate: partyNumbers,
  lead: partyNumbers,
  notice: partyNumbers,
  group: several,
  joint: several,
  consent: z.literal('1').optional(),
  shown: shownField,
  find: z.string().max(100).default(''),
});

/** `state`: the parties, and whom the signer represents; read where a whole side was ticked. */
export function readFilers(
  body: unknown,
  state: Pick<WizardState, 'parties' | 'associations' | 'signer'>,
  byCourt: boolean,
): StepRead {
  const form = readFields(filersForm, body);
  const inGroups = partiesOfRoles(state.parties, form.group).map((party) => party.partyNo);
  const mine = new Set(
    state.associations.filter((each) => each.personId === state.signer?.personId).map((each) => each.partyNo),
  );
  const [leads, notices] = [new Set(form.lead), new Set(form.notice)];
  return {
    go: form.go,
    find: form.find,
    change(answers) {
      const ticked = tickedOf(answers.filers, form.filer, form.shown);
      const filers = inGroups.length === 0 ? ticked : [...new Set([...ticked, ...inGroups])].sort((a, b) => a - b);
      const files = new Set(filers);
      const unseen = answers.associate.filter(({ partyNo }) => form.shown !== undefined && !isIn(form.shown, partyNo));
      const asked = form.associate.map((partyNo) => ({
        partyNo,
        lead: leads.has(partyNo),
        notice: notices.has(partyNo),
      }));
      const given = new Set([...unseen, ...asked].map((each) => each.partyNo));
      // Of a whole side nobody has said anything yet: what the page offers for one party holds for each.
      const ofGroups = byCourt
        ? []
        : inGroups
            .filter((no) => !mine.has(no) && !given.has(no))
            .map((partyNo) => ({ partyNo, lead: false, notice: true }));
      return {
        ...answers,
        filers,
        associate: [...unseen, ...asked, ...ofGroups].filter(({ partyNo }) => files.has(partyNo)),
        jointWith: joinedIn(form.joint).filter((each) => each.parties.length > 0),
        jointConsent: form.consent !== undefined && form.joint.length > 0,
      };
    },
  };
}

/** `2:<person>` as often as ticked, by person. */
function joinedIn(values: readonly string[]): Answers['jointWith'] {
  const read = values.map((value) => {
    const [no, id] = value.split(':');
    const person = asUuid<PersonId>(id ?? '');
    if (!person || !/^\d{1,9}$/.test(no ?? '')) throw new CourtError('request-malformed', 'joint');
    return { person, partyNo: Number(no) as PartyNo };
  });
  return [...Map.groupBy(read, (each) => each.person)].map(([person, of]) => ({
    person,
    parties: of.map((each) => each.partyNo),
  }));
}

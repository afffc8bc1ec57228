/** The steps of counsel and of affiliates: what they show, and how their forms are read (spec/filing.md §2.7.10, §3.8 rows 152-153). Pure. */
import { z } from 'zod';
import { AFFILIATE_KINDS } from '../../../court/cases/party-lines.ts';
import { cleanName } from '../../../court/cases/party-names.ts';
import type { Answers } from '../../../court/events/answers.ts';
import { jointParties } from '../../../court/events/decide-counsel.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import type { AttorneyFound } from '../../../court/filing/find-attorneys.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import { asUuid, type PartyNo, type PersonId } from '../../../kernel/ids.ts';
import { readFields, several } from '../forms.ts';
import type { PageContext } from '../look/context.ts';
import { affiliatesPage } from '../pages/filing/affiliates.ts';
import { counselPage } from '../pages/filing/counsel.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { isIn, MOST_SHOWN, partiesToShow, shownField } from './party-list.ts';
import { findView } from './wizard-filers.ts';
import {
  appearanceValue,
  GO,
  isPartyNo,
  partyNumbers,
  ROW,
  removed,
  type StepRead,
  stays,
} from './wizard-people-steps.ts';

/** What was typed to find an attorney, and who was found. */
export interface AttorneyTyped {
  readonly attorney: string;
  readonly found: readonly AttorneyFound[] | null;
  readonly find: string;
}

/** Appearances of the parties on whose behalf it is filed may end; the court may end any, and put counsel on the docket. */
export function counselStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  byCourt: boolean,
  { attorney, found, find }: AttorneyTyped,
): Html {
  const filers = new Set(answers.filers);
  const ends = new Set(answers.endedCounsel.map((end) => appearanceValue(end.partyNo, end.person)));
  const counsel = Map.groupBy(state.associations, (each) => each.partyNo);
  const people = new Map(state.persons.map((person) => [person.personId, person]));
  const parties = new Map(state.parties.map((party) => [party.partyNo, party]));
  const open = state.parties.filter((party) => byCourt || filers.has(party.partyNo));
  const listed = partiesToShow(open, find, new Set(answers.endedCounsel.map((end) => end.partyNo)));
  const appearances = listed.shown.flatMap((party) =>
    (counsel.get(party.partyNo) ?? []).flatMap((each) => {
      const person = people.get(each.personId);
      if (!person) return [];
      const value = appearanceValue(party.partyNo, each.personId);
      return [
        {
          value,
          label: `${person.displayName}, for ${party.name}`,
          hint: [party.role, each.lead ? 'lead attorney' : ''].filter(Boolean).join(', '),
          checked: ends.has(value),
        },
      ];
    }),
  );
  return counselPage(ctx, frame, {
    appearances: definition.counsel.terminates ? appearances : null,
    find: open.length > MOST_SHOWN || find !== '' ? findView(find, listed) : null,
    adds:
      definition.counsel.adds && byCourt
        ? {
            attorney,
            found: found?.map((each) => ({ value: each.person, label: each.name, hint: each.firm ?? '' })) ?? null,
            parties: listed.shown
              .filter((party) => party.terminatedOn === null)
              .map((party) => ({ value: String(party.partyNo), label: party.name, hint: party.role })),
            added: answers.newCounsel.map((each, index) => ({
              words: `${people.get(each.person)?.displayName ?? ''}, for ${parties.get(each.partyNo)?.name ?? ''}${each.lead ? ', lead attorney' : ''}${each.notice ? '' : ', no notices'}`,
              go: `remove-${index}`,
            })),
          }
        : null,
  });
}

const counselForm = z.strictObject({
  ...ROW,
  ...GO,
  counsel: several,
  attorney: z.string().max(100).default(''),
  person: z.string().max(40).optional(),
  for: partyNumbers,
  lead: z.literal('1').optional(),
  notice: z.literal('1').optional(),
  find: z.string().max(100).default(''),
  shown: shownField,
});

export function readCounsel(body: unknown): StepRead & { readonly attorney: string } {
  const form = readFields(counselForm, body);
  const ends = form.counsel.map((value) => {
    const [no, id] = value.split(':');
    const person = asUuid<PersonId>(id ?? '');
    if (!isPartyNo(Number(no)) || !person) throw new CourtError('request-malformed', 'counsel');
    return { partyNo: Number(no) as PartyNo, person };
  });
  const person = form.person === undefined ? null : asUuid<PersonId>(form.person);
  if (form.person !== undefined && !person) throw new CourtError('request-malformed', 'person');
  const out = removed(form.go);
  const fresh = person
    ? form.for.map((partyNo) => ({ partyNo, person, lead: form.lead !== undefined, notice: form.notice !== undefined }))
    : [];
  return {
    go: stays(form.go),
    find: form.find,
    attorney: form.attorney,
    change: (answers) => ({
      ...answers,
      endedCounsel: [
        ...answers.endedCounsel.filter((each) => form.shown !== undefined && !isIn(form.shown, each.partyNo)),
        ...ends,
      ],
      newCounsel: [...answers.newCounsel.filter((_, index) => index !== out), ...fresh],
    }),
  };
}

export function affiliatesStep(ctx: PageContext, frame: WizardFrame, answers: Answers, state: WizardState): Html {
  const files = new Set<PartyNo>([...answers.filers, ...jointParties(answers)]);
  const filers = state.parties.filter((party) => files.has(party.partyNo));
  const names = new Map(filers.map((party) => [party.partyNo, party.name]));
  const choice = (none: boolean) => (party: (typeof filers)[number]) => ({
    value: String(party.partyNo),
    label: party.name,
    hint: party.role,
    checked: none && answers.noAffiliates.includes(party.partyNo),
  });
  const has = new Set(answers.affiliates.map((each) => each.partyNo));
  return affiliatesPage(ctx, frame, {
    kinds: AFFILIATE_KINDS,
    filers: filers.map(choice(false)),
    none: filers.filter((party) => !has.has(party.partyNo)).map(choice(true)),
    given: answers.affiliates.map(({ partyNo, kind, name }, index) => ({
      ...{ party: names.get(partyNo) ?? '', kind, name, go: `remove-${index}` },
    })),
    known: filers.flatMap((party) => party.affiliates.map((each) => ({ party: party.name, ...each }))),
  });
}

const affiliatesForm = z.strictObject({
  ...ROW,
  ...GO,
  affiliate: z.string().max(500).default(''),
  kind: z.enum(AFFILIATE_KINDS).default('Corporate Parent'),
  of: partyNumbers,
  none: partyNumbers,
});

/** What is typed is added, whichever button is pressed; who has a parent does not have none. */
export function readAffiliates(body: unknown): StepRead {
  const { go, affiliate, kind, of, none } = readFields(affiliatesForm, body);
  const out = removed(go);
  const name = cleanName(affiliate);
  const fresh = name === '' ? [] : of.map((partyNo) => ({ partyNo, kind, name }));
  return {
    go: stays(go),
    change(answers) {
      const affiliates = [...answers.affiliates.filter((_, index) => index !== out), ...fresh];
      const has = new Set(affiliates.map((each) => each.partyNo));
      return { ...answers, affiliates, noAffiliates: none.filter((no) => !has.has(no)) };
    },
  };
}

/**
 * The step of the parties who come and go: what it shows, and how its form is read (spec/filing.md §4.2 rows 9, 10). Looking for a
 * name comes before a party is made of it: `namesToLookFor` says for which, the reader says what is found. Pure.
 */
import { z } from 'zod';
import { AFFILIATE_KINDS, type AffiliateKind, ALIAS_KINDS } from '../../../court/cases/party-lines.ts';
import { cleanName, foldName, sameName } from '../../../court/cases/party-names.ts';
import type { FoundName } from '../../../court/docket/model.ts';
import type { Answers, NewParty } from '../../../court/events/answers.ts';
import { nameOfNewParty, takesAliases } from '../../../court/events/decide-names.ts';
import { newFilerRoles } from '../../../court/events/decide-people.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { slotsOf } from '../../../court/events/template.ts';
import { namesInCase } from '../../../court/filing/decide-people.ts';
import type { PartyInCase } from '../../../court/filing/model.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import type { PartyNo } from '../../../kernel/ids.ts';
import { usDate } from '../../../kernel/time.ts';
import { readFields } from '../forms.ts';
import type { PageContext } from '../look/context.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import type { NewPartyForm, NewPartyTyped } from '../pages/filing/new-party.ts';
import { type AliasesView, type PartiesView, partiesPage } from '../pages/filing/parties.ts';
import { partiesToShow, shownField, tickedOf } from './party-list.ts';
import { findView } from './wizard-filers.ts';
import { defendantsNamedIn, numbered } from './wizard-people-pages.ts';
import { GO, isPartyNo, partyNumbers, ROW, removed, type StepRead, sameField, stays } from './wizard-people-steps.ts';

const ENDED = (party: PartyInCase): string => (party.terminatedOn ? `terminated ${usDate(party.terminatedOn)}` : '');

export const NOBODY_TYPED: NewPartyTyped = {
  ...{ role: '', as: '', kind: 'person', name: '', first: '', middle: '', generation: '', title: '', text: '' },
  ...{ proSe: false, address: '', underKind: '', underName: '', many: '' },
};

/** What the page shows besides the answers: what is typed and not added yet, and what was found for it. */
export interface PartiesTyped {
  readonly typed: NewPartyTyped;
  readonly editing: number | null;
  readonly found: NewPartyForm['found'];
  readonly find: string;
}
export const NOTHING_ADDED: PartiesTyped = { typed: NOBODY_TYPED, editing: null, found: null, find: '' };

export function partiesStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  { typed, editing, found, find }: PartiesTyped,
): Html {
  const roles = [...new Set([...definition.parties.adds, ...newFilerRoles(definition)])];
  // read only where somebody is added
  const known = answers.newParties.length > 0 ? namesInCase(state.parties) : null;
  return partiesPage(ctx, frame, {
    form:
      roles.length === 0 ? null : { roles, places: placesOf(definition), typed: begun(typed, answers), editing, found },
    added: answers.newParties.map((party, index) => ({
      ...addedParty(party, index, definition, state),
      same: (known?.near(nameOfNewParty(party)) ?? []).map((standing) => ({
        value: String(standing.partyNo),
        label: `Yes: ${standing.name}, ${standing.role}`,
        hint: [ENDED(standing), 'Counsel who appear for it appear for it in the new role too.']
          .filter(Boolean)
          .join('; '),
        checked: party.sameAs === standing.partyNo,
      })),
    })),
    aliases: takesAliases(definition) ? aliasesView(answers, state, find, !definition.parties.terminates) : null,
    ended: definition.parties.terminates ? endedView(definition, answers, state, find) : null,
  });
}

/** The next party is likely what the last one was: forty defendants are forty names. */
function begun(typed: NewPartyTyped, answers: Answers): NewPartyTyped {
  const last = answers.newParties.at(-1);
  if (!last || typed !== NOBODY_TYPED) return typed;
  return { ...typed, role: last.role, as: last.as ?? '', kind: last.kind };
}

function endedView(
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  find: string,
): PartiesView['ended'] {
  const leaving = definition.defendants === 'asks' ? defendantsNamedIn(answers, state) : state.parties;
  const chosen = new Set<number>(answers.endedParties);
  const open = leaving.filter((party) => party.terminatedOn === null);
  const listed = partiesToShow(open, find, chosen);
  return {
    find: findView(find, listed),
    options: listed.shown.map((party) => ({
      value: String(party.partyNo),
      label: party.defendant === null ? party.name : numbered(party),
      hint: party.role,
      checked: chosen.has(party.partyNo),
    })),
  };
}

/** `box`: whether the box that finds stands here, or with those who leave. */
function aliasesView(answers: Answers, state: WizardState, find: string, box: boolean): AliasesView {
  const listed = partiesToShow(state.parties, find, new Set());
  const names = new Map(state.parties.map((party) => [party.partyNo, party.name]));
  return {
    parties: listed.shown.map((party) => ({ value: String(party.partyNo), text: `${party.name} (${party.role})` })),
    find:
      box && (listed.total > listed.shown.length || find !== '')
        ? { ...findView(find, listed), shownNumbers: '' }
        : null,
    given: answers.aliases.map(({ partyNo, kind, name }, index) => ({
      ...{ party: names.get(partyNo) ?? '', kind, name, go: `unalias-${index}` },
    })),
  };
}

/** How a new party can be named in this event's text. */
function placesOf(definition: EventDefinition): NewPartyForm['places'] {
  const alone =
    definition.defendants === 'asks' ||
    slotsOf(definition.text).some((slot) => slot.kind === 'slot' && slot.name === 'added');
  const filer = { value: 'filer', text: 'a party on whose behalf I file' };
  if (definition.parties.adds.length === 0) return [filer];
  return [
    ...(alone ? [{ value: '', text: 'a new party' }] : []),
    ...definition.prompts.flatMap((prompt) =>
      prompt.kind === 'parties' ? [{ value: prompt.name, text: `an answer to “${prompt.ask}”` }] : [],
    ),
    ...(definition.filers === 'required' ? [filer] : []),
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
): Omit<PartiesView['added'][number], 'same'> {
  const same = state.parties.find((each) => each.partyNo === party.sameAs);
  const place = placesOf(definition).find((each) => each.value === (party.as ?? ''))?.text ?? '';
  return {
    index,
    name: nameOfNewParty(party) || (same?.name ?? ''),
    about: `${party.role}, ${KINDS[party.kind]}${party.proSe ? ' without a lawyer' : ''}; ${[place, party.text].filter(Boolean).join('; ')}`,
    under: [...party.aliases, ...party.affiliates].map(({ kind, name }, n) => ({
      kind,
      name,
      go: `drop-${index}-${n}`,
    })),
    field: sameField(index),
  };
}

const under = z.enum([...ALIAS_KINDS, ...AFFILIATE_KINDS]);
const line = (max: number) => z.string().max(max).default('');
const partiesForm = z.object({
  ...ROW,
  ...GO,
  role: line(200),
  name: line(500),
  first: line(100),
  middle: line(100),
  generation: line(20),
  title: line(100),
  kind: z.enum(['person', 'organization', 'government']).default('person'),
  proSe: z.literal('1').optional(),
  address: line(1000),
  text: line(1000),
  as: line(200),
  underKind: under.optional(),
  underName: line(500),
  many: line(25_000),
  editing: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
  looked: line(500),
  found: line(600),
  aliasParty: z
    .string()
    .regex(/^\d{0,9}$/)
    .default(''),
  aliasKind: z.enum(ALIAS_KINDS).default('also known as'),
  aliasName: line(500),
  find: line(100),
  shown: shownField,
  ended: partyNumbers,
});
const OF_ADDED = /^(same|underKind|underName)-\d{1,4}$/;

/** The form of the parties, read. */
export interface PartiesRead extends StepRead {
  readonly page: PartiesTyped;
  /** Who is typed in; empty: nobody. */
  readonly name: string;
  /** The name for which the page has shown what is known. */
  readonly looked: string;
  /** Keeps everything but who is typed in: that is asked about first. */
  readonly keep: (answers: Answers) => Answers;
}

/** Who is typed in is added, whichever button is pressed: nobody is lost for having pressed Next instead of Add. */
export function readParties(body: unknown): PartiesRead {
  const given = (body ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => !(name in partiesForm.shape) && !OF_ADDED.test(name));
  if (unknown !== undefined) throw new CourtError('request-malformed', unknown);
  const form = readFields(partiesForm, body);
  const { go } = form;
  const editing = form.editing === undefined ? null : Number(form.editing);
  const typed = form.name.trim() === '' || go === 'look' ? [] : [partyTyped(form)];
  const lines =
    go === 'add' || go === 'look'
      ? []
      : manyNames(form.many).map((name) => ({ ...partyTyped(form), ...AS_LISTED, name }));
  const keep = (answers: Answers) => keptParties(answers, form, given);
  return {
    go: AGAIN.test(go) ? 'again' : stays(go),
    find: form.find,
    name: nameOfNewParty(partyTyped({ ...form, found: 'none' })),
    looked: form.looked,
    page: {
      typed: typedFields(form),
      editing,
      found: null,
      find: form.find,
    },
    keep,
    change(answers) {
      const kept = keep(answers);
      const before = editing === null ? undefined : kept.newParties[editing];
      const newParties =
        before && typed[0]
          ? kept.newParties.map((party, n) => (n === editing ? changed(before, typed[0]!) : party))
          : [...kept.newParties, ...typed];
      return { ...kept, newParties: [...newParties, ...lines] };
    },
  };
}

/** Buttons that change a list and show the page again. */
const AGAIN = /^(?:add-many|alias|(?:under|unalias)-\d{1,4}|drop-\d{1,4}-\d{1,4})$/;
/** Of those in a pasted list nothing but the name is known. */
const AS_LISTED = { parts: null, aliases: [], affiliates: [], proSe: false, address: '', sameAs: null };

type Form = z.output<typeof partiesForm>;

const typedFields = (form: Form): NewPartyTyped => ({
  ...form,
  proSe: form.proSe !== undefined,
  underKind: form.underKind ?? '',
});

/** One name a line, each once. */
const manyNames = (text: string): string[] =>
  [...new Set(text.split('\n').map(cleanName))].filter((name) => name !== '');

/** A party of the case that was chosen among those found: `case:2`. */
const OF_CASE = /^case:(\d{1,9})$/;
/** A name of the court: `organization:Acme Corp.`; the kind may not be known. */
const OF_COURT = /^(person|organization|government|):(.+)$/s;

function partyTyped(form: Form): NewParty {
  const { first, middle, generation, title } = form;
  const standing = OF_CASE.exec(form.found)?.[1];
  const known = standing === undefined && form.found !== 'none' ? OF_COURT.exec(form.found) : null;
  const kind = (known?.[1] || form.kind) as NewParty['kind'];
  const parts = { last: form.name.trim(), first, middle, generation, title };
  const inParts = kind === 'person' && !known && [first, middle, generation, title].some((part) => part.trim() !== '');
  return {
    role: form.role,
    name: standing !== undefined || inParts ? '' : (known?.[2] ?? form.name.trim()),
    parts: standing === undefined && inParts ? parts : null,
    sameAs: standing === undefined ? null : (Number(standing) as PartyNo),
    kind,
    proSe: form.proSe !== undefined,
    address: form.address.trim(),
    text: form.text.trim(),
    as: form.as === '' ? null : form.as,
    ...underNames(form.underKind, form.underName),
  };
}

const isAffiliate = (kind: string): kind is AffiliateKind => AFFILIATE_KINDS.some((each) => each === kind);

function underNames(kind: z.output<typeof under> | undefined, typed: string): Pick<NewParty, 'aliases' | 'affiliates'> {
  const name = cleanName(typed);
  if (kind === undefined || name === '') return { aliases: [], affiliates: [] };
  return isAffiliate(kind)
    ? { aliases: [], affiliates: [{ kind, name }] }
    : { aliases: [{ kind, name }], affiliates: [] };
}

/** Other names stay with whom they were given to; another name is asked about anew. */
const changed = (before: NewParty, now: NewParty): NewParty => ({
  ...now,
  sameAs: sameName(nameOfNewParty(before), nameOfNewParty(now)) ? before.sameAs : now.sameAs,
  aliases: before.aliases,
  affiliates: before.affiliates,
});

/** The answers with what was pressed and ticked beside those added before. */
function keptParties(answers: Answers, form: Form, given: Record<string, unknown>): Answers {
  const { go } = form;
  const out = removed(go);
  const dropped = /^drop-(\d{1,4})-(\d{1,4})$/.exec(go);
  const unaliased = /^unalias-(\d{1,4})$/.exec(go)?.[1];
  const newParties = answers.newParties
    .map((party, index) => withAnswers(party, index, given))
    .map((party, index) => (dropped && Number(dropped[1]) === index ? without(party, Number(dropped[2])) : party))
    .filter((_, index) => index !== out);
  const named = isPartyNo(Number(form.aliasParty)) && cleanName(form.aliasName) !== '';
  return {
    ...answers,
    newParties,
    aliases: [
      ...answers.aliases.filter((_, index) => unaliased === undefined || index !== Number(unaliased)),
      ...(named
        ? [{ partyNo: Number(form.aliasParty) as PartyNo, kind: form.aliasKind, name: cleanName(form.aliasName) }]
        : []),
    ],
    // counts of whom the filing no longer adds
    charges: out === null ? answers.charges : answers.charges.filter((each) => each.newParty === null),
    endedParties: tickedOf(answers.endedParties, form.ended, form.shown === '' ? undefined : form.shown),
  };
}

/** Whether it is somebody of the case, and the further name that was typed beside it. */
function withAnswers(party: NewParty, index: number, given: Record<string, unknown>): NewParty {
  const chosen = given[sameField(index)];
  const no = Number(chosen);
  const sameAs =
    chosen === 'nobody'
      ? ('nobody' as const)
      : typeof chosen === 'string' && isPartyNo(no)
        ? (no as PartyNo)
        : party.sameAs;
  const kind = under.safeParse(given[`underKind-${index}`]);
  const typed = given[`underName-${index}`];
  const more = underNames(kind.data, typeof typed === 'string' ? typed.slice(0, 500) : '');
  return {
    ...party,
    sameAs,
    aliases: [...party.aliases, ...more.aliases],
    affiliates: [...party.affiliates, ...more.affiliates],
  };
}

const without = (party: NewParty, n: number): NewParty => ({
  ...party,
  aliases: party.aliases.filter((_, index) => index !== n),
  affiliates: party.affiliates.filter((_, index) => index + party.aliases.length !== n),
});

/** What stands in the fields when one that was added is changed. */
export function fieldsOf(party: NewParty): NewPartyTyped {
  const { role, kind, parts, text, proSe, address } = party;
  return {
    ...NOBODY_TYPED,
    ...{ role, kind, text, proSe, address, as: party.as ?? '', name: parts?.last ?? party.name },
    ...{
      first: parts?.first ?? '',
      middle: parts?.middle ?? '',
      generation: parts?.generation ?? '',
      title: parts?.title ?? '',
    },
  };
}

/** What is offered for a name: parties of this case first, then names of the court's other cases that are spelled otherwise. */
export function offered(
  name: string,
  state: Pick<WizardState, 'parties'>,
  names: readonly FoundName[],
): NonNullable<NewPartyForm['found']> {
  const inCase = namesInCase(state.parties).near(name);
  return {
    name,
    choices: [
      ...inCase.map((party) => ({
        value: `case:${party.partyNo}`,
        name: party.name,
        about: `${party.role} in this case: the same, in another role`,
      })),
      ...names
        .filter((each) => !state.parties.some((party) => foldName(party.name) === foldName(each.name)))
        .map((each) => ({
          value: `${each.kind ?? ''}:${each.name}`,
          name: each.name,
          about: [
            each.also === null ? '' : `found as ${each.also}`,
            `in ${each.cases} ${each.cases === 1 ? 'case' : 'cases'} of this court`,
          ]
            .filter(Boolean)
            .join('; '),
        })),
    ],
  };
}

/**
 * Whether a name is looked for before a party is made of it: not one that was looked for on this page, nor one that the court spells
 * so, nor one of the case, which is asked about beside the party.
 */
export const mustLook = (read: Pick<PartiesRead, 'name' | 'looked' | 'page'>): boolean =>
  read.page.editing === null && read.name !== '' && read.looked !== read.name;

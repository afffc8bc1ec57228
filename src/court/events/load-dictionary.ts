/**
 * Makes the dictionary of its files. It is used only when nothing in it is wrong: a wrong word is found when the
 * server starts, with its file and line, not when a lawyer files at night.
 */
import type { z } from 'zod';
import { checkDefinition, checkRelief } from './check-definition.ts';
import { checkForms, courtFormOf } from './court-forms.ts';
import { type Dictionary, dictionaryOf } from './dictionary.ts';
import { loadWordings } from './load-wordings.ts';
import type { CaseFlag, CourtFee, Disposition, EventDefinition, Matter, MenuCategory, Relief } from './model.ts';
import type { PaperNotFiled } from './not-filed.ts';
import { claimsOf, keyOf, OWN_KINDS, OWN_VERSIONS, overlaid, ownEntryOf, writtenEntryOf } from './own-entries.ts';
import {
  checkEntry,
  DictionaryError,
  overlaps,
  type Problem,
  type RawEntry,
  readEntries,
  type SourceFile,
  type Validity,
} from './read-yaml.ts';
import {
  attachmentCategoryEntry,
  categoryEntry,
  courtFeeEntry,
  courtFormEntry,
  dispositionEntry,
  type EventEntry,
  eventEntry,
  flagEntry,
  type NotFiledEntry,
  notFiledEntry,
  prefixListEntry,
  type ReliefEntry,
  reliefEntry,
  retireEntry,
} from './schema.ts';
import { OWN_STYLE } from './wording.ts';

const READ_HERE = [
  ...['event', 'relief', 'disposition', 'category', 'prefix-list', 'attachment-category'],
  ...['court-fee', 'flag', 'not-e-filed', 'wording', 'court-form'],
];
/** Kinds of entries that the deadlines room reads from the same files. Of deadlines only the name is read here. */
const READ_ELSEWHERE = ['deadline', 'holiday', 'added-days'];

/** The files under `dictionary/` that are read here, besides all of `events/*.yaml`. */
export const DICTIONARY_FILES = [
  'categories.yaml',
  'prefixes.yaml',
  'attachment-categories.yaml',
  'deadlines.yaml',
  'holidays.yaml',
  'fees-of-court.yaml',
  'flags.yaml',
  'not-e-filed.yaml',
  'forms.yaml',
];

/**
 * The dictionary that these files are, under what a court has of its own (`own-entries.ts`). Touches no disk: the caller
 * reads `DICTIONARY_FILES` and `events/*.yaml`. Throws DictionaryError, naming file, line and field of everything that is wrong.
 */
export function loadDictionary(files: readonly SourceFile[], own: readonly SourceFile[] = []): Dictionary {
  const problems: Problem[] = [];
  const entries = files.flatMap((file) => readEntries(file, problems));
  const ownEntries = own.flatMap((file) => readEntries(file, problems));
  checkKinds(entries, [...READ_HERE, ...READ_ELSEWHERE], problems);
  checkKinds(ownEntries, OWN_KINDS, problems);
  const read = <T>(from: readonly RawEntry[], kind: string, schema: z.ZodType<T>): readonly Written<T>[] =>
    from
      .filter((entry) => entry.kind === kind)
      .flatMap((entry) => {
        const read = checkEntry(entry, schema, problems);
        return read === null ? [] : [{ ...read, entry }];
      });

  const all = <T>(kind: string, schema: z.ZodType<T>) => read(entries, kind, schema);

  const categories = all('category', categoryEntry);
  const lists = all('prefix-list', prefixListEntry);
  const dispositions = all('disposition', dispositionEntry);
  const attachmentCategories = all('attachment-category', attachmentCategoryEntry);
  const shipped = {
    events: all('event', eventEntry),
    reliefs: all('relief', reliefEntry),
    notFiled: all('not-e-filed', notFiledEntry),
  };
  const fees = all('court-fee', courtFeeEntry);
  const flags = all('flag', flagEntry);
  const forms = all('court-form', courtFormEntry);

  once(categories, (each) => each.category, problems);
  once(lists, (each) => each['prefix-list'], problems);
  once(dispositions, (each) => each.disposition, problems);
  once(attachmentCategories, (each) => each['attachment-category'], problems);
  once(flags, (each) => each.flag, problems);
  oneAtATime(fees, (each) => each['court-fee'], problems);
  oneAtATime(forms, (each) => `${each['court-form']} ${each['court-kinds'].join(' ')}`.trim(), problems);
  oneAtATime(shipped.events, (each) => each.event, problems);
  oneAtATime(shipped.reliefs, keyOfRelief, problems);
  oneAtATime(shipped.notFiled, (each) => each['not-e-filed'], problems);

  const retired = read(ownEntries, 'retire', retireEntry);
  const ofCourt = {
    events: read(ownEntries, 'event', eventEntry),
    reliefs: read(ownEntries, 'relief', reliefEntry),
    notFiled: read(ownEntries, 'not-e-filed', notFiledEntry),
  };

  const claims = claimsOf(
    [
      ...ofCourt.events.map((each) => ({ key: keyOfEvent(each), from: each.since, entry: each.entry })),
      ...ofCourt.reliefs.map((each) => ({ key: keyOfRelief(each), from: each.since, entry: each.entry })),
      ...ofCourt.notFiled.map((each) => ({ key: keyOfPaper(each), from: each.since, entry: each.entry })),
    ],
    retired,
    new Set([
      ...[...shipped.events, ...ofCourt.events].map(keyOfEvent),
      ...[...shipped.reliefs, ...ofCourt.reliefs].map(keyOfRelief),
      ...[...shipped.notFiled, ...ofCourt.notFiled].map(keyOfPaper),
    ]),
    problems,
  );
  for (const each of [...ofCourt.events, ...ofCourt.reliefs, ...ofCourt.notFiled]) checkEnd(each, problems);
  const inForce = {
    events: overlaid(shipped.events, ofCourt.events, keyOfEvent, claims),
    reliefs: overlaid(shipped.reliefs, ofCourt.reliefs, keyOfRelief, claims),
    notFiled: overlaid(shipped.notFiled, ofCourt.notFiled, keyOfPaper, claims),
  };
  const events = [...inForce.events.shipped, ...inForce.events.own];
  const reliefs = [...inForce.reliefs.shipped, ...inForce.reliefs.own];
  const notFiled = [...inForce.notFiled.shipped, ...inForce.notFiled.own];

  const deadlines = entries
    .filter((entry) => entry.kind === 'deadline')
    .map((entry) => entry.value as { deadline: unknown; days: unknown });
  const names = {
    categories: new Set(categories.map((each) => each.category)),
    prefixLists: new Map(lists.map((each) => [each['prefix-list'], each.words])),
    dispositions: new Map(dispositions.map((each): [string, Disposition] => [each.disposition, dispositionOf(each)])),
    deadlines: new Set(deadlines.map((each) => each.deadline)),
    deadlinesByOrder: new Set(deadlines.filter((each) => each.days === 'by-order').map((each) => each.deadline)),
    fees: new Set(fees.map((each) => each['court-fee'])),
    flags: new Map(flags.map(({ entry: _, ...each }): [string, CaseFlag] => [each.flag, each])),
    eventsWithReliefs: new Set(events.filter((each) => each.opens).map((each) => each.event)),
  };
  for (const each of events) checkDefinition(each, each.entry, names, problems);
  for (const each of reliefs) checkRelief(each, each.entry, names, problems);
  checkForms(events, forms, problems);
  const ofEvent = Map.groupBy(
    [
      ...inForce.reliefs.shipped.map((raw) => reliefOf(raw, false)),
      ...inForce.reliefs.own.map((raw) => reliefOf(raw, true)),
    ],
    (relief) => relief.of,
  );
  if (problems.length > 0) throw new DictionaryError(problems);
  const numbered = [...versions(inForce.events.shipped, 0), ...versions(inForce.events.own, OWN_VERSIONS)];
  const definitions = numbered.map(([event, version]) =>
    definitionOf(event, version, matterOf(event, ofEvent, names.dispositions), names),
  );
  const wordings = loadWordings(
    entries.filter((entry) => entry.kind === 'wording'),
    definitions,
    problems,
  );
  if (problems.length > 0) throw new DictionaryError(problems);
  return dictionaryOf({
    definitions,
    wordings,
    categories: categories.map((each): MenuCategory => ({ code: each.category, menu: each.menu })),
    attachmentCategories: attachmentCategories.map((each) => each['attachment-category']),
    fees: fees.map(({ 'court-fee': code, cents: amount, entry: _, ...rest }): CourtFee => ({ code, amount, ...rest })),
    papersNotFiled: notFiled.map(paperOf),
    forms: forms.map(courtFormOf),
    written: [...events, ...reliefs, ...notFiled].map((each) => writtenEntryOf(each.entry, each)),
    own: [
      ...[...ofCourt.events, ...ofCourt.reliefs, ...ofCourt.notFiled].map((each) => ownEntryOf(each.entry, each)),
      ...retired.map((each) => ownEntryOf(each.entry, { since: each.until, until: null })),
    ],
  });
}

const keyOfEvent = (each: EventEntry): string => keyOf('event', each.event, null);
const keyOfRelief = (each: ReliefEntry): string => keyOf('relief', each.relief, each.of);
const keyOfPaper = (each: NotFiledEntry): string => keyOf('not-e-filed', each['not-e-filed'], null);

type Written<T> = T & { readonly entry: RawEntry };

const lineOf = (entry: RawEntry): string => {
  const at = entry.problem([], '');
  return `${at.file}:${at.line}`;
};

function once<T>(entries: readonly Written<T>[], code: (each: T) => string, problems: Problem[]): void {
  const seen = new Map<string, RawEntry>();
  for (const each of entries) {
    const first = seen.get(code(each));
    if (first) problems.push(each.entry.problem([each.entry.kind], `"${code(each)}" is already at ${lineOf(first)}`));
    else seen.set(code(each), each.entry);
  }
}

function checkKinds(entries: readonly RawEntry[], known: readonly string[], problems: Problem[]): void {
  for (const entry of entries) {
    if (!known.includes(entry.kind))
      problems.push(entry.problem([entry.kind], `an entry begins with one of ${known.join(', ')}`));
  }
}

function checkEnd<T extends Validity>(each: Written<T>, problems: Problem[]): void {
  if (each.until !== null && each.until <= each.since)
    problems.push(each.entry.problem(['until'], 'it ends before it begins'));
}

/** A code may come again, later in time; never twice for one day. */
function oneAtATime<T extends Validity>(
  entries: readonly Written<T>[],
  code: (each: T) => string,
  problems: Problem[],
): void {
  for (const same of Map.groupBy(entries, code).values()) {
    for (const [index, each] of same.entries()) {
      checkEnd(each, problems);
      const earlier = same.slice(0, index).find((other) => overlaps(other, each));
      if (!earlier) continue;
      const message =
        earlier.since === each.since
          ? `"${code(each)}" is already at ${lineOf(earlier.entry)}`
          : `"${code(each)}" is also valid at ${lineOf(earlier.entry)}: give the earlier one an until no later than the day the other begins`;
      problems.push(each.entry.problem(earlier.since === each.since ? [each.entry.kind] : ['since'], message));
    }
  }
}

const dispositionOf = (raw: z.output<typeof dispositionEntry>): Disposition => ({
  code: raw.disposition,
  words: raw.words,
  outcome: raw.outcome,
});

const reliefOf = (raw: ReliefEntry, own: boolean): Relief => ({
  code: raw.relief,
  of: raw.of,
  name: raw.name,
  synonyms: raw.synonyms,
  since: raw.since,
  until: raw.until,
  source: raw.source,
  text: raw.text,
  alone: null,
  short: raw.short,
  prompts: raw.prompts,
  refersTo: raw['refers-to'],
  sets: raw.sets,
  fee: raw.fee,
  satisfies: raw.satisfies,
  ifDenied: raw['if-denied'],
  ifGranted: raw['if-granted'],
  extends: raw.extends,
  own,
});

function matterOf(
  event: EventEntry,
  reliefs: ReadonlyMap<string, readonly Relief[]>,
  dispositions: ReadonlyMap<string, Disposition>,
): Matter {
  if (event.opens) return { kind: 'opens', reliefs: reliefs.get(event.event) ?? [] };
  if (event.rules) return { kind: 'rules', dispositions: event.rules.map((code) => dispositions.get(code)!) };
  return { kind: 'none' };
}

/** Each entry with its version: its place among those of its code, by date, counted from `after`. */
function versions(events: readonly EventEntry[], after: number): readonly (readonly [EventEntry, number])[] {
  return [...Map.groupBy(events, (each) => each.event).values()].flatMap((same) =>
    same.sort((a, b) => (a.since < b.since ? -1 : 1)).map((event, index) => [event, after + index + 1] as const),
  );
}

const paperOf = (raw: NotFiledEntry): PaperNotFiled => ({
  code: raw['not-e-filed'],
  name: raw.name,
  words: raw.words,
  goes: raw.goes,
  since: raw.since,
  until: raw.until,
  source: raw.source,
});

function definitionOf(
  raw: EventEntry,
  version: number,
  matter: Matter,
  lists: {
    readonly prefixLists: ReadonlyMap<string, readonly string[]>;
    readonly flags: ReadonlyMap<string, CaseFlag>;
  },
): EventDefinition {
  return {
    code: raw.event,
    version,
    name: raw.name,
    shortName: raw['short-name'],
    referenceName: raw['reference-name'] ?? raw['short-name'],
    synonyms: raw.synonyms,
    category: raw.category,
    caseTypes: raw['case-types'],
    courtKinds: raw['court-kinds'],
    since: raw.since,
    until: raw.until,
    source: raw.source,
    usableBy: raw.for,
    text: raw.text,
    style: OWN_STYLE,
    mainDocument: raw['main-document'],
    attachments: raw.attachments,
    filers: raw.filers,
    refersTo: raw['refers-to'],
    matter,
    associates: raw.associates,
    prefixes: raw.prefixes === null ? [] : lists.prefixLists.get(raw.prefixes)!,
    freeText: raw['free-text'],
    orderText: raw['order-text'],
    prompts: raw.prompts,
    sets: raw.sets,
    moves: raw.moves,
    satisfies: raw.satisfies,
    satisfiesFor: raw['satisfies-for'],
    numbered: raw.numbered,
    noticing: raw.noticing,
    restriction: raw.restriction,
    fee: raw.fee,
    flags: {
      sets: raw.flags.sets.map((flag) => lists.flags.get(flag)!),
      clears: raw.flags.clears.map((flag) => lists.flags.get(flag)!),
    },
    filerRoles: raw['filer-roles'],
    parties: raw.parties,
    counsel: raw.counsel,
    defendants: raw.defendants,
    counts: raw.counts,
    opinion: raw.opinion,
    warning: raw.warning,
    statistics: raw.statistics,
    rss: raw.rss,
    signedBy: raw['signed-by'],
    form: raw.form,
    manualFiling: raw['manual-filing'],
    answeredBy: raw['answered-by'],
  };
}

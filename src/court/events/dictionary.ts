/** The dictionary in use: what an event is on a day, and how it is found. */
import type { CivilDate } from '../../kernel/time.ts';
import type { CourtKind } from '../settings/model.ts';
import { courtFormFor } from './court-forms.ts';
import { asOf, type EventFound, eventFinder } from './find-events.ts';
import type { CourtFee, CourtForm, EventDefinition, MenuCategory, UserKind } from './model.ts';
import { type PaperNotFiled, type PapersStopped, papersNamed } from './not-filed.ts';
import type { OwnEntry, WrittenEntry } from './own-entries.ts';
import { eventsNamedIn } from './paper-title.ts';
import { validOn } from './read-yaml.ts';
import { type Wording, wordedAs } from './wording.ts';

/** Narrows a list of events; what is left out does not narrow. */
export interface EventsWanted {
  readonly category?: string;
  readonly userKind?: UserKind;
  /** `cv`, `cr`, … */
  readonly caseType?: string;
  /** What the court is: a trade court has events that no other has. */
  readonly courtKind?: CourtKind;
}

export interface Dictionary {
  /** In the order of the menus. */
  readonly categories: readonly MenuCategory[];
  /** In the order of the pull-down (spec/filing.md §4.5). */
  readonly attachmentCategories: readonly string[];
  /** What the court asks for on a day; undefined when there is no such fee then. */
  fee(code: string, on: CivilDate): CourtFee | undefined;
  /** The form of a code as a kind of court has it on a day. */
  form(code: string, kind: CourtKind, on: CivilDate): CourtForm | undefined;
  /** Names of the wordings that a court can choose. */
  readonly wordings: readonly string[];
  /**
   * The definition valid on a day, with the reliefs that can be asked for on that day, worded as the court's setting
   * `docketWording` says; undefined when there is none.
   */
  at(code: string, on: CivilDate, wording?: string | null): EventDefinition | undefined;
  /** A definition that an entry was made with, however old; its reliefs are all that ever were. */
  version(code: string, version: number): EventDefinition | undefined;
  /** What is valid on a day, by name. */
  events(on: CivilDate, wanted?: EventsWanted): readonly EventDefinition[];
  /**
   * Events and reliefs by word, beginning of a word, synonym and misspelling, the best first (`find-events.ts`; BR-32).
   */
  search(words: string, on: CivilDate, wanted?: EventsWanted): readonly EventFound[];
  /** Events and reliefs that a paper's title names, the best first, at most five (`paper-title.ts`). */
  namedIn(title: string, on: CivilDate, wanted?: EventsWanted): readonly EventFound[];
  /** Papers that are not filed electronically on a day. */
  papersNotFiled(on: CivilDate): readonly PaperNotFiled[];
  /** Those of them that words name. */
  stops(words: string, on: CivilDate): PapersStopped;
  /** The entry of an event, relief (with its event) or paper as it was written that holds on a day; undefined when none does. */
  written(kind: string, code: string, of: string | null, on: CivilDate): WrittenEntry | undefined;
  /** What the court has written of its own. */
  readonly own: readonly OwnEntry[];
}

export interface DictionaryContents {
  readonly definitions: readonly EventDefinition[];
  readonly wordings: readonly Wording[];
  readonly categories: readonly MenuCategory[];
  readonly attachmentCategories: readonly string[];
  readonly fees: readonly CourtFee[];
  readonly papersNotFiled: readonly PaperNotFiled[];
  readonly forms: readonly CourtForm[];
  readonly written: readonly WrittenEntry[];
  readonly own: readonly OwnEntry[];
}

/** The dictionary of contents that have been checked already; `loadDictionary` is the way to it. */
export function dictionaryOf(contents: DictionaryContents): Dictionary {
  const { definitions, wordings, categories, attachmentCategories, fees } = contents;
  const byCode = Map.groupBy(definitions, (definition) => definition.code);
  const menus = new Map(categories.map((category) => [category.code, category.menu]));
  const menuOf = (definition: EventDefinition) => menus.get(definition.category)!;
  const find = eventFinder(definitions, menuOf);
  const events = (on: CivilDate, wanted: EventsWanted = {}): readonly EventDefinition[] =>
    definitions
      .filter((definition) => validOn(definition, on) && isWanted(definition, wanted))
      .map((definition) => asOf(definition, on))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const papersNotFiled = (on: CivilDate) => contents.papersNotFiled.filter((each) => validOn(each, on));
  return {
    own: contents.own,
    papersNotFiled,
    stops: (words, on) => papersNamed(words, papersNotFiled(on)),
    written: (kind, code, of, on) =>
      contents.written.find((each) => each.kind === kind && each.code === code && each.of === of && validOn(each, on)),
    categories,
    attachmentCategories,
    fee: (code, on) => fees.find((each) => each.code === code && validOn(each, on)),
    form: (code, kind, on) => courtFormFor(contents.forms, code, kind, on),
    wordings: [...new Set(wordings.map((each) => each.name))],
    at(code, on, wording = null) {
      const definition = byCode.get(code)?.find((each) => validOn(each, on));
      if (!definition) return undefined;
      const chosen = wordings.find((each) => each.name === wording && validOn(each, on));
      return chosen ? wordedAs(asOf(definition, on), chosen) : asOf(definition, on);
    },
    version: (code, version) => byCode.get(code)?.find((each) => each.version === version),
    events,
    search: (words, on, wanted = {}) => find(words, on, (definition) => isWanted(definition, wanted)),
    namedIn: (title, on, wanted) => eventsNamedIn(title, events(on, wanted), on, menuOf),
  };
}

const isWanted = (definition: EventDefinition, wanted: EventsWanted): boolean =>
  (wanted.category === undefined || definition.category === wanted.category) &&
  (wanted.userKind === undefined || definition.usableBy.includes(wanted.userKind)) &&
  (wanted.caseType === undefined || definition.caseTypes.includes(wanted.caseType)) &&
  (wanted.courtKind === undefined || isOf(wanted.courtKind, definition));

/** Whether courts of a kind have the event. */
export const isOf = (kind: CourtKind, definition: Pick<EventDefinition, 'courtKinds'>): boolean =>
  definition.courtKinds.length === 0 || definition.courtKinds.includes(kind);

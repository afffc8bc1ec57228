/** The dictionary in use: what an event is on a day, and how it is found. */
import type { CivilDate } from '../../kernel/time.ts';
import type { CourtKind } from '../settings/model.ts';
import type { CourtFee, EventDefinition, MenuCategory, Relief, UserKind } from './model.ts';
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

/** An event found by search, the relief of it that was meant (or null), and the menu in which it stands. */
export interface EventFound {
  readonly definition: EventDefinition;
  readonly relief: Relief | null;
  readonly menu: readonly string[];
}

export interface Dictionary {
  /** In the order of the menus. */
  readonly categories: readonly MenuCategory[];
  /** In the order of the pull-down (spec/filing.md §4.5). */
  readonly attachmentCategories: readonly string[];
  /** What the court asks for on a day; undefined when there is no such fee then. */
  fee(code: string, on: CivilDate): CourtFee | undefined;
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
   * Events in which every word typed begins a word of name, synonym, relief or menu (spec/filing.md §3.1, BR-32).
   * Those whose name has the words come first. Nothing typed finds nothing.
   */
  search(words: string, on: CivilDate, wanted?: EventsWanted): readonly EventFound[];
}

export interface DictionaryContents {
  readonly definitions: readonly EventDefinition[];
  readonly wordings: readonly Wording[];
  readonly categories: readonly MenuCategory[];
  readonly attachmentCategories: readonly string[];
  readonly fees: readonly CourtFee[];
}

/** The dictionary of contents that have been checked already; `loadDictionary` is the way to it. */
export function dictionaryOf(contents: DictionaryContents): Dictionary {
  const { definitions, wordings, categories, attachmentCategories, fees } = contents;
  const byCode = Map.groupBy(definitions, (definition) => definition.code);
  const menus = new Map(categories.map((category) => [category.code, category.menu]));
  const events = (on: CivilDate, wanted: EventsWanted = {}): readonly EventDefinition[] =>
    definitions
      .filter((definition) => validOn(definition, on) && isWanted(definition, wanted))
      .map((definition) => asOf(definition, on))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return {
    categories,
    attachmentCategories,
    fee: (code, on) => fees.find((each) => each.code === code && validOn(each, on)),
    wordings: [...new Set(wordings.map((each) => each.name))],
    at(code, on, wording = null) {
      const definition = byCode.get(code)?.find((each) => validOn(each, on));
      if (!definition) return undefined;
      const chosen = wordings.find((each) => each.name === wording && validOn(each, on));
      return chosen ? wordedAs(asOf(definition, on), chosen) : asOf(definition, on);
    },
    version: (code, version) => byCode.get(code)?.find((each) => each.version === version),
    events,
    search: (words, on, wanted) => search(wordsOf(words), events(on, wanted), menus),
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

function asOf(definition: EventDefinition, on: CivilDate): EventDefinition {
  if (definition.matter.kind !== 'opens') return definition;
  const reliefs = definition.matter.reliefs.filter((relief) => validOn(relief, on));
  return { ...definition, matter: { kind: 'opens', reliefs } };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function search(
  typed: readonly string[],
  events: readonly EventDefinition[],
  menus: ReadonlyMap<string, readonly string[]>,
): readonly EventFound[] {
  if (typed.length === 0) return [];
  const found: { readonly hit: EventFound; readonly inName: boolean }[] = [];
  for (const definition of events) {
    const menu = menus.get(definition.category)!;
    const consider = (relief: Relief | null, names: readonly string[], more: readonly string[]) => {
      if (!allBegin(typed, [...names, ...more])) return;
      found.push({ hit: { definition, relief, menu }, inName: allBegin(typed, names) });
    };
    consider(null, [definition.name], [...definition.synonyms, ...menu]);
    if (definition.matter.kind !== 'opens') continue;
    for (const relief of definition.matter.reliefs)
      consider(relief, [definition.name, relief.name], [...relief.synonyms]);
  }
  return [...found.filter((each) => each.inName), ...found.filter((each) => !each.inName)].map((each) => each.hit);
}

function allBegin(typed: readonly string[], texts: readonly string[]): boolean {
  const words = texts.flatMap(wordsOf);
  return typed.every((word) => words.some((each) => each.startsWith(word)));
}

/**
 * What an entry is called elsewhere: in the text of entries that refer to it, in rulings, in lists and in the subject
 * of notices (spec/filing.md §3.13.2, §3.13.3, §5.1). Only number and short name are shown, never the nested text.
 */
import type { Answers } from './answers.ts';
import type { EventDefinition, Relief } from './model.ts';

/** `Motion to Compel`: one relief as rulings and lists of pending motions call it. */
export const reliefName = (definition: EventDefinition, relief: Relief): string =>
  `${definition.shortName} ${relief.short}`;

/**
 * `Motion to Compel AND Motion for Sanctions`: in histories, RSS and reports. An order is named after what it rules on,
 * `Order on Motion to Compel`, by `orderName`.
 */
export function shortName(definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): string {
  const reliefs = reliefsOf(definition, answers);
  if (reliefs.length === 0) return definition.shortName;
  return reliefs.map((relief) => reliefName(definition, relief)).join(' AND ');
}

/** In the subject of a notice: of several reliefs the first only (§5.1), for subjects are short. */
export function subjectName(definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): string {
  const [first] = reliefsOf(definition, answers);
  return first ? reliefName(definition, first) : definition.shortName;
}

/** `First MOTION to Compel and for Sanctions`: in the text of entries that refer to this one. */
export function referenceName(definition: EventDefinition, answers: Pick<Answers, 'reliefs' | 'prefix'>): string {
  const prefix = definition.prefixes.find((word) => word === answers.prefix);
  const shorts = reliefsOf(definition, answers).map((relief) => relief.short);
  const joined = shorts.length < 3 ? shorts.join(' and ') : `${shorts.slice(0, -1).join(', ')}, and ${shorts.at(-1)}`;
  return [prefix, definition.referenceName, joined].filter(Boolean).join(' ');
}

/** `Order on Motion to Compel` for an order that rules on it; the event's own name when it rules on nothing (§3.13.2). */
export function orderName(definition: EventDefinition, ruledOn: readonly string[]): string {
  const [first] = ruledOn;
  return first === undefined ? definition.shortName : `Order on ${first}`;
}

function reliefsOf(definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): readonly Relief[] {
  const { matter } = definition;
  if (matter.kind !== 'opens') return [];
  return answers.reliefs.flatMap(({ code }) => matter.reliefs.filter((relief) => relief.code === code));
}

/** What must hold between the fields of an event or relief, and between it and the rest of the dictionary. */
import type { DeadlineNames, EventDefinition, Prompt, RefersTo, Relief, SetsDeadline } from './model.ts';
import type { Problem, RawEntry } from './read-yaml.ts';
import type { EventEntry, ReliefEntry } from './schema.ts';
import { type SlotName, slotsOf, type Template } from './template.ts';

/** What the rest of the dictionary holds, by name. */
export interface Names {
  readonly categories: ReadonlySet<string>;
  readonly prefixLists: ReadonlyMap<string, unknown>;
  readonly dispositions: ReadonlyMap<string, unknown>;
  readonly deadlines: ReadonlySet<unknown>;
  /** Those of `deadlines` that have no number of days: their day is the court's to give. */
  readonly deadlinesByOrder: ReadonlySet<unknown>;
  readonly fees: ReadonlySet<string>;
  readonly flags: ReadonlyMap<string, unknown>;
  readonly eventsWithReliefs: ReadonlySet<string>;
}

/** Adds to `problems` whatever in an event contradicts itself or names what is not there. */
export function checkDefinition(event: EventEntry, entry: RawEntry, names: Names, problems: Problem[]): void {
  const wrong = (field: string, message: string) => problems.push(entry.problem(field.split('/'), message));
  if (!names.categories.has(event.category)) wrong('category', `there is no category "${event.category}"`);
  if (event.prefixes !== null && !names.prefixLists.has(event.prefixes))
    wrong('prefixes', `there is no list of prefixes "${event.prefixes}"`);
  if (event.opens && event.rules) wrong('rules', 'an event either opens reliefs or rules on them');
  if (event['main-document'] === 'none' && event.attachments)
    wrong('attachments', 'there is no attachment without a main document');
  if (event.associates && event.filers === 'none') wrong('associates', 'there is nobody to associate without filers');
  event.rules?.forEach((code, index) => {
    if (!names.dispositions.has(code)) wrong(`rules/${index}`, `there is no disposition "${code}"`);
  });
  event.satisfies.forEach((name, index) => {
    if (!names.deadlines.has(name)) wrong(`satisfies/${index}`, `there is no deadline "${name}"`);
  });
  if (event['satisfies-for'] !== null && !asksParties(event.prompts, event['satisfies-for']))
    wrong('satisfies-for', `there is no prompt for parties "${event['satisfies-for']}"`);
  if (event.parties.identifies && event.filers === 'none')
    wrong('parties', 'filers say to whom they belong: ask who files');
  if (event.counts !== 'none' && event.defendants === 'none') wrong('counts', 'counts are of defendants: ask for them');
  checkFee(event.fee, names, wrong);
  for (const what of ['sets', 'clears'] as const) {
    event.flags[what].forEach((flag, index) => {
      if (!names.flags.has(flag)) wrong(`flags/${what}/${index}`, `there is no flag "${flag}"`);
    });
  }
  const both = event.flags.sets.find((flag) => event.flags.clears.includes(flag));
  if (both !== undefined) wrong('flags', `"${both}" cannot be set and cleared at once`);
  checkReferences(event['refers-to'], names, wrong);
  checkPrompts(event.prompts, wrong);
  checkSets(event.sets, event.prompts, names, wrong);
  if (event.moves) {
    const { to, whose, deadlines } = event.moves;
    if (event.prompts.find((prompt) => prompt.name === to)?.kind !== 'date')
      wrong('moves/to', `there is no prompt for a date "${to}"`);
    if (whose.kind === 'prompt' && !asksParties(event.prompts, whose.prompt))
      wrong('moves/whose', `there is no prompt for parties "${whose.prompt}"`);
    if (whose.kind === 'filers' && event.filers === 'none') wrong('moves/whose', 'this event has no filers');
    checkNames(deadlines, names, wrong, 'moves/deadlines');
  }
  checkText(
    event.text,
    {
      prefix: event.prefixes !== null,
      reliefs: event.opens !== undefined,
      refs: event['refers-to'] !== null,
      free: event['free-text'] !== null,
      filers: event.filers === 'required',
      attachments: event.attachments,
      rulings: event.rules !== undefined,
      'order-text': event['order-text'] !== null,
      due: event.sets.length > 0 || event.moves !== null ? 'may' : false,
      defendants: event.defendants === 'asks' && event.counts === 'none',
      counts: event.counts !== 'none',
      added: event.parties.adds.length > 0 ? 'may' : false,
      identified: event.parties.identifies,
      appearing: event.counsel.adds ? 'may' : false,
      // Counts name the defendants whose part ends.
      ended: event.parties.terminates && (event.counts === 'none' || 'may'),
      withdrawn: event.counsel.terminates ? 'may' : false,
      'due-on': event.sets.length > 0 ? 'may' : false,
      'filed-on': 'may',
      signature: true,
      signer: 'may',
      firm: 'may',
      judge: 'may',
    },
    event.prompts,
    wrong,
  );
}

/** The same for a relief, whose text stands inside that of its event. */
export function checkRelief(relief: ReliefEntry, entry: RawEntry, names: Names, problems: Problem[]): void {
  const wrong = (field: string, message: string) => problems.push(entry.problem(field.split('/'), message));
  if (!names.eventsWithReliefs.has(relief.of)) wrong('of', `there is no event "${relief.of}" that opens reliefs`);
  checkFee(relief.fee, names, wrong);
  checkReferences(relief['refers-to'], names, wrong);
  checkPrompts(relief.prompts, wrong);
  relief.prompts.forEach((prompt, index) => {
    if (prompt.kind === 'parties') wrong(`prompts/${index}/type`, 'a relief asks for no parties: the event does');
  });
  checkSets(relief.sets ?? [], relief.prompts, names, wrong);
  checkSets(relief['if-denied'], [], names, wrong, 'if-denied');
  if (relief.extends !== null) {
    checkNames(relief.extends, names, wrong, 'extends');
    if (relief.prompts.find((prompt) => prompt.name === 'until')?.kind !== 'date')
      wrong('extends', 'the day asked for is the prompt "until", a date');
  }
  relief.satisfies.forEach((name, index) => {
    if (!names.deadlines.has(name)) wrong(`satisfies/${index}`, `there is no deadline "${name}"`);
  });
  checkText(relief.text, { refs: relief['refers-to'] === null ? false : 'may' }, relief.prompts, wrong);
}

/**
 * A court's text for an event or one of its reliefs: it may leave out what it likes, since a court may ask without
 * printing; it may print nothing that is not asked.
 */
export function checkCourtsText(
  own: { readonly text: Template; readonly alone: boolean; readonly prompts: readonly Prompt[] },
  event: EventDefinition,
  relief: Relief | null,
  wrong: (message: string) => void,
): void {
  const may = (is: boolean): 'may' | false => (is ? 'may' : false);
  const ofEvent: Has = {
    prefix: may(event.prefixes.length > 0),
    reliefs: may(event.matter.kind === 'opens'),
    refs: may(event.refersTo !== null || relief?.refersTo != null),
    free: may(event.freeText !== null),
    filers: may(event.filers === 'required'),
    attachments: may(event.attachments),
    rulings: may(event.matter.kind === 'rules'),
    'order-text': may(event.orderText !== null),
    due: may(event.sets.length > 0 || event.moves !== null),
    'due-on': may(event.sets.length > 0),
    defendants: may(event.defendants === 'asks'),
    counts: may(event.counts !== 'none'),
    added: may(event.parties.adds.length > 0),
    // To whom a party belongs is what its disclosure is for.
    identified: event.parties.identifies,
    appearing: may(event.counsel.adds),
    // Nobody's part in a case ends unseen (as in `checkDefinition`).
    ended: event.parties.terminates && (event.counts === 'none' || 'may'),
    withdrawn: may(event.counsel.terminates),
    ...({ signature: 'may', signer: 'may', firm: 'may', judge: 'may', 'filed-on': 'may' } as const),
  };
  const whole = relief === null || own.alone;
  checkText(
    own.text,
    whole ? ofEvent : { refs: ofEvent.refs ?? false },
    [...own.prompts, ...event.prompts, ...(relief?.prompts ?? [])],
    (_, message) => wrong(message),
  );
  if (whole && namesWhoJoins(event.text) && !namesWhoJoins(own.text) && event.parties.adds.length > 0)
    wrong('who comes into the case must be seen on the docket: {added}, {defendants} or {counts} is missing');
  const setting = event.sets.flatMap(({ from }) => (from.kind === 'filing' ? [] : [from.prompt]));
  for (const prompt of own.prompts)
    if (setting.includes(prompt.name) && prompt.kind !== 'date')
      wrong(`the answer to "${prompt.name}" sets a deadline: it stays a date`);
}

const namesWhoJoins = (text: Template): boolean =>
  slotsOf(text).some((slot) => slot.kind === 'slot' && ['added', 'defendants', 'counts'].includes(slot.name));

type Wrong = (field: string, message: string) => void;

function checkFee(fee: string | null, names: Names, wrong: Wrong): void {
  if (fee !== null && !names.fees.has(fee)) wrong('fee', `there is no fee "${fee}"`);
}

function checkReferences(refersTo: RefersTo | null, names: Names, wrong: Wrong): void {
  if (refersTo === null || refersTo.to === 'any') return;
  refersTo.to.forEach((category, index) => {
    if (!names.categories.has(category)) wrong(`refers-to/to/${index}`, `there is no category "${category}"`);
  });
}

function checkPrompts(prompts: readonly Prompt[], wrong: Wrong): void {
  prompts.forEach((prompt, index) => {
    if (prompts.findIndex((other) => other.name === prompt.name) < index)
      wrong(`prompts/${index}/prompt`, `"${prompt.name}" is asked twice`);
  });
}

const asksParties = (prompts: readonly Prompt[], name: string): boolean =>
  prompts.some((prompt) => prompt.kind === 'parties' && prompt.name === name);

function checkSets(
  sets: readonly SetsDeadline[],
  prompts: readonly Prompt[],
  names: Names,
  wrong: Wrong,
  field: 'sets' | 'if-denied' = 'sets',
): void {
  sets.forEach((each, index) => {
    const at = (part: string, message: string) => wrong(`${field}/${index}/${part}`, message);
    if (!names.deadlines.has(each.deadline)) at('deadline', `there is no deadline "${each.deadline}"`);
    if (each.of && !asksParties(prompts, each.of.prompt))
      at('of', `there is no prompt for parties "${each.of.prompt}"`);
    checkNames(each.orRemaining, names, wrong, `${field}/${index}/or-remaining`);
    if (each.orRemaining.length > 0 && !each.of) at('or-remaining', 'this is asked of each party: say of whom');
    each.orLonger.forEach((other, place) => {
      if (!names.deadlines.has(other.deadline) || names.deadlinesByOrder.has(other.deadline))
        at(`or-longer/${place}/deadline`, `there is no deadline "${other.deadline}" that is counted in days`);
      const { from } = other;
      if (from.kind !== 'filing' && prompts.find((prompt) => prompt.name === from.prompt)?.kind !== 'date')
        at(`or-longer/${place}/from`, `there is no prompt for a date "${from.prompt}"`);
    });
    if (each.unlessOpen !== null && !names.deadlines.has(each.unlessOpen))
      at('unless-open', `there is no deadline "${each.unlessOpen}"`);
    if (each.unlessOpen !== null && !each.of) at('unless-open', 'this is asked of each party: say of whom');
    const { from } = each;
    if ((from.kind === 'on') !== names.deadlinesByOrder.has(each.deadline) && names.deadlines.has(each.deadline))
      at(
        'deadline',
        from.kind === 'on' ? 'this deadline has days of its own: give from' : 'this deadline has no days: give on',
      );
    if (from.kind === 'filing') return;
    const asked = prompts.find((prompt) => prompt.name === from.prompt);
    if (asked?.kind !== 'date')
      at(from.kind === 'on' ? 'on' : 'from', `there is no prompt for a date "${from.prompt}"`);
  });
}

function checkNames(deadlines: DeadlineNames, names: Names, wrong: Wrong, field: string): void {
  if (deadlines === 'any') return;
  deadlines.forEach((name, index) => {
    if (!names.deadlines.has(name)) wrong(`${field}/${index}`, `there is no deadline "${name}"`);
  });
}

type Has = { readonly [slot in SlotName]?: boolean | 'may' };

/** A slot that is asked for must be in the text, one that is not asked for must not; `may` leaves it open. */
function checkText(text: Template, has: Has, prompts: readonly Prompt[], wrong: Wrong): void {
  const slots = slotsOf(text);
  for (const slot of slots) {
    if (slot.kind === 'prompt') {
      if (!prompts.some((prompt) => prompt.name === slot.prompt)) wrong('text', `there is no prompt "${slot.prompt}"`);
    } else if (!has[slot.name]) wrong('text', `{${slot.name}} stands here, but nothing gives it`);
  }
  for (const [name, asked] of Object.entries(has)) {
    const times = slots.filter((slot) => slot.kind === 'slot' && slot.name === name).length;
    if (asked === true && times === 0) wrong('text', `{${name}} is missing: what is asked must be seen on the docket`);
    if (times > 1) wrong('text', `{${name}} stands here twice`);
  }
}

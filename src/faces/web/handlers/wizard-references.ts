/** The step that asks to what a filing relates: the list, its filter, and the event that a complaint is answered by. */
import type { FastifyRequest } from 'fastify';
import type { EventDefinition } from '../../../court/events/model.ts';
import { answeringEvent, answersComplaint, complaintsStanding } from '../../../court/filing/complaints.ts';
import { changeDraftEvent, readDraft } from '../../../court/filing/drafts.ts';
import { type LinkableEntry, linkableEntries, wantedReferences } from '../../../court/filing/wizard-state.ts';
import type { Html } from '../../../kernel/html.ts';
import { civilDate } from '../../../kernel/time.ts';
import type { PageContext } from '../look/context.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { type ReferencesView, referencesPage } from '../pages/filing/references.ts';
import type { Desk } from './wizard-desk.ts';
import { dayTyped, type ReferencesFilter } from './wizard-steps.ts';

const numberTyped = (typed: string): number | null => (/^\d{1,7}$/.test(typed) ? Number(typed) : null);

/** The page of the step, with the list as its filter narrows it. */
export async function referencesStep(
  ctx: PageContext,
  frame: WizardFrame,
  desk: Desk,
  typed: ReferencesFilter,
): Promise<Html> {
  const { words, from, to, kind, numberFrom, numberTo } = typed;
  const filter = { words, from, to, kind, numberFrom, numberTo };
  const { system, court, draft, definition, open } = desk;
  const wanted = wantedReferences(definition, draft.answers)!;
  const ticked = draft.answers.references.map((each) => each.seq as number);
  const kinds = court.dictionary.categories.filter(
    (each) => wanted.to === 'any' || wanted.to.some((code) => code === each.code),
  );
  const entries = await linkableEntries(system.court.web, court.id, draft.caseId, wanted.to, {
    words: filter.words,
    from: dayTyped(filter.from),
    to: dayTyped(filter.to),
    category: kinds.some((each) => each.code === filter.kind) ? filter.kind : null,
    numberFrom: numberTyped(filter.numberFrom),
    numberTo: numberTyped(filter.numberTo),
    ticked,
  });
  const answers = answersComplaint(definition);
  const shown = answers
    ? await withStanding(desk, entries)
    : entries.map((each) => ({ ...each, note: '', apart: false }));
  const filers = await open.parties();
  const names = draft.answers.filers.flatMap((no) => filers.find((each) => each.partyNo === no)?.name ?? []);
  return referencesPage(ctx, frame, {
    required: wanted.required,
    question: questionOf(wanted.required, answers),
    filter,
    kinds: kinds.map((each) => ({ value: each.code, text: each.menu.at(-1) ?? each.code })),
    entries: shown.map((each) => ({ ...each, chosen: ticked.includes(each.seq) })),
    answering: answers ? names.join(', ') || 'those who file' : null,
  });
}

const questionOf = (required: boolean, answers: boolean): string => {
  if (answers) return 'Which complaint do you answer?';
  return required ? 'To which entry does this relate?' : 'Does this relate to an earlier entry?';
};

/** Each pleading with what its answerer should know of it. */
async function withStanding(
  { system, court, draft }: Desk,
  entries: readonly LinkableEntry[],
): Promise<(LinkableEntry & Pick<ReferencesView['entries'][number], 'note' | 'apart'>)[]> {
  const standing = await complaintsStanding(
    system.court.web,
    court.id,
    draft.caseId,
    entries.map((each) => each.seq),
    draft.answers.filers,
  );
  return entries.map((entry) => {
    const how = standing.find((each) => each.seq === entry.seq);
    const answered = (how?.answeredBy ?? []).map(
      ({ name, number }) => `Answered by ${name}${number === null ? '' : ` (number ${number})`}.`,
    );
    const filed = how && how.filedBy.length > 0 ? [`Filed by ${how.filedBy.join(', ')}.`] : [];
    return { ...entry, note: [...answered, ...filed].join(' '), apart: how?.settled ?? false };
  });
}

/**
 * The desk with the event by which the pleadings ticked are answered, where another than the chosen one is (spec/filing.md §3.13.6):
 * a counterclaim is answered by the answer to a counterclaim, whatever was chosen first. The same desk: nothing had to change.
 */
export async function withAnsweringEvent(request: FastifyRequest, desk: Desk): Promise<Desk> {
  const { system, court, draft, definition, userKind } = desk;
  if (!answersComplaint(definition)) return desk;
  const ticked = draft.answers.references.map((each) => each.seq as number);
  const none = { words: '', from: null, to: null, category: null, numberFrom: null, numberTo: null };
  const entries = await linkableEntries(system.court.web, court.id, draft.caseId, definition.refersTo!.to, {
    ...none,
    ticked,
  });
  const today = civilDate(system.court.clock.now(), court.zone);
  const pleadings = entries
    .filter((each) => ticked.includes(each.seq))
    .map((each): EventDefinition | undefined =>
      each.eventCode === null ? undefined : court.dictionary.at(each.eventCode, today),
    );
  const code = answeringEvent(definition, pleadings);
  const right = code === null ? undefined : court.dictionary.at(code, today, court.docketWording);
  if (!right?.usableBy.includes(userKind) || !right.caseTypes.includes(desk.open.header.number.type)) return desk;
  const { account } = request.who!;
  await changeDraftEvent(system.court, court.id, account, draft.draft, right);
  return { ...desk, definition: right, draft: await readDraft(system.court, court.id, account, draft.draft) };
}

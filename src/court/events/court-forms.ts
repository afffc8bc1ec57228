/** The forms of the court that the program fills in: how they are read, and what must hold between them and the events. */
import type { CivilDate } from '../../kernel/time.ts';
import type { CourtKind } from '../settings/model.ts';
import type { CourtForm } from './model.ts';
import { type Problem, type RawEntry, validOn } from './read-yaml.ts';
import type { CourtFormEntry, EventEntry } from './schema.ts';
import { slotsOf } from './template.ts';

/** What an event that announces a manual filing asks: the clerk's record is made of these answers. */
export const MANUAL_FILING_ASKS = ['what', 'medium', 'reason', 'service', 'served'] as const;

/** The choice of the prompt `service` that names nobody: then the prompt `served` is left unanswered. */
export const SERVED_ON_NOBODY = 'On nobody';

export const courtFormOf = (raw: CourtFormEntry): CourtForm => ({
  code: raw['court-form'],
  courtKinds: raw['court-kinds'],
  name: raw.name,
  title: raw.title,
  paragraphs: raw.paragraphs,
  since: raw.since,
  until: raw.until,
  source: raw.source,
  verified: raw.verified,
});

/** The form of a code for a kind of court on a day: its own, or else the one for every court. */
export const courtFormFor = (
  forms: readonly CourtForm[],
  code: string,
  kind: CourtKind,
  on: CivilDate,
): CourtForm | undefined => {
  const named = forms.filter((form) => form.code === code && validOn(form, on));
  return named.find((form) => form.courtKinds.includes(kind)) ?? named.find((form) => form.courtKinds.length === 0);
};

/** Adds to `problems` what an event says of forms, signers, manual filings and answers that is not so. */
export function checkForms(
  events: readonly (EventEntry & { readonly entry: RawEntry })[],
  forms: readonly (CourtFormEntry & { readonly entry: RawEntry })[],
  problems: Problem[],
): void {
  const codes = new Set(events.map((event) => event.event));
  for (const event of events) {
    const wrong = (field: string, message: string) => problems.push(event.entry.problem([field], message));
    const asks = (name: string) => event.prompts.some((prompt) => prompt.name === name);
    if (event['answered-by'] !== null && !codes.has(event['answered-by']))
      wrong('answered-by', `there is no event "${event['answered-by']}"`);
    if (event['manual-filing']) {
      const missing = MANUAL_FILING_ASKS.filter((name) => !asks(name));
      if (missing.length > 0) wrong('prompts', `a manual filing asks for ${missing.join(', ')} too`);
    }
    if (event.form === null) continue;
    if (event['main-document'] === 'none') wrong('form', 'a form is a main document: this event takes none');
    const named = forms.filter((form) => form['court-form'] === event.form);
    if (!named.some((form) => form['court-kinds'].length === 0 || event['court-kinds'].length > 0))
      wrong('form', `there is no form "${event.form}" for every court that has this event`);
    for (const slot of named.flatMap((form) => form.paragraphs.flatMap(slotsOf))) {
      if (slot.kind === 'prompt' && !asks(slot.prompt))
        wrong('form', `the form prints the answer to "${slot.prompt}", which this event does not ask`);
    }
  }
}

/** Two windows, or two people of one account, at one draft: the second is told what the first has answered. */
import type { Answers } from '../../../court/events/answers.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import type { Kept } from '../../../court/filing/drafts.ts';
import type { WizardState } from '../../../court/filing/wizard-state.ts';
import type { FieldError } from '../look/parts.ts';

/** The version of the draft that a page was made from; null: it does not say. */
export function versionSeen(body: unknown): number | null {
  const given = (body as { rowVersion?: unknown } | null)?.rowVersion;
  const version = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : 0;
  return version > 0 ? version : null;
}

const FIELDS: Partial<Record<keyof Answers, string>> = {
  filers: 'On whose behalf it is filed',
  associate: 'Whom you represent',
  defendants: 'Which defendants it is about',
  newParties: 'New parties',
  endedParties: 'Parties whose part ends',
  endedCounsel: 'Counsel who leaves',
  charges: 'Counts',
  dispositions: 'What became of counts',
  reliefs: 'What the motion asks for',
  rulings: 'Rulings',
  movedDeadlines: 'Deadlines that get another day',
  prompts: 'Answers to the questions',
  staysOpen: 'What becomes of the case',
  references: 'Entries that it relates to',
  prefix: 'What the text begins with',
  freeText: 'Your words',
  orderText: 'The words of the order',
  documents: 'Names and order of the documents',
};

/** What stands in the draft now, in the place of what was sent. */
export function changedMeanwhile(
  { draft, fields }: Extract<Kept, { kind: 'changed-since' }>,
  definition: EventDefinition,
  state: Pick<WizardState, 'parties'>,
): FieldError {
  const stands = fields.map(
    (field) => `${FIELDS[field] ?? field}: ${wordsOf(field, draft.answers, definition, state)}`,
  );
  return {
    field: null,
    text: `This page is older than the draft: what it asks has been answered since, in another window or before you went back. Saved is: ${stands.join('; ')}.`,
    todo: 'What you have typed stands on this page and is not saved yet. Press Next to take it instead, or open the draft again to keep what is saved. Nothing has been filed.',
  };
}

function wordsOf(
  field: keyof Answers,
  answers: Answers,
  definition: EventDefinition,
  { parties }: Pick<WizardState, 'parties'>,
): string {
  const listed = (values: readonly string[]): string => (values.length === 0 ? 'nothing' : values.join(', '));
  const named = (numbers: readonly number[]): string =>
    listed(numbers.map((no) => parties.find((party) => party.partyNo === no)?.name ?? `party ${no}`));
  switch (field) {
    case 'freeText':
    case 'orderText':
    case 'prefix':
      return answers[field] ? `“${answers[field]}”` : 'nothing';
    case 'filers':
    case 'endedParties':
      return named(answers[field]);
    case 'associate':
      return named(answers.associate.map((each) => each.partyNo));
    case 'defendants':
      return answers.defendants === 'all' ? 'all' : named(answers.defendants);
    case 'reliefs': {
      const { matter } = definition;
      const known = matter.kind === 'opens' ? matter.reliefs : [];
      return listed(answers.reliefs.map(({ code }) => known.find((each) => each.code === code)?.name ?? code));
    }
    case 'prompts':
      return listed(
        definition.prompts.flatMap(({ name, ask }) => {
          const given = answers.prompts[name];
          if (given === undefined) return [];
          return [
            `${ask} ${typeof given === 'object' ? named(given) : given === true ? 'yes' : given === false ? 'no' : given}`,
          ];
        }),
      );
    case 'newParties':
      return listed(answers.newParties.map((each) => each.name));
    case 'staysOpen':
      return answers.staysOpen ? 'it stays open' : 'it closes';
    default: {
      const value = answers[field];
      return Array.isArray(value) ? `${value.length}` : 'changed';
    }
  }
}

/**
 * The court's form as main document, made of the filer's answers (spec/filing.md §14.3 row 98): who uploads a paper of his or her own
 * files that one. The form goes the way of every upload, through the gate, so that what is filed is what was shown.
 */
import { Readable } from 'node:stream';
import { sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId, CaseId, CourtId, DraftId } from '../../kernel/ids.ts';
import { civilDate } from '../../kernel/time.ts';
import { type PaperFrame, paperPdf, signsLacking } from '../documents/typeset.ts';
import type { Answers } from '../events/answers.ts';
import { docketText, plainText } from '../events/docket-text.ts';
import type { CourtForm, EventDefinition } from '../events/model.ts';
import { OWN_STYLE } from '../events/wording.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { filersOf, partiesAdded, peopleNamed } from './decide-people.ts';
import { removeUpload, takeUpload } from './uploads.ts';
import { type WizardState, wizardState } from './wizard-state.ts';

/** The case as the form's caption has it. */
export interface CaptionOfCase {
  readonly fullNumber: string;
  readonly shortTitle: string;
}

/** A form with its blanks filled in. */
export interface FormFilled {
  readonly form: CourtForm;
  readonly paragraphs: readonly string[];
}

/** A form with these answers in its blanks; a paragraph that says nothing is left out. Pure. */
export function filledForm(
  form: CourtForm,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  caseType: string,
): FormFilled {
  const added = partiesAdded(state, answers, caseType);
  const filers = filersOf(state, answers, added);
  const facts = {
    filers: filers.map((party) => party.name),
    filerRoles: filers.map((party) => party.role),
    references: answers.references.flatMap(({ seq }) => {
      const entry = state.referred.find((each) => each.seq === seq);
      return entry ? [{ seq, number: entry.docNo, name: entry.referenceName || entry.shortName }] : [];
    }),
    rulings: [],
    judge: null,
    people: peopleNamed(state, definition, answers, added),
    signer: state.signer && { name: state.signer.displayName, lastFirst: state.signer.signatureName },
  };
  // What is written beside the docket text is not the form's: prefix, free text, the note on a protective order.
  const plain = { ...answers, prefix: null, freeText: '', underProtectiveOrder: null };
  const paragraphs = form.paragraphs
    .map((text) => plainText(docketText({ ...definition, text, style: OWN_STYLE }, plain, facts).parts).trim())
    .filter((text) => text !== '');
  return { form, paragraphs };
}

/** Court, parties, number, heading and signature of a form. */
function frameOfForm(
  court: CourtInForce,
  caption: CaptionOfCase,
  { form }: FormFilled,
  state: WizardState,
): PaperFrame {
  const { signer } = state;
  return {
    court: court.name.toUpperCase().split(', '),
    caption: caption.shortTitle
      .split(/ (?=v\. )/)
      .flatMap((part) => (part.startsWith('v. ') ? ['v.', part.slice('v. '.length)] : [part])),
    caseNumber: caption.fullNumber,
    title: form.title.join(' '),
    signer: [
      signer?.displayName ?? '',
      ...[signer?.firm, ...(signer?.address ?? '').split('\n'), signer?.email].flatMap((line) => line?.trim() || []),
    ],
  };
}

type FormPorts = Pick<CourtPorts, 'web' | 'clock' | 'random' | 'staging' | 'pdf' | 'settingsOf' | 'log'>;

export interface FormWish {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly caption: CaptionOfCase;
  /** `cv`, `cr`, … */
  readonly caseType: string;
  readonly account: AccountId;
  readonly draft: DraftId | null;
  readonly answers: Answers;
}

/** The form that these answers make, for the page that shows it. Null: the event has none. Public cases only. */
export async function formOf(ports: FormPorts, wish: FormWish): Promise<(FormFilled & { bytes: Buffer }) | null> {
  const court = await ports.settingsOf(wish.court);
  const { answers } = wish;
  const today = civilDate(ports.clock.now(), court.zone);
  const definition = court.dictionary.at(answers.event, today, court.docketWording);
  const form = definition?.form ? court.dictionary.form(definition.form, court.kind, today) : undefined;
  if (!definition || !form) return null;
  const state = await wizardState(ports, court, wish.caseId, wish.account, answers);
  const filled = filledForm(form, definition, answers, state, wish.caseType);
  const frame = frameOfForm(court, wish.caption, filled, state);
  const lacking = signsLacking([...filled.paragraphs, ...frame.caption, ...frame.signer, frame.title].join(' '));
  if (lacking.length > 0) throw new CourtError('form-not-made', lacking.join(' '));
  return { ...filled, bytes: paperPdf(frame, filled.paragraphs) };
}

/**
 * The answers with the court's form as their main document, where the event has one and the filer has uploaded nothing; made anew
 * when the answers have changed since. Throws `form-not-made`, and what `takeUpload` throws.
 */
export async function withForm(ports: FormPorts, wish: FormWish): Promise<Answers> {
  const { answers, court, account } = wish;
  const { main } = answers.documents;
  const [before] = main === null ? [] : await formUpload(ports, wish);
  if (main !== null && before?.form == null) return answers;
  const made = await formOf(ports, wish);
  if (!made || (before && before.sha256 === sha256(made.bytes))) return answers;
  const taken = await takeUpload(ports, court, account, wish.draft, {
    name: `${made.form.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.pdf`,
    stream: Readable.from([made.bytes]),
    form: made.form.code,
  });
  if (main !== null) await removeUpload(ports, court, account, main);
  return { ...answers, documents: { ...answers.documents, main: taken.uploadId } };
}

/** The upload that is the main document, as far as it may be a form (primary key). */
const formUpload = (ports: Pick<FormPorts, 'web'>, { court, account, answers }: FormWish) =>
  ports.web.query<{ form: string | null; sha256: string; staged_path: string }>(
    `select form, sha256, staged_path from pub.upload
     where court_id = $1 and account_id = $2::uuid and upload_id = $3::uuid and not filed`,
    [court, account, answers.documents.main],
    'form-upload',
  );

/** The bytes of the form that is the draft's main document. Null: it is none, or the filer's own file. */
export async function shownForm(ports: FormPorts, wish: FormWish): Promise<Readable | null> {
  const [upload] = wish.answers.documents.main === null ? [] : await formUpload(ports, wish);
  return upload?.form ? ports.staging.read(upload.staged_path) : null;
}

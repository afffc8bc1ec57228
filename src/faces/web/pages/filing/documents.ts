/** Step: the PDFs. One form: whatever is chosen is uploaded with any of its buttons, and nothing typed is lost. */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { fileField, selectField, textField } from '../../look/fields.ts';
import { fileSize, pageCount } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface UploadedDocument {
  readonly uploadId: string;
  /** The name that the file had on the filer's machine. */
  readonly fileName: string;
  readonly pages: number;
  readonly bytes: number;
  readonly category: string;
  readonly description: string;
  /** What the check found: `Page 3 seems to show a Social Security number.` */
  readonly warnings: readonly string[];
}

export interface DocumentsView {
  readonly main: UploadedDocument | null;
  /** The court's form that is the main document when none is uploaded: `Form 23`; null: the event has none. */
  readonly formName: string | null;
  readonly attachments: readonly UploadedDocument[];
  /** spec/filing.md §4.5. */
  readonly categories: readonly string[];
  /** What was typed for attachments of which one was refused. */
  readonly typed: { readonly category: string; readonly description: string };
  /** `50 MB` */
  readonly largestFile: string;
  /** Who will see the documents, in words. */
  readonly visibleTo: string;
  /** The attachment that was moved just now: its new place is said, and its button has the focus again. */
  readonly moved: { readonly uploadId: string; readonly way: 'up' | 'down' } | null;
}

/**
 * Fields: `main` and `attachment` (files; of the second several at once), `category` and `description` of the new attachments;
 * `category-<uploadId>` and `description-<uploadId>` of those uploaded. `go` may also be `upload`, or `remove-`, `up-` and
 * `down-<uploadId>`.
 */
export function documentsPage(ctx: PageContext, frame: WizardFrame, view: DocumentsView): Html {
  const categories = view.categories.map((category) => ({ value: category, text: category }));
  // The first button of a form is what Enter in a field presses: that must not be "Remove".
  const body = html`<button class="usa-sr-only" type="submit" name="go" value="upload" tabindex="-1" aria-hidden="true">Upload</button><p>PDF only, at most ${view.largestFile} each. <strong>Who can see them:</strong> ${view.visibleTo}</p>
<section class="box"><h2>Main document</h2>
${
  view.formName !== null && view.main === null
    ? html`<p><strong>You need not upload one.</strong> ${view.formName} is made of your answers and shown to you before you file. Upload a PDF here only to file a paper of your own instead.</p>`
    : null
}
${
  view.main
    ? uploadedLine(view.main, 'main document')
    : fileField({
        name: 'main',
        label: view.formName === null ? 'Choose the PDF of the main document' : 'Your own main document instead',
        error: wrongIn(frame, 'main'),
      })
}</section>
<section class="box"><h2>Attachments</h2>
${
  view.attachments.length === 0
    ? html`<p>None yet. Exhibits, proposed orders and certificates are attachments: each its own PDF.</p>`
    : html`${movedLine(view)}<p>In this order they are numbered, and named in the docket text.</p><ol class="uploads">${view.attachments.map((each, index) => attachmentLine(frame, view, each, index + 1, categories))}</ol>`
}
<fieldset class="usa-fieldset drop" data-drop="attachment"><legend class="usa-legend">Add attachments</legend>
${fileField({ name: 'attachment', label: 'Choose a PDF, or several', hint: 'Each becomes an attachment of its own, in the order of the files. At most 100 at once.', multiple: true, error: everyWrong(frame, 'attachment') })}
<p data-with-script hidden>Or drop PDF files here.</p>
<div class="pair">${selectField({ name: 'category', label: 'Category', value: view.typed.category, empty: 'By the name of the file', options: categories, error: wrongIn(frame, 'category') })}
${textField({ name: 'description', label: 'Description', hint: 'Left empty, it comes from the name of the file.', value: view.typed.description, maxlength: 200, error: wrongIn(frame, 'description') })}</div></fieldset></section>
<button class="usa-button usa-button--outline" type="submit" name="go" value="upload">Upload, and add another</button>
<div class="upload-progress" data-upload-progress hidden><progress max="100" value="0" aria-label="Upload"></progress><p aria-live="polite"></p></div>`;
  return wizardPage(ctx, frame, { name: 'Documents', title: 'Documents', body, multipart: true });
}

/** Every message for a field to which several files were given: each names its file. */
const everyWrong = (frame: WizardFrame, field: string): string | undefined =>
  frame.errors
    .filter((error) => error.field === field)
    .map((error) => error.text)
    .join(' ') || undefined;

const movedLine = ({ moved, attachments }: DocumentsView): Html | null => {
  const place = attachments.findIndex((each) => each.uploadId === moved?.uploadId);
  if (place < 0) return null;
  return html`<p id="moved" role="status"><strong>${attachments[place]!.fileName}</strong> is now attachment ${place + 1} of ${attachments.length}.</p>`;
};

/** The buttons that give an attachment another place. After a move the same one has the focus, or at the end of the list the other. */
function moveButtons({ moved, attachments }: DocumentsView, upload: UploadedDocument, number: number): Html {
  const ways = [...(number > 1 ? (['up'] as const) : []), ...(number < attachments.length ? (['down'] as const) : [])];
  const focused = moved?.uploadId !== upload.uploadId ? null : ways.includes(moved.way) ? moved.way : ways[0];
  return html`${ways.map(
    (way) =>
      html`<button class="usa-button usa-button--unstyled" type="submit" name="go" value="${way}-${upload.uploadId}" formnovalidate ${flag('autofocus', way === focused)} aria-describedby="${way === focused ? 'moved' : ''}">Move ${way}<span class="usa-sr-only"> attachment ${number} ${upload.fileName}</span></button> `,
  )}`;
}

const uploadedLine = (
  upload: UploadedDocument,
  name: string,
  buttons: Html | null = null,
): Html => html`<div class="upload"><p><strong>${upload.fileName}</strong> <span class="line">${pageCount(upload.pages)}, ${fileSize(upload.bytes)}</span></p>
<span class="acts">${buttons}<button class="usa-button usa-button--unstyled" type="submit" name="go" value="remove-${upload.uploadId}" formnovalidate>Remove<span class="usa-sr-only"> ${name} ${upload.fileName}</span></button></span></div>${upload.warnings.map(
  (warning) => html`<p class="warn"><strong>Check this:</strong> ${warning}</p>`,
)}`;

const attachmentLine = (
  frame: WizardFrame,
  view: DocumentsView,
  upload: UploadedDocument,
  number: number,
  categories: readonly { readonly value: string; readonly text: string }[],
): Html => html`<li>${uploadedLine(upload, `attachment ${number}`, moveButtons(view, upload, number))}
<div class="pair">${selectField({
  name: `category-${upload.uploadId}`,
  label: `Category of attachment ${number}`,
  value: upload.category,
  empty: 'None',
  options: categories,
  error: wrongIn(frame, `category-${upload.uploadId}`),
})}
${textField({
  name: `description-${upload.uploadId}`,
  label: `Description of attachment ${number}`,
  value: upload.description,
  maxlength: 200,
  error: wrongIn(frame, `description-${upload.uploadId}`),
})}</div></li>
`;

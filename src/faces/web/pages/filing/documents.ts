/** Step: the PDFs. One form: whatever is chosen is uploaded with any of its buttons, and nothing typed is lost. */
import { type Html, html } from '../../../../kernel/html.ts';
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
  readonly attachments: readonly UploadedDocument[];
  /** spec/filing.md §4.5. */
  readonly categories: readonly string[];
  /** What was typed for an attachment that was refused. */
  readonly typed: { readonly category: string; readonly description: string };
  /** `50 MB` */
  readonly largestFile: string;
  /** Who will see the documents, in words. */
  readonly visibleTo: string;
}

/**
 * Fields: `main` and `attachment` (files), `category` and `description` of the new attachment; `category-<uploadId>` and
 * `description-<uploadId>` of those uploaded. `go` may also be `upload`, or `remove-<uploadId>`.
 */
export function documentsPage(ctx: PageContext, frame: WizardFrame, view: DocumentsView): Html {
  const categories = view.categories.map((category) => ({ value: category, text: category }));
  // The first button of a form is what Enter in a field presses: that must not be "Remove".
  const body = html`<button class="usa-sr-only" type="submit" name="go" value="upload" tabindex="-1" aria-hidden="true">Upload</button><p>PDF only, at most ${view.largestFile} each. <strong>Who can see them:</strong> ${view.visibleTo}</p>
<section class="box"><h2>Main document</h2>
${
  view.main
    ? uploadedLine(view.main, 'main document')
    : fileField({ name: 'main', label: 'Choose the PDF of the main document', error: wrongIn(frame, 'main') })
}</section>
<section class="box"><h2>Attachments</h2>
${
  view.attachments.length === 0
    ? html`<p>None yet. Exhibits, proposed orders and certificates are attachments: each its own PDF.</p>`
    : html`<ol class="uploads">${view.attachments.map((each, index) => attachmentLine(frame, each, index + 1, categories))}</ol>`
}
<fieldset class="usa-fieldset"><legend class="usa-legend">Add attachment ${view.attachments.length + 1}</legend>
${fileField({ name: 'attachment', label: 'Choose a PDF', error: wrongIn(frame, 'attachment') })}
<div class="pair">${selectField({ name: 'category', label: 'Category', value: view.typed.category, empty: 'Choose, or describe it', options: categories, error: wrongIn(frame, 'category') })}
${textField({ name: 'description', label: 'Description', hint: 'Do not repeat the category: “A”, not “Exhibit A”.', value: view.typed.description, maxlength: 200, error: wrongIn(frame, 'description') })}</div></fieldset></section>
<button class="usa-button usa-button--outline" type="submit" name="go" value="upload">Upload, and add another</button>
<div class="upload-progress" data-upload-progress hidden><progress max="100" value="0" aria-label="Upload"></progress><p aria-live="polite"></p></div>`;
  return wizardPage(ctx, frame, { name: 'Documents', title: 'Documents', body, multipart: true });
}

const uploadedLine = (
  upload: UploadedDocument,
  name: string,
): Html => html`<div class="upload"><p><strong>${upload.fileName}</strong> <span class="line">${pageCount(upload.pages)}, ${fileSize(upload.bytes)}</span></p>
<button class="usa-button usa-button--unstyled" type="submit" name="go" value="remove-${upload.uploadId}" formnovalidate>Remove<span class="usa-sr-only"> ${name} ${upload.fileName}</span></button></div>${upload.warnings.map(
  (warning) => html`<p class="warn"><strong>Check this:</strong> ${warning}</p>`,
)}`;

const attachmentLine = (
  frame: WizardFrame,
  upload: UploadedDocument,
  number: number,
  categories: readonly { readonly value: string; readonly text: string }[],
): Html => html`<li>${uploadedLine(upload, `attachment ${number}`)}
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

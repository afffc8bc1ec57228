/** The controls of forms: label above, hint and error beside, one column. The control's id is `fieldId(name)`. */
import { flag, type Html, type HtmlValue, html } from '../../../kernel/html.ts';
import { fieldId } from './parts.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked?: boolean | undefined;
}

/** `name-hint name-error`: what describes the control; empty when nothing does. */
const describedBy = (field: Pick<Field, 'name' | 'hint' | 'error'>): string =>
  [field.hint ? `${fieldId(field.name)}-hint` : '', field.error ? `${fieldId(field.name)}-error` : '']
    .filter(Boolean)
    .join(' ');

const hintAndError = (field: Pick<Field, 'name' | 'hint' | 'error'>): Html =>
  html`${field.hint ? html`<span class="usa-hint" id="${fieldId(field.name)}-hint">${field.hint}</span>` : null}${
    field.error
      ? html`<span class="usa-error-message" id="${fieldId(field.name)}-error"><span class="usa-sr-only">Error: </span>${field.error}</span>`
      : null
  }`;

const group = (field: Field, control: Html): Html => html`<div class="usa-form-group ${
  field.error ? 'usa-form-group--error' : ''
}"><label class="usa-label" for="${fieldId(field.name)}">${field.label}${
  field.required === false ? html` <span class="usa-hint">(optional)</span>` : null
}</label>${hintAndError(field)}${control}</div>
`;

export interface TextField extends Field {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'password' | 'email' | 'search' | undefined;
  readonly autocomplete?: string | undefined;
  readonly maxlength?: number | undefined;
  readonly width?: 'short' | 'medium' | 'long' | undefined;
}

/** One line of text. `required: false` prints "(optional)"; a password is never sent back. */
export const textField = (field: TextField): Html =>
  group(
    field,
    html`<input class="usa-input ${field.width ?? 'long'}" id="${fieldId(field.name)}" name="${field.name}" type="${
      field.type ?? 'text'
    }" value="${field.type === 'password' ? '' : field.value}" maxlength="${field.maxlength ?? 500}" autocomplete="${
      field.autocomplete ?? 'off'
    }" aria-describedby="${describedBy(field)}" aria-invalid="${field.error ? 'true' : 'false'}" ${flag('required', field.required === true)}>`,
  );

/** Several lines of text with a limit that is always said. The script counts down; without it the hint stands. */
export const textArea = (
  field: Field & { readonly value: string; readonly limit: number; readonly rows?: number | undefined },
): Html =>
  group(
    { ...field, hint: [field.hint, `At most ${field.limit} characters.`].filter(Boolean).join(' ') },
    html`<textarea class="usa-textarea" id="${fieldId(field.name)}" name="${field.name}" rows="${field.rows ?? 4}" data-limit="${field.limit}" aria-describedby="${describedBy({ ...field, hint: 'limit' })}" aria-invalid="${
      field.error ? 'true' : 'false'
    }" ${flag('required', field.required === true)}>
${field.value}</textarea><p class="counter" aria-live="polite"></p>`,
  );

/** A day, typed: mm/dd/yyyy. */
export const dateField = (field: Field & { readonly value?: string | undefined }): Html =>
  textField({ ...field, hint: field.hint ?? 'mm/dd/yyyy', width: 'short', maxlength: 10 });

export interface SelectField extends Field {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** The first line, chosen while nothing is: `Choose…`. */
  readonly empty?: string | undefined;
}

/** A pull-down list. */
export const selectField = (field: SelectField): Html =>
  group(
    field,
    html`<select class="usa-select" id="${fieldId(field.name)}" name="${field.name}" aria-describedby="${describedBy(field)}" aria-invalid="${
      field.error ? 'true' : 'false'
    }">${field.empty === undefined ? null : html`<option value="">${field.empty}</option>`}${field.options.map(
      (option) =>
        html`<option value="${option.value}" ${flag('selected', option.value === field.value)}>${option.text}</option>`,
    )}</select>`,
  );

/** A file to upload; PDF only, said in words by the hint. */
export const fileField = (field: Field & { readonly multiple?: boolean | undefined }): Html =>
  group(
    field,
    html`<input class="file-input" id="${fieldId(field.name)}" name="${field.name}" type="file" accept="application/pdf,.pdf" aria-describedby="${describedBy(field)}" aria-invalid="${
      field.error ? 'true' : 'false'
    }" ${flag('multiple', field.multiple === true)}>`,
  );

export interface ChoiceGroup {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Choice[];
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** What the ids are made from, when several groups send the same name; otherwise the name. */
  readonly ids?: string | undefined;
  /** A button that ticks them all, e.g. "Select all plaintiffs"; shown by the script. */
  readonly selectAll?: string | undefined;
}

/** The id of the nth choice (from 0); the first has the field's own, so that the summary of errors reaches it. */
export const choiceId = (name: string, index: number): string =>
  index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`;

/** One check box or radio button with its label. */
export const choiceInput = (
  kind: 'checkbox' | 'radio',
  name: string,
  choice: Omit<Choice, 'label'> & { readonly label: HtmlValue },
  id: string,
): Html =>
  html`<div class="usa-${kind}"><input class="usa-${kind}__input" type="${kind}" id="${id}" name="${name}" value="${
    choice.value
  }" ${flag('checked', choice.checked === true)}><label class="usa-${kind}__label" for="${id}">${choice.label}${
    choice.hint ? html`<span class="usa-${kind}__label-description">${choice.hint}</span>` : null
  }</label></div>`;

const choices = (kind: 'checkbox' | 'radio', field: ChoiceGroup): Html => {
  const named = { ...field, name: field.ids ?? field.name };
  return html`<fieldset class="usa-fieldset usa-form-group ${
    field.error ? 'usa-form-group--error' : ''
  }" aria-describedby="${describedBy(named)}"><legend class="usa-legend">${field.legend}</legend>${hintAndError(named)}${
    field.selectAll
      ? html`<button class="usa-button usa-button--outline small" type="button" hidden data-select-all>${field.selectAll}</button>`
      : null
  }${field.options.map((choice, index) => choiceInput(kind, field.name, choice, choiceId(named.name, index)))}</fieldset>
`;
};

/** Check boxes that send one name several times. */
export const checkboxes = (field: ChoiceGroup): Html => choices('checkbox', field);
/** Radio buttons: one of several. */
export const radios = (field: ChoiceGroup): Html => choices('radio', field);

/** One check box that stands alone and sends `1`, with its own error. */
export const checkbox = (field: Field & { readonly checked?: boolean | undefined }): Html =>
  html`<div class="usa-form-group ${field.error ? 'usa-form-group--error' : ''}">${hintAndError(field)}<div class="usa-checkbox"><input class="usa-checkbox__input" type="checkbox" id="${fieldId(field.name)}" name="${field.name}" value="1" aria-describedby="${describedBy(field)}" ${flag('checked', field.checked === true)} ${flag('required', field.required === true)}><label class="usa-checkbox__label" for="${fieldId(field.name)}">${field.label}</label></div></div>
`;

/** Named values that a form carries along unseen. */
export const hidden = (values: Readonly<Record<string, string | number>>): Html =>
  html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;

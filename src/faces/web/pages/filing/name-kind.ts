/** A list of the kinds of further names that a party can have. */
import { AFFILIATE_KINDS, ALIAS_KINDS } from '../../../../court/cases/party-lines.ts';
import { flag, type Html, html } from '../../../../kernel/html.ts';
import { fieldId } from '../../look/parts.ts';

/** Kinds of other names; with corporate parents where a new party is meant. */
export const kindField = (name: string, parents: boolean, value = ''): Html =>
  html`<div class="usa-form-group"><label class="usa-label" for="${fieldId(name)}">What kind of name</label><select class="usa-select" id="${fieldId(name)}" name="${name}">${[
    ...ALIAS_KINDS,
    ...(parents ? AFFILIATE_KINDS : []),
  ].map((kind) => html`<option value="${kind}" ${flag('selected', kind === value)}>${kind}</option>`)}</select></div>`;

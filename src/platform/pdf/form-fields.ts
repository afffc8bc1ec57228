/**
 * Whether a PDF is a form that can still be filled in (spec/filing.md §4.3, content policy 1.8). What counts is the file, not
 * the program that made it: a form printed to PDF by Chrome has no fields any more and is taken, one saved by Safari keeps them.
 */
import type { PdfFile } from './file.ts';
import { malformed, PdfDict, PdfName, type PdfRef, type PdfValue } from './syntax.ts';

/** More than any court's form has; a tree of fields that is larger is no form. */
const MOST_FIELDS = 100_000;

/** What a field takes from the fields above it (ISO 32000-2 §12.7.4.2). */
interface Above {
  readonly type: string | null;
  readonly signed: boolean;
}

/**
 * True when the catalog's form has a field with a widget, which is its place on a page. A signature field that has been signed is
 * none: nothing can be filled in there, and flattening would destroy the signature. Throws `PdfRefused` for a tree without end.
 */
export function hasFillableFields(file: PdfFile): boolean {
  const catalog = file.dictionary(file.references.trailer.get('Root'), 'the catalog');
  const form = file.resolve(catalog.get('AcroForm'));
  if (!(form instanceof PdfDict)) return false;
  const waiting: { readonly at: PdfValue; readonly above: Above }[] = listed(file, form.get('Fields')).map((at) => ({
    at,
    above: { type: null, signed: false },
  }));
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++seen > MOST_FIELDS) throw malformed('its form has no end');
    const field = file.resolve(next.at);
    if (!(field instanceof PdfDict)) continue;
    const own = file.resolve(field.get('FT'));
    const type = own instanceof PdfName ? own.text : next.above.type;
    const signed = next.above.signed || (type === 'Sig' && file.resolve(field.get('V')) instanceof PdfDict);
    if (type !== null && !signed && isWidget(file, field)) return true;
    for (const kid of listed(file, field.get('Kids'))) waiting.push({ at: kid, above: { type, signed } });
  }
  return false;
}

function isWidget(file: PdfFile, field: PdfDict): boolean {
  const subtype = file.resolve(field.get('Subtype'));
  return subtype instanceof PdfName && subtype.text === 'Widget';
}

const listed = (file: PdfFile, value: PdfValue | undefined): readonly (PdfValue | PdfRef)[] => {
  const found = file.resolve(value ?? null);
  return Array.isArray(found) ? (found as readonly PdfValue[]) : [];
};

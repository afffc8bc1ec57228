/**
 * What a filed PDF may not contain (spec/filing.md §4.3, content policy 1.8): JavaScript, actions that start or fetch
 * something, files inside the file, sound, video, 3-D, XFA. Links that a reader has to click are accepted.
 * No library finds all of these (spec/stack.md §8), so every dictionary is looked at, wherever it hangs.
 */
import { type ObjectView, parts } from './file.ts';
import { PdfDict, PdfName, PdfRefused, PdfStream, PdfText, type PdfValue } from './syntax.ts';

/** Action types (/S). A remote go-to opens another file by its path, which mail viruses used to steal passwords. */
const ACTIONS: ReadonlySet<string> = new Set(
  'JavaScript Launch SubmitForm ImportData GoToR GoToE Rendition Sound Movie RichMediaExecute GoTo3DView'.split(' '),
);
/** Kinds of annotation (/Subtype) that are or play a file. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D', 'FileAttachment']);
/** Keys which by themselves say that the content is there. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['JS', 'JavaScript'],
  ['JavaScript', 'JavaScript'],
  ['EF', 'an embedded file'],
  ['XFA', 'an XFA form'],
  ['RichMediaContent', 'audio or video'],
]);
const SCRIPT_ADDRESS = /^(?:javascript|vbscript|data):/i;

export interface Links {
  externalLinks: boolean;
}

/** Looks at every dictionary of a view; throws `PdfRefused` at the first that may not be filed. */
export function refuseActiveContent(view: ObjectView): Links {
  const found: Links = { externalLinks: false };
  for (const object of view.objects()) {
    const waiting: PdfValue[] = [object];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (value instanceof PdfStream) waiting.push(value.dict);
      else {
        if (value instanceof PdfDict) inspect(value, view, found);
        for (const part of parts(value)) waiting.push(part);
      }
    }
  }
  return found;
}

function inspect(dict: PdfDict, view: ObjectView, found: Links): void {
  for (const [key, written] of dict.pairs) {
    const forbidden = KEYS.get(key);
    if (forbidden) refuseIfPresent(view.resolve(written), forbidden);
    switch (key) {
      case 'S':
        refuseName(view.resolve(written), ACTIONS, 'an action');
        break;
      case 'Subtype':
        refuseName(view.resolve(written), ANNOTATIONS, 'an annotation');
        break;
      case 'Type':
        refuseName(view.resolve(written), EMBEDDED, 'an object');
        break;
      case 'URI':
        found.externalLinks = inspectLink(view.resolve(written)) || found.externalLinks;
        break;
      case 'OpenAction':
      case 'AA':
        refuseSelfOpening(view.resolve(written), view);
        break;
    }
  }
}

const EMBEDDED: ReadonlySet<string> = new Set(['EmbeddedFile']);

function refuseIfPresent(value: PdfValue, what: string): void {
  if (value !== null) throw new PdfRefused('pdf-active', `contains ${what}`);
}

function refuseName(value: PdfValue, forbidden: ReadonlySet<string>, what: string): void {
  if (value instanceof PdfName && forbidden.has(value.text)) {
    throw new PdfRefused('pdf-active', `contains ${what} of type ${value.text}`);
  }
}

/** A link's address: readers drop control characters and blanks before they look at the scheme, so we do. */
function inspectLink(value: PdfValue): boolean {
  if (!(value instanceof PdfText)) return false;
  const address = value.bytes.toString('latin1').replace(/[^!-~]/g, '');
  if (SCRIPT_ADDRESS.test(address)) throw new PdfRefused('pdf-active', 'contains a link that is a script');
  return address !== '';
}

/** An address that opens by itself, with the document or a page, tells somebody who is reading. */
function refuseSelfOpening(value: PdfValue, view: ObjectView): void {
  const actions = value instanceof PdfDict ? [value, ...value.pairs.map(([, each]) => view.resolve(each))] : [];
  for (const action of actions) {
    if (!(action instanceof PdfDict)) continue;
    refuseName(view.resolve(action.get('S')), new Set(['URI']), 'an action that opens by itself');
  }
}

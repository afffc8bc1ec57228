/**
 * Pages are written with the `html` tag: what is interpolated is escaped, whatever it is, unless it is `Html` already.
 * Only attributes in double quotes take values, and addresses in `href`, `src`, `action` and `formaction` must be safe ones.
 */

/** Markup that is safe to send. Made only by `html` and `trusted`. */
export class Html {
  readonly #markup: string;
  private constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
  /** @internal the only door; used by `html` and `trusted` below. */
  static of(markup: string): Html {
    return new Html(markup);
  }
}

/** A boolean attribute (`checked`, `required`): stands in a tag, outside quotes, when it is on. */
export class Flag {
  readonly text: string;
  constructor(name: string, on: boolean) {
    if (!/^[a-z]+$/.test(name)) throw new TypeError(`not a boolean attribute: ${name}`);
    this.text = on ? name : '';
  }
}

/** `<input type="checkbox" ${flag('checked', chosen)}>` */
export const flag = (name: string, on: boolean): Flag => new Flag(name, on);

export type HtmlValue = Html | Flag | string | number | null | undefined | false | readonly HtmlValue[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const NEEDS_ESCAPE = /[&<>"']/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;

/**
 * Text as it may stand in an element or in a quoted attribute. Control characters that HTML forbids are dropped, and so are marks
 * that turn the direction of writing: with them one part of a page could disguise the next. Letters of every script stay.
 */
export function escapeHtml(text: string): string {
  const clean = NEEDS_ESCAPE.test(text) ? text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!) : text;
  return clean.replace(FORBIDDEN, '');
}

/** Marks fixed markup of our own as safe. Never call it with anything that came from a person or a file. */
export const trusted = (markup: string): Html => Html.of(markup);

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'ping', 'cite']);

type Place = 'text' | 'attribute' | 'address' | 'tag';
const places = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Where each value of a template stands; throws on a place that cannot be made safe (unquoted attribute, inside a tag, script or style). */
function placesOf(strings: TemplateStringsArray): readonly Place[] {
  const known = places.get(strings);
  if (known) return known;
  const found: Place[] = [];
  let before = '';
  for (let index = 0; index < strings.length - 1; index++) {
    before += strings[index];
    found.push(placeAfter(before));
    before += 'x';
  }
  places.set(strings, found);
  return found;
}

function placeAfter(before: string): Place {
  const lower = before.toLowerCase();
  for (const raw of ['script', 'style']) {
    if (lower.lastIndexOf(`<${raw}`) > lower.lastIndexOf(`</${raw}`) && !/<(script|style)[^>]*$/.test(lower)) {
      throw new TypeError(`a value may not stand inside <${raw}>`);
    }
  }
  let tag = '';
  let quote = '';
  let inTag = false;
  for (const sign of before) {
    if (!inTag) {
      if (sign === '<') {
        inTag = true;
        tag = '';
      }
    } else if (quote) {
      tag += sign;
      if (sign === quote) quote = '';
    } else if (sign === '>') inTag = false;
    else {
      tag += sign;
      if (sign === '"' || sign === "'") quote = sign;
    }
  }
  if (!inTag) return 'text';
  if (!quote && /\s$/.test(tag)) return 'tag';
  if (quote !== '"') throw new TypeError(`a value in a tag must stand in double quotes: <${tag}`);
  const attribute = /([a-zA-Z-]+)\s*=\s*"([^"]*)$/.exec(tag);
  if (!attribute) throw new TypeError(`a value may not stand here: <${tag}`);
  const name = attribute[1]!.toLowerCase();
  if (name.startsWith('on') || name === 'style' || name === 'srcdoc') {
    throw new TypeError(`a value may not stand in the attribute ${name}`);
  }
  // Blanks before an address are skipped by browsers, and a value may be empty: the scheme may still be to come.
  const atStart = /^[\sx]*$/.test(attribute[2]!);
  return ADDRESSES.has(name) && atStart ? 'address' : 'attribute';
}

/** Addresses we link to: paths of this server, fragments, queries, http(s) and mailto. Anything else throws. */
function safeAddress(address: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip these inside schemes
  const bare = address.replace(/[\u0000-\u0020]/g, '').toLowerCase();
  if (/^(https?:|mailto:|tel:|\/(?!\/)|#|\?|\.|$)/.test(bare)) return address;
  if (!/^[^/?#]*:/.test(bare) && !bare.startsWith('//') && !bare.startsWith('\\')) return address;
  throw new TypeError(`not an address to link to: ${address.slice(0, 60)}`);
}

function show(value: HtmlValue, place: Place): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Flag) {
    if (place !== 'tag') throw new TypeError('a boolean attribute stands in a tag, outside quotes');
    return value.text;
  }
  if (place === 'tag')
    throw new TypeError('only a boolean attribute made by flag() may stand in a tag, outside quotes');
  if (value instanceof Html) {
    if (place !== 'text') throw new TypeError('markup may not stand in an attribute');
    return value.toString();
  }
  if (Array.isArray(value)) {
    let shown = '';
    for (const each of value as readonly HtmlValue[]) shown += show(each, place);
    return shown;
  }
  const text = String(value);
  return escapeHtml(place === 'address' ? safeAddress(text) : text);
}

/** Markup from a template; see the head of this file. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const where = placesOf(strings);
  let markup = strings[0]!;
  for (let index = 0; index < values.length; index++) {
    markup += show(values[index], where[index]!) + strings[index + 1]!;
  }
  return Html.of(markup);
}

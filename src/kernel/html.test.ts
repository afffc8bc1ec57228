/** The tag that pages are written with: what it is given stays text, wherever it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml, flag, type HtmlValue, html, trusted } from './html.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);
/** Texts that break pages, mixed with any others. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '`', '=', '/', ' ', '\n', '\0', 'script', '--', '!', 'x', ']]>'))
    .map((parts) => parts.join('')),
);
/** Calls the tag as a template with these fixed strings would. */
const template = (strings: readonly string[], ...values: HtmlValue[]): string =>
  String(html(Object.assign([...strings], { raw: strings }) as unknown as TemplateStringsArray, ...values));

test(`no text in an element becomes markup (seed ${seed})`, () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const inside = String(html`<p>${text}</p>`).slice(3, -4);
      assert.ok(!/[<>"']/.test(inside));
      assert.ok(!/&(?!(amp|lt|gt|quot|#39);)/.test(inside));
    }),
    { seed, numRuns: 500 },
  );
});

test(`no text in a quoted attribute leaves it (seed ${seed})`, () => {
  fc.assert(
    fc.property(nasty, nasty, (one, two) => {
      const made = String(html`<input title="${one}" value="a ${two} b">`);
      assert.match(made, /^<input title="[^"<>']*" value="a [^"<>']* b">$/);
    }),
    { seed, numRuns: 500 },
  );
});

test(`text survives: what a reader sees is what was given, without forbidden control signs (seed ${seed})`, () => {
  const back: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  fc.assert(
    fc.property(nasty, (text) => {
      const read = escapeHtml(text).replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => back[name] ?? '');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the forbidden ones
      assert.equal(read, text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ''));
    }),
    { seed, numRuns: 500 },
  );
});

test('lists, numbers and markup are put together; nothing stands for null, undefined and false', () => {
  assert.equal(
    String(html`<ul>${['<a>', 2, html`<b>x</b>`, null, undefined, false]}</ul>`),
    '<ul>&lt;a&gt;2<b>x</b></ul>',
  );
  assert.equal(String(html`${trusted('<hr>')}${0}`), '<hr>0');
});

test('a value in an attribute without double quotes is refused, whatever it is', () => {
  for (const strings of [
    ['<a title=', '>'],
    ["<a title='", "'>"],
    ['<a title=x', '>'],
    ['<a ', '="x">'],
    ['<', '>'],
    ['<!-- ', ' -->'],
  ]) {
    assert.throws(() => template(strings, 'harmless'), TypeError, strings.join('…'));
  }
});

test('a value in a script, a style, or a handler is refused', () => {
  for (const strings of [
    ['<script>let x = "', '"</script>'],
    ['<style>a { color: ', ' }</style>'],
    ['<p onclick="', '">'],
    ['<p style="', '">'],
    ['<iframe srcdoc="', '"></iframe>'],
  ]) {
    assert.throws(() => template(strings, 'harmless'), TypeError, strings.join('…'));
  }
});

test(`an address that runs a program is refused, however it is dressed up (seed ${seed})`, () => {
  const letters = (word: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        ...[...word].map((letter) =>
          fc
            .tuple(fc.constantFrom('', '', '\t', '\n', '\0'), fc.boolean())
            .map(([gap, upper]) => gap + (upper ? letter.toUpperCase() : letter)),
        ),
      )
      .map((parts) => parts.join(''));
  const scheme = fc.constantFrom('javascript:', 'data:', 'vbscript:', 'blob:', 'file:').chain(letters);
  fc.assert(
    fc.property(fc.constantFrom('', ' ', '\n', '\u0001'), scheme, nasty, (lead, dressed, rest) => {
      const address = lead + dressed + rest;
      assert.throws(() => html`<a href="${address}">x</a>`, TypeError);
      assert.throws(() => html`<form action="${address}"></form>`, TypeError);
      assert.throws(() => html`<iframe src="${address}"></iframe>`, TypeError);
      assert.throws(() => html`<button formaction="${address}">x</button>`, TypeError);
    }),
    { seed },
  );
});

test('an address of another server without a scheme is refused; our own and the web’s are taken', () => {
  for (const address of ['//evil.example', '\\\\evil.example']) {
    assert.throws(() => html`<a href="${address}">x</a>`, TypeError, address);
  }
  for (const address of [
    '/ecf/dcx/',
    '#entry-8',
    '?page=2',
    '',
    'docket',
    'https://example.gov/a:b',
    'mailto:a@example.gov',
  ]) {
    assert.match(String(html`<a href="${address}">x</a>`), /^<a href="[^"]*">x<\/a>$/, address);
  }
});

test('a boolean attribute stands in a tag and nowhere else, and only flag() makes one', () => {
  assert.equal(
    String(html`<input ${flag('checked', true)}><input ${flag('checked', false)}>`),
    '<input checked><input >',
  );
  assert.throws(() => html`<input ${'checked'}>`, TypeError);
  assert.throws(() => html`<p>${flag('checked', true)}</p>`, TypeError);
  assert.throws(() => html`<p title="${flag('checked', true)}"></p>`, TypeError);
  assert.throws(() => flag('onclick=x', true), TypeError);
});

test('markup is refused in an attribute', () => {
  assert.throws(() => html`<p title="${html`<b>x</b>`}"></p>`, TypeError);
});

test('an address cannot be smuggled in behind a blank, behind an empty value, or through object data', () => {
  const bad = 'javascript:alert(1)';
  assert.throws(() => html`<a href=" ${bad}">x</a>`, TypeError);
  assert.throws(() => html`<a href="${''}${bad}">x</a>`, TypeError);
  assert.throws(() => html`<object data="${bad}"></object>`, TypeError);
});

/** The parts: docket text, fields, prices, the frame. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TextPart } from '../../../court/docket/model.ts';
import { html } from '../../../kernel/html.ts';
import { cents } from '../../../kernel/money.ts';
import { aDocument, anonymousContext, signedOnContext } from '../pages/views.fixture.ts';
import { docketText } from './docket-text.ts';
import { checkboxes, textArea, textField } from './fields.ts';
import { layout } from './layout.ts';
import { buttonRow, errorSummary, fileSize, pagination, priceBox, priceWords, stepIndicator, table } from './parts.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);
const place = { caseBase: '/c', documents: [aDocument(101, 0, 3), aDocument(102, 1, 2), aDocument(103, 2, null)] };

test('docket text: a reference leads to its row, an attachment to its document, the filer’s words lean', () => {
  const parts: TextPart[] = [
    { kind: 'text', text: 'RESPONSE to ' },
    { kind: 'ref', seq: 8, label: '7' },
    { kind: 'text', text: ' Motion ' },
    { kind: 'free', text: 'in part <& whole>' },
    { kind: 'text', text: ' (Attachments: # ' },
    { kind: 'attachment', n: 1 },
    { kind: 'text', text: ' Exhibit A, # ' },
    { kind: 'attachment', n: 2 },
    { kind: 'text', text: ' Exhibit B)' },
  ];
  assert.equal(
    String(docketText(parts, place)),
    'RESPONSE to <a href="#entry-8">7</a> Motion <i>in part &lt;&amp; whole&gt;</i> (Attachments: # <a href="/c/documents/102">1</a> Exhibit A, # 2 Exhibit B)',
  );
  assert.match(String(docketText(parts, { ...place, docket: '/c/docket' })), /href="\/c\/docket#entry-8"/);
});

test('the text of an imported entry is shown as it is written', () => {
  assert.equal(String(docketText('MOTION <b>by</b> "X" # 1', place)), 'MOTION &lt;b&gt;by&lt;/b&gt; &quot;X&quot; # 1');
});

test(`no docket text becomes markup (seed ${seed})`, () => {
  const part = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: fc.string() }),
    fc.record({ kind: fc.constant('free' as const), text: fc.string() }),
    fc.record({ kind: fc.constant('ref' as const), seq: fc.nat(), label: fc.string() }),
    fc.record({ kind: fc.constant('attachment' as const), n: fc.nat(4) }),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const left = String(docketText(parts, place)).replace(/<a href="[^"<>]*">|<\/a>|<\/?i>/g, '');
      assert.ok(!/[<>"]/.test(left));
    }),
    { seed },
  );
});

test('the frame has the way out when somebody is signed on, and the way in when nobody is', () => {
  const page = (ctx: typeof anonymousContext): string => String(layout(ctx, { title: 'T', main: html`<h1>T</h1>` }));
  const on = page(signedOnContext);
  assert.match(
    on,
    /<form method="post" action="\/sign-off" data-legacy="\/ecf\/dcx\/cgi-bin\/login\.pl\?logout"><input type="hidden" name="csrf" value="token-1">/,
  );
  assert.match(on, /My drafts/);
  assert.ok(!on.includes('>Sign on<'));
  const off = page(anonymousContext);
  assert.match(off, /href="\/sign-on\?returnTo=%2Fecf%2Fdcx%2Felsewhere">Sign on</);
  assert.ok(!/login\.pl|My drafts|Account|csrf/.test(off));
  const reader = page({
    ...signedOnContext,
    viewer: { displayName: 'R', loginId: 'r', clientCode: '', filer: false, courtUser: false, clerk: false },
  });
  assert.ok(!reader.includes('My drafts'));
});

test('a price says pages and dollars, or why it is free', () => {
  assert.equal(priceWords({ kind: 'charged', pages: 1, amount: cents(10), capped: false }), '1 page, $0.10');
  assert.equal(priceWords({ kind: 'free', pages: 12, why: 'x' }), '12 pages, free');
  assert.match(
    String(priceBox('To view this', { kind: 'free', pages: null, why: 'You are the court.' })),
    /free<\/strong>.*You are the court\./s,
  );
  assert.match(
    String(priceBox('To view this', { kind: 'charged', pages: 41, amount: cents(300), capped: true })),
    /41 pages, \$3\.00<\/strong>.*stops at the price shown/s,
  );
});

test('sizes are printed as people read them', () => {
  assert.equal(fileSize(372_224), '363.5 KB');
  assert.equal(fileSize(1_258_291), '1.2 MB');
});

test('a field with a problem says it, is marked, and is what the summary leads to', () => {
  const field = String(textField({ name: 'number', label: 'Number', hint: 'h', error: 'Not a number.', value: 'x' }));
  assert.match(field, /id="f-number"[^>]*aria-describedby="f-number-hint f-number-error" aria-invalid="true"/);
  const summary = String(
    errorSummary([
      { field: 'number', text: 'Not a number.' },
      { field: null, text: 'Later.' },
    ]),
  );
  assert.match(summary, /tabindex="-1" autofocus data-errors/);
  assert.match(summary, /There are 2 problems.*<a href="#f-number">Not a number\.<\/a>.*<li>Later\.<\/li>/s);
  assert.equal(errorSummary([]), null);
});

test('a filer’s text comes back whole, its first empty line included', () => {
  assert.match(
    String(textArea({ name: 'w', label: 'W', value: '\nsecond', limit: 500 })),
    /data-limit="500"[^>]*>\n\nsecond<\/textarea>/,
  );
});

test('Enter means Next: it is the first button; Back and leave ask for nothing', () => {
  const row = String(buttonRow({ back: true }));
  assert.deepEqual(
    [...row.matchAll(/value="(\w+)"( formnovalidate)?/g)].map((found) => [found[1], Boolean(found[2])]),
    [
      ['next', false],
      ['back', true],
      ['leave', true],
    ],
  );
  assert.ok(!String(buttonRow({ back: false })).includes('"back"'));
  assert.match(String(stepIndicator(3, 7, 'Documents')), /Step 3 of 7: <strong>Documents/);
});

test('boxes of one group have ids of their own, the first that of the field', () => {
  const group = String(
    checkboxes({
      name: 'relief',
      legend: 'L',
      options: [
        { value: 'a', label: 'A', checked: true },
        { value: 'b', label: 'B' },
      ],
    }),
  );
  assert.match(group, /id="f-relief" name="relief" value="a" checked>/);
  assert.match(group, /id="f-relief-2" name="relief" value="b" >/);
});

test('a table has a caption, heads for its columns and rows, and repeats the heads for narrow screens', () => {
  const made = String(table('Cases', [{ head: 'Number' }, { head: 'Pages', figures: true }], [['1', '12']]));
  assert.match(
    made,
    /<caption>Cases<\/caption>.*<th scope="col"[^>]*>Number.*<th scope="row"[^>]*data-head="Number">1<\/th><td role="cell" data-head="Pages" class="figures">12/s,
  );
});

test('a list of one page has no pages to turn', () => {
  assert.equal(pagination({ page: 1, pages: 1, previous: null, next: null }), null);
  assert.match(
    String(pagination({ page: 2, pages: 3, previous: '?page=1', next: '?page=3' })),
    /Page 2 of 3.*\?page=1.*\?page=3/s,
  );
});

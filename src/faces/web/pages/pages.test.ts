/** What holds for every page, tried on all of them (views.fixture.ts). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEGACY_MARKERS, SIGNED_ON_MARKER } from '../../../../test/support/legacy-markers.ts';
import type { Html } from '../../../kernel/html.ts';
import { anonymousContext, everyPage, signedOnContext } from './views.fixture.ts';

const asItIs = <T>(view: T): T => view;
const pages = (ctx = signedOnContext, spoil = asItIs): [string, string][] =>
  Object.entries(everyPage(ctx, spoil)).map(([name, page]: [string, Html]) => [name, String(page)]);

const EVIL = `<script>alert("1")</script>' onclick="x`;
/** Fields that are not free text: addresses, which the `html` tag checks, and words of a closed list. */
const CLOSED =
  /^(kind|href|base|action|.*Href|.*Action|court|caseBase|field|order|by|foundBy|origin|restricted|previous|next|returnTo|filedOn|enteredOn|terminatedOn|lastFiledOn|due|number|level|now)$/;

/** The view with every free text replaced. `number` stays where it is a case number (an object). */
function spoiled<T>(view: T): T {
  if (Array.isArray(view)) return view.map((each) => (typeof each === 'string' ? EVIL : spoiled(each))) as T;
  if (view === null || typeof view !== 'object') return view;
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [
      key,
      typeof value === 'string' && (!CLOSED.test(key) || key === 'number')
        ? EVIL
        : key === 'number'
          ? value
          : spoiled(value),
    ]),
  ) as T;
}

test('whatever a litigant types, it is shown as words on every page and never becomes markup', () => {
  const { court, viewer } = signedOnContext;
  assert.ok(court && viewer);
  const ctx = {
    ...signedOnContext,
    court: { ...court, name: EVIL, helpDesk: { phone: EVIL, email: EVIL, hours: EVIL } },
    viewer: { ...viewer, displayName: EVIL, clientCode: EVIL },
    notice: { kind: 'info', text: EVIL } as const,
    requestId: EVIL,
    csrf: EVIL,
    path: `/${EVIL}`,
  };
  for (const [name, page] of pages(ctx, spoiled)) {
    assert.ok(page.includes('&lt;script&gt;alert'), `${name} shows the words`);
    assert.ok(!/<script>|alert\("|' onclick="/.test(page), `${name} escapes them`);
  }
});

test('existing software sees on every page that it is signed on, and on none that it is when nobody is', () => {
  for (const [name, page] of pages(signedOnContext)) assert.ok(page.includes(SIGNED_ON_MARKER), name);
  for (const [name, page] of pages(anonymousContext)) {
    for (const marker of LEGACY_MARKERS) assert.ok(!page.includes(marker), `${name}: ${marker}`);
  }
});

test('every form that writes carries the token of the person who is signed on', () => {
  let forms = 0;
  for (const [name, page] of pages()) {
    for (const [form] of page.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)) {
      forms++;
      assert.match(form, /<input type="hidden" name="csrf" value="token-1">/, name);
    }
  }
  assert.ok(forms > 40, `${forms} forms looked at`);
});

test('every page is a whole document that the content policy lets through', () => {
  for (const [name, page] of pages()) {
    assert.match(page, /^<!doctype html>\n<html lang="en">/, name);
    assert.match(page, /<title>[^<]+ \| (District of Commonwealth|OpenECF)<\/title>/, name);
    assert.equal(page.match(/<h1[ >]/g)?.length, 1, `${name}: one h1`);
    assert.match(page, /<a class="usa-skipnav" href="#main">/, name);
    assert.equal(page.match(/<main id="main"/g)?.length, 1, name);
    assert.ok(page.endsWith('</html>\n'), name);
    assert.equal(page.match(/<script/g)?.length, 1, `${name}: one script`);
    assert.match(page, /<script type="module" src="\/assets\/openecf\.js"><\/script>/, name);
    assert.ok(!/<style|\sstyle=|\son[a-z]+="/.test(page), `${name}: nothing inline`);
    assert.match(page, /800-555-0199/, `${name}: the service center`);
    assert.match(page, /req-1/, `${name}: the request number`);
    for (const tag of ['div', 'table', 'tbody', 'tr', 'td', 'form', 'fieldset', 'section', 'p', 'ul', 'ol', 'dl']) {
      const opened = page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
      assert.equal(page.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0, opened, `${name}: <${tag}> closed`);
    }
  }
});

test('every label names a control, every id is used once, every problem leads to its field', () => {
  for (const [name, page] of pages()) {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]);
    assert.equal(new Set(ids).size, ids.length, `${name}: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
    for (const [, wanted] of page.matchAll(/<label[^>]*\sfor="([^"]*)"/g))
      assert.ok(ids.includes(wanted), `${name}: ${wanted}`);
    for (const [, wanted] of page.matchAll(/href="#(f-[^"]*)"/g))
      assert.ok(ids.includes(wanted), `${name}: #${wanted}`);
    for (const [, list] of page.matchAll(/aria-describedby="([^"]+)"/g)) {
      for (const wanted of list?.split(' ') ?? []) assert.ok(ids.includes(wanted), `${name}: described by ${wanted}`);
    }
  }
});

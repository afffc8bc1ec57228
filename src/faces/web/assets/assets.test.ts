/** The script and the style keep to the content policy and never make markup of text. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

test('the script puts text in as text', () => {
  assert.ok(
    !/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b/.test(asset('openecf.js')),
  );
});

test('the style sheet asks no other server for anything, and the two stay small', () => {
  const css = asset('openecf.css');
  assert.ok(!/@import|url\(/.test(css));
  assert.ok(css.length + asset('openecf.js').length < 32_000);
});

/** The first page of a demonstration and of a real court, and the page of a court to practise in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courtHomePage, homePage } from './home.ts';
import { anonymousContext } from './views.fixture.ts';

const courts = [
  { id: 'dct', name: 'Training Court', base: '/ecf/dct', about: 'To practise in.', kind: 'training' },
  { id: 'dcx', name: 'District', base: '/ecf/dcx', about: 'Civil', kind: 'district' },
] as const;

test('a demonstration says that all is invented, and sends the visitor to the training court to file something', () => {
  const page = String(homePage({ ...anonymousContext, court: null }, { courts, demo: true }));
  assert.match(page, /This is a demonstration/);
  assert.match(page, /are invented/);
  assert.match(page, /<a class="usa-button" href="\/ecf\/dct\/[^"]*">File something<\/a>/);
  assert.match(page, /href="\/ecf\/dct\/#sign-ons"/);
  const cards = page.slice(page.indexOf('class="cards"'));
  assert.ok(cards.indexOf('District') < cards.indexOf('Training Court'), 'the court to practise in comes last');
});

test('a server that is no demonstration does not call itself one, and posts no passwords', () => {
  const page = String(homePage({ ...anonymousContext, court: null }, { courts, demo: false }));
  assert.doesNotMatch(page, /demonstration|invented/);
});

test('the page of the training court posts its sign-ons, every other court’s none', () => {
  const view = {
    about: 'a',
    notices: [],
    address: [],
    cutOff: 'c',
    mandatory: [],
    largestFilePages: null,
    largestFile: '50 MB',
  };
  const signOns = [{ role: 'attorney-other-case', loginId: 'ferro', password: 'Anchor-tide-2041' }];
  const training = String(courtHomePage(anonymousContext, { ...view, signOns }));
  assert.match(training, /id="sign-ons"/);
  assert.match(training, /attorney other case[\s\S]*ferro[\s\S]*Anchor-tide-2041/);
  assert.doesNotMatch(String(courtHomePage(anonymousContext, { ...view, signOns: [] })), /sign-ons|nothing is billed/);
});

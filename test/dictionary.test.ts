/** A court changes its own events: by file, and on the administrator's pages; old entries keep their text (spec/filing.md §3). */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dictionaryFiles, openRules } from '../src/compose.ts';
import { verifyChains } from '../src/court/audit/verify-chains.ts';
import { changeOwnEvents, seenMark, takeEventsFile } from '../src/court/settings/own-events.ts';
import { CourtError } from '../src/kernel/errors.ts';
import type { CaseId, CourtId } from '../src/kernel/ids.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { keepAsGood } from '../src/platform/objects/last-good.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let counsel: TestPerson;
let admin: TestPerson;
let caseId: CaseId;
let alma: Browser;
const AT = `/ecf/${COURT}/dictionary`;
const ENTRY = `${AT}/entry`;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  counsel = await court.aPerson('quill', ['attorney'], { displayName: 'Nora Quill' });
  admin = await court.aPerson('alma', ['admin'], { displayName: 'Alma Admin' });
  await court.aPerson('carla', ['clerk']);
  caseId = await court.aCase(701, counsel);
  alma = await web.signedOn('alma');
});
after(async () => {
  await web.end();
  await court.end();
});

const inForm = (body: string, name: string): string => {
  const hidden = new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
  const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([\\s\\S]*?)</textarea>`).exec(body)?.[1];
  return (hidden ?? area ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
};
/** Files an event with a document for the plaintiff, and reads the entry. */
const filed = async (event: string) => {
  const main = await court.uploads(counsel);
  const receipt = await court.files(counsel, caseId, { event, filers: [1], documents: { main } });
  const rows = await court.owner.query<{ event_version: number; text: string }>(
    `select e.event_version, v.text from pub.docket_entry e join pub.entry_version v using (court_id, case_id, entry_seq)
     where e.case_id = $1 and e.entry_seq = $2`,
    [caseId, receipt.entry],
  );
  return rows[0]!;
};
const notices = () => filed('notice-other');

test('an administrator changes an event: diff, preview, then from its day new entries read so, and old ones as they did', async () => {
  const first = await notices();
  assert.equal(first.event_version, 1);
  assert.match(said((await alma.get(AT)).body), /There are none/);

  const form = (await alma.get(`${ENTRY}?do=change&kind=event&code=notice-other`)).body;
  const entry = inForm(form, 'entry');
  assert.match(entry, /^- event: notice-other\n/);
  assert.doesNotMatch(entry, /since|until/);
  const fields = { entry: entry.replace('NOTICE', 'FORMAL NOTICE'), from: '03/06/2026', seen: inForm(form, 'seen') };
  const preview = await alma.post(ENTRY, { ...fields, go: 'check' });
  assert.equal(preview.statusCode, 200, said(preview.body));
  assert.match(said(preview.body), /What changes Field Until then From then on text .*NOTICE.* FORMAL NOTICE/);
  assert.match(said(preview.body), /How the docket would read FORMAL NOTICE .*by Acme Corp\./);
  assert.match(said(preview.body), /On whose behalf it is filed The document and its attachments/);
  assert.match(said((await alma.get(AT)).body), /There are none/, 'nothing is changed by looking');

  const done = await alma.post(ENTRY, { ...fields, go: 'save' });
  assert.match(said(done.body), /The entry is kept/);
  assert.match(said(done.body), /notice-other 03\/06\/2026 Not yet On this page Take back/);
  assert.equal((await notices()).event_version, 1, 'its day has not come');

  court.clock.set('2026-03-06T15:00:00Z');
  alma = await web.signedOn('alma');
  const later = await notices();
  assert.equal(later.event_version, 1001);
  assert.match(later.text, /FORMAL NOTICE/);
  const stands = await court.owner.query<{ text: string }>(
    'select text from pub.entry_version where case_id = $1 order by entry_seq limit 1',
    [caseId],
  );
  assert.equal(stands[0]!.text, first.text);
  assert.doesNotMatch(said((await alma.get(AT)).body), /Take back:/, 'what is in force is not taken back');
  const { dictionary } = await court.system.court.settingsOf(COURT);
  assert.ok(dictionary.version('notice-other', 1), 'the definition of the old entry is found');
});

test('a new event is added, is there from its day on, and is filed', async () => {
  const form = (await alma.get(`${ENTRY}?do=add`)).body;
  const fields = { entry: inForm(form, 'entry'), from: '03/06/2026', seen: inForm(form, 'seen') };
  await alma.post(ENTRY, { ...fields, go: 'save' });
  assert.equal((await web.browser().get(`/ecf/${COURT}/events/notice-of-something`)).statusCode, 200);
  assert.match((await filed('notice-of-something')).text, /NOTICE of Something by Acme Corp\./);
});

test('what is wrong is told with its line, and nothing is kept', async () => {
  const form = (await alma.get(`${ENTRY}?do=add`)).body;
  const seen = inForm(form, 'seen');
  const entry = inForm(form, 'entry');
  for (const [fields, words] of [
    [
      { entry: entry.replace('notices', 'nowhere'), from: '04/01/2026' },
      /Line 5: category: there is no category "nowhere"/,
    ],
    [{ entry: entry.replace('{filers}', 'nobody'), from: '04/01/2026' }, /text: \{filers\} is missing/],
    [{ entry: '- event: [', from: '04/01/2026' }, /Line \d: /],
    [
      { entry: '- category: x\n  menu: [A]', from: '04/01/2026' },
      /Line 1: category: an entry begins with one of event, relief, retire/,
    ],
    [{ entry, from: '03/05/2026' }, /would begin on 2026-03-05, which is past/],
    [{ entry, from: '03/06/2026' }, /is already at own entry/],
    [{ entry, from: 'soon' }, /Give the day from which it holds/],
    [{ entry: `${entry}\n- retire: motion\n  source: x`, from: '04/01/2026' }, /Line/],
    [
      { entry: '- retire: notice-of-nothing\n  source: x', from: '04/01/2026' },
      /there is nothing "notice-of-nothing" to retire/,
    ],
    [{ entry: '', from: '04/01/2026' }, /write one entry/],
  ] as const) {
    for (const go of ['check', 'save']) {
      if (fields.entry === '' && go === 'save') continue;
      const refused = await alma.post(ENTRY, { ...fields, seen, go });
      assert.equal(refused.statusCode, 422, `${go} ${fields.entry}: ${said(refused.body)}`);
      assert.match(said(refused.body), words);
    }
  }
  const { ownEvents } = await court.system.court.settingsOf(COURT);
  assert.equal(seenMark(ownEvents), seen, 'nothing was kept');
});

test('of two administrators at once the second is told, keeps what was typed, and sees the first’s entry', async () => {
  const other = await web.signedOn('alma');
  const mine = (await alma.get(`${ENTRY}?do=retire&kind=event&code=notice-other`)).body;
  const theirs = (await other.get(`${ENTRY}?do=add`)).body;
  const retire = inForm(mine, 'entry')
    .replace("source: ''", 'source: General Order 26-2')
    .replace('source: ""', 'source: General Order 26-2');
  const saved = await alma.post(ENTRY, { entry: retire, from: '05/01/2026', seen: inForm(mine, 'seen'), go: 'save' });
  assert.match(said(saved.body), /notice-other \(retired\) 05\/01\/2026/);
  const late = { entry: inForm(theirs, 'entry').replace('notice-of-something', 'notice-of-else'), from: '05/01/2026' };
  const told = await other.post(ENTRY, { ...late, seen: inForm(theirs, 'seen'), go: 'save' });
  assert.equal(told.statusCode, 409);
  assert.match(said(told.body), /Somebody else has changed the court’s own events/);
  assert.match(inForm(told.body, 'entry'), /notice-of-else/);
  const again = await other.post(ENTRY, { ...late, seen: inForm(told.body, 'seen'), go: 'save' });
  assert.match(said(again.body), /notice-of-else 05\/01\/2026/);
});

test('an entry whose day has not come is taken back; who is no administrator is refused; every change is a link of the chain', async () => {
  const listed = (await alma.get(AT)).body;
  const index = [...listed.matchAll(/name="index" value="(\d+)"/g)].map((each) => each[1]!);
  assert.equal(index.length, 2);
  const seen = inForm(listed, 'seen');
  const back = await alma.post(AT, { go: 'take-back', index: index[1]!, seen });
  assert.match(said(back.body), /The entry is taken back/);
  const begun = await alma.post(AT, { go: 'take-back', index: '0', seen: inForm(back.body, 'seen') });
  assert.equal(begun.statusCode, 422);
  assert.match(said(begun.body), /cannot be taken out: retire it/);
  await assert.rejects(
    changeOwnEvents(court.system.court, counsel.actor, COURT, { kind: 'take-back', index: 0 }, seen),
    (error) => error instanceof CourtError && error.code === 'program-refused',
  );
  assert.equal((await (await web.signedOn('carla')).get(AT)).statusCode, 403);
  const acts = await court.owner.query<{ act: string; actor: string }>(
    `select act, actor from pub.audit where court_id = $1 and stream = 'court' and act like '%own entry%' order by n`,
    [COURT],
  );
  assert.deepEqual(
    acts.map((each) => each.act),
    ['add own entry', 'add own entry', 'add own entry', 'add own entry', 'take back own entry'],
  );
  assert.ok(acts.every((each) => each.actor === `account ${admin.account}`));
  assert.deepEqual((await verifyChains(court.owner, 'pub')).faults, []);
});

test('a file of events is taken at start; a broken one leaves the last good in force, and the administrator is told file and line', async () => {
  const oict = 'oict' as CourtId;
  const ports = court.system.court;
  const name = 'courts/oict.events.yaml';
  const retire = (code: string, from: string) =>
    `- retire: ${code}\n  until: ${from}\n  source: Administrative Order 1\n`;
  const take = (text: string) => {
    court.clock.advance(1000);
    return takeEventsFile(ports, oict, { name, text });
  };
  const inForce = async (code: string) =>
    (await ports.settingsOf(oict)).dictionary.events('2026-03-06' as never).some((each) => each.code === code);
  assert.equal(await take(retire('notice-other', '2020-01-01')), null, 'a first file may begin in the past');
  assert.equal(await inForce('notice-other'), false);
  assert.equal(await take(retire('notice-other', '2020-01-01')), null);
  const wrong = await take(`${retire('notice-other', '2020-01-01')}- event: x\n  colour: red\n`);
  assert.match(wrong!, /^courts\/oict\.events\.yaml:5:3: colour: there is no such field$/m);
  assert.equal(await inForce('notice-other'), false, 'the last good one stays');
  assert.match((await ports.settingsOf(oict)).dictionaryTrouble!, /courts\/oict\.events\.yaml:5:3: colour/);
  assert.match((await take(retire('motion', '2026-04-01')))!, /cannot be taken out/);
  assert.match(
    (await take(`${retire('notice-other', '2020-01-01')}${retire('motion', '2026-03-01')}`))!,
    /which is past/,
  );
  assert.equal(await take(`${retire('notice-other', '2020-01-01')}${retire('motion', '2026-03-06')}`), null);
  assert.equal((await ports.settingsOf(oict)).dictionaryTrouble, null);
  assert.equal(await inForce('motion'), false);
  const links = await court.owner.query<{ act: string }>(
    `select act from pub.audit where court_id = 'oict' and act like '%file of events' order by n`,
  );
  assert.deepEqual(
    links.map((each) => each.act.split(' ')[0]),
    ['take', 'refuse', 'refuse', 'refuse', 'take'],
    'an unchanged file is no act',
  );

  await takeEventsFile(ports, COURT, { name: 'courts/olyd.events.yaml', text: '- event: [' });
  for (const address of [AT, `/ecf/${COURT}/events`])
    assert.match(
      said((await alma.get(address)).body),
      /A file of events cannot be used .*courts\/olyd\.events\.yaml:1/,
      address,
    );
  const stranger = said((await web.browser().get(`/ecf/${COURT}/events`)).body);
  assert.doesNotMatch(stranger, /cannot be used|events\.yaml|Add, change or retire/);
  await notices();
});

test('shipped files that cannot be used: the last good ones are used on, and without any the start fails with file and line', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'openecf-good-'));
  const files = dictionaryFiles();
  const broken = files.map((file) => ({
    ...file,
    text: file.text.replace('- event: motion\n', '- event: motion\n  colour: red\n'),
  }));
  assert.throws(() => openRules(broken, folder, silentLog), /motions\.yaml:\d+:\d+: colour: there is no such field/);
  keepAsGood(folder, 'dictionary', files);
  const logged: string[] = [];
  const rules = openRules(broken, folder, {
    ...silentLog,
    error: (about: object) => void logged.push(JSON.stringify(about)),
  } as never);
  const { dictionary, trouble } = rules.dictionaries.of({ byFile: '', byPage: [] });
  assert.ok(dictionary.at('motion', '2026-03-06' as never));
  assert.match(trouble!, /motions\.yaml:\d+:\d+: colour/);
  assert.match(logged.join(), /colour: there is no such field/);
  await rm(folder, { recursive: true });
});

test('an event changed between two screens: the filer is told, the answers are kept, and nothing else is filed than was confirmed', async () => {
  const quill = await web.signedOn('quill');
  const at = `/ecf/${COURT}/cases/1-26-cv-00701/file`;
  await quill.get(at);
  const begun = await quill.post(at, { event: 'answer', go: 'next' });
  assert.match(quill.at, /\/filers$/, said(begun.body));
  const draft = quill.at.replace(/\/filers$/, '');
  await quill.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '1' });

  const change = async (do_: string, code: string, from: string, edit: (entry: string) => string) => {
    const form = (await alma.get(`${ENTRY}?do=${do_}&kind=event&code=${code}`)).body;
    const fields = { entry: edit(inForm(form, 'entry')), from, seen: inForm(form, 'seen'), go: 'save' };
    assert.equal((await alma.post(ENTRY, fields)).statusCode, 200);
  };
  await change('change', 'answer', '03/06/2026', (entry) => entry.replace('ANSWER', 'FULL ANSWER'));
  const told = await quill.get(`${draft}/documents`);
  assert.match(said(told.body), /The court has changed this event .* Nothing has been filed\./);
  const typed = await quill.post(`${draft}/filers`, { filer: ['1', '2'], go: 'next', rowVersion: '1' });
  assert.match(said(typed.body), /The court has changed this event/);
  const pressed = await quill.post(`${draft}/review`, { key: draft.split('/').at(-1)!, rowVersion: '3', go: 'file' });
  assert.match(said(pressed.body), /The court has changed this event/, 'nothing is filed that was not confirmed');
  await quill.post(`${draft}/event`, { go: 'new' });
  assert.doesNotMatch(quill.at, /\/event$/);
  const kept = (await quill.get(`${draft}/filers`)).body;
  assert.match(kept, /name="filer" value="1" checked/);
  assert.match(kept, /name="filer" value="2" checked/, 'what was typed while it changed is kept');

  await change('retire', 'answer', '03/07/2026', (entry) => entry.replace(/source: .*/, 'source: General Order 9'));
  court.clock.set('2026-03-07T15:00:00Z');
  const next = await web.signedOn('quill');
  const gone = await next.get(`${draft}/filers`);
  assert.match(said(gone.body), /The court has retired this event/);
  assert.match(said((await next.get(`/ecf/${COURT}/drafts`)).body), /The court has retired this event since/);
  assert.equal((await next.post(`${draft}/event`, { go: 'other' })).statusCode, 422);
  await next.post(`${draft}/event`, { go: 'other', event: 'notice-other' });
  const after = (await next.get(`${draft}/filers`)).body;
  assert.match(after, /name="filer" value="1" checked/, 'the answers came along');
  assert.match(said(after), /Notice \(Other\)/);
});

test('a relief of the court’s own, changed or retired between two screens, is told like an event; its words are the court’s own', async () => {
  court.clock.set('2026-03-08T15:00:00Z');
  alma = await web.signedOn('alma');
  const save = async (do_: string, from: string, edit: (entry: string) => string) => {
    const form = (await alma.get(`${ENTRY}?do=${do_}&kind=relief&code=compel&of=motion`)).body;
    const fields = { entry: edit(inForm(form, 'entry')), from, seen: inForm(form, 'seen'), go: 'save' };
    const saved = await alma.post(ENTRY, fields);
    assert.equal(saved.statusCode, 200, said(saved.body));
  };
  const quill = await web.signedOn('quill');
  const at = `/ecf/${COURT}/cases/1-26-cv-00701/file`;
  await quill.get(at);
  await quill.post(at, { event: 'motion/compel', go: 'next' });
  const draft = quill.at.replace(/\/filers$/, '');
  await quill.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '1' });
  await save('change', '03/08/2026', (entry) =>
    entry.replace(/text: .*/, 'text: to Compel in the manner of this court'),
  );

  const told = await quill.get(`${draft}/details`);
  assert.match(
    said(told.body),
    /The court has changed what this motion asks for .* Compel .* Nothing has been filed\./,
  );
  const typed = await quill.post(`${draft}/details`, { relief: 'compel', go: 'next', rowVersion: '2' });
  assert.match(said(typed.body), /The court has changed what this motion asks for/, 'and what was typed is kept');
  const pressed = await quill.post(`${draft}/review`, { key: draft.split('/').at(-1)!, rowVersion: '3', go: 'file' });
  assert.match(
    said(pressed.body),
    /The court has changed what this motion asks for/,
    'nothing is filed that was not confirmed',
  );
  await quill.post(`${draft}/event`, { go: 'new' });
  assert.doesNotMatch(quill.at, /\/event$/);
  const details = (await quill.get(`${draft}/details`)).body;
  assert.match(details, /value="compel" checked/, 'it is chosen still, as it is now');

  // A wording that the court has chosen says this relief in its own way; what the court wrote itself comes first.
  const { dictionary } = await court.system.court.settingsOf(COURT);
  const worded = ['2026-03-07', '2026-03-08'].map((day) => {
    const { matter } = dictionary.at('motion', day as never, 'ilnd')!;
    const relief = matter.kind === 'opens' ? matter.reliefs.find((each) => each.code === 'compel') : undefined;
    return JSON.stringify(relief?.text);
  });
  assert.match(worded[0]!, /to compel/);
  assert.match(worded[1]!, /in the manner of this court/);

  await save('retire', '03/09/2026', (entry) => entry.replace(/source: .*/, 'source: General Order 10'));
  court.clock.set('2026-03-09T15:00:00Z');
  const gone = await (await web.signedOn('quill')).get(`${draft}/details`);
  assert.match(said(gone.body), /changed or retired a relief that you chose/);
});

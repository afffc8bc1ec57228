/** Real dockets, taken in and read back through the reader and as pages: nothing that a docket says is lost on the way. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { systemActor } from '../src/court/access/actor.ts';
import { type DocketFile, type FileParty, readDocketFile } from '../src/court/cases/docket-file.ts';
import { importDocket } from '../src/court/cases/import-docket.ts';
import { fileCounsel, fileHeader, fileParty, fileProSe } from '../src/court/cases/imported.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import type { DefendantView } from '../src/court/docket/criminal.ts';
import type { CaseHeader, EntryView, PartyView } from '../src/court/docket/model.ts';
import { type OpenCase, readerFor } from '../src/court/docket/reader.ts';
import { readCourtFacts } from '../src/court/settings/model.ts';
import type { Json } from '../src/kernel/canonical.ts';
import type { CourtId } from '../src/kernel/ids.ts';
import { createAccount } from '../src/pacer/accounts/create-account.ts';
import { aTestCourt, PASSWORD, type TestCourt } from './support/system.ts';
import { aWebCourt } from './support/web.ts';

const REAL = '../shared/data/real-dockets/docket';
const skip = existsSync(REAL) ? false : `SKIPPED: no ${REAL}`;
type Fields = Record<string, unknown>;

let court: TestCourt;
before(async () => {
  court = await aTestCourt();
});
after(() => court.end());

const opened = (file: DocketFile): Promise<OpenCase> => {
  const docket = readDocketFile(JSON.stringify(file));
  if ('reason' in docket) throw new Error(docket.reason);
  const { web: db, registrar, clock, settingsOf } = court.system.court;
  const zoneOf = async (id: CourtId) => (await settingsOf(id)).zone;
  const reader = readerFor({ web: db, registrar, clock, zoneOf }, systemActor('test'), docket.court);
  return reader.openCase(docket.number);
};

/** What the reader shows of a header, as a file would have it. */
function headerAsFile(header: CaseHeader, parties: readonly PartyView[]): Fields {
  const [presider, referral] = header.fullNumber.split('-').slice(3);
  const defendants = parties.flatMap((party) => party.defendant ?? []);
  const fields = fileHeader(header.court, header.number, {
    short_title: header.shortTitle,
    filed_on: header.filedOn,
    terminated_on: header.terminatedOn,
    presider: header.presider,
    referral: header.referral,
    presider_initials: presider ?? null,
    referral_initials: referral ?? null,
    cause: header.cause,
    nature_of_suit: header.natureOfSuit,
    jury_demand: header.juryDemand,
    jurisdiction: header.jurisdiction,
    demand: header.demand,
    mdl_status: header.mdlStatus,
  });
  const one = defendants.length === 1 ? String(defendants[0]!.number) : null;
  return { ...fields, federal_defendant_number: one };
}

function partyAsFile(party: PartyView): Fields {
  const counsel = party.counsel.map((each) => fileCounsel(each.name, each.contact, each));
  const said = party.counsel.some((each) => each.contact.at(-1) === 'PRO SE');
  return {
    ...fileParty({
      role: party.role,
      name: party.name,
      party_text: party.partyText,
      terminated_on: party.terminatedOn,
      aliases: party.aliases.map((alias) => ({ kind: alias.kind, name: alias.name }) as never),
      affiliates: party.affiliates,
    }),
    attorneys: party.proSe && !said ? [fileProSe(party.name, party.address ?? ''), ...counsel] : counsel,
    criminal_data: criminalAsFile(party.defendant),
  };
}

const countsAsFile = (counts: DefendantView['complaints'], more: Fields = {}) =>
  counts.map(({ label, disposition }) => ({ name: label, disposition, ...more }));
const criminalAsFile = (matter: DefendantView | null): Fields | null =>
  matter && {
    counts: [
      ...countsAsFile(matter.pendingCounts, { status: 'pending' }),
      ...countsAsFile(matter.terminatedCounts, { status: 'terminated' }),
    ],
    complaints: countsAsFile(matter.complaints),
    highest_offense_level_opening: matter.offenseOpening,
    highest_offense_level_terminated: matter.offenseTerminated,
  };

/** Serial numbers for document ids: the prefix of the court and its fourth digit are the same for all. */
const serialOf = (id: unknown): number | null => (typeof id === 'string' ? Number(id.slice(4)) : null);
const entryAsFile = (entry: EntryView): Fields => {
  const main = entry.documents.find((each) => each.attachmentNo === 0);
  return {
    date_entered: entry.enteredOn,
    date_filed: entry.filedOn,
    description: entry.text,
    document_number: entry.number,
    pacer_doc_id: main?.serial ?? null,
    pacer_seq_no: main ? String(entry.seq) : null,
    attachments: entry.documents
      .filter((each) => each.attachmentNo > 0)
      .map((each) => ({
        attachment_number: each.attachmentNo,
        description: each.description,
        pacer_doc_id: each.serial,
      })),
  };
};

/** The file itself with what the reader's shape leaves open put the same way. */
const wanted = (file: DocketFile): Fields => ({
  ...file,
  parties: file.parties.map((party: FileParty) => ({ ...party, criminal_data: party.criminal_data ?? null })),
  docket_entries: file.docket_entries.map((entry) => ({
    ...entry,
    pacer_doc_id: serialOf(entry.pacer_doc_id),
    attachments: (entry.attachments ?? []).map((each) => ({ ...each, pacer_doc_id: serialOf(each.pacer_doc_id) })),
  })),
});

/** Every field of a value, by its path. */
function fieldsOf(value: unknown, at = ''): Map<string, Json> {
  if (typeof value !== 'object' || value === null) return new Map([[at, (value ?? null) as Json]]);
  return new Map(Object.entries(value).flatMap(([name, member]) => [...fieldsOf(member, `${at}.${name}`)]));
}

/** Why the reader has a field otherwise than the file; null: there is no good reason. */
function reasonFor(field: string, asked: Fields, shown: Fields): string | null {
  if (/\.(?:page_count|file_size_bytes|file_size_str)$/.test(field)) return 'the size of a document that is not here';
  if (/\.attachments\.\d+\.pacer_seq_no$/.test(field)) return 'an attachment stands under the number of its entry';
  const none = (asked.parties as unknown[]).length === 0;
  if (field === '.federal_defendant_number' && none) return 'a docket without parties names no defendant';
  const entry = /^\.docket_entries\.(\d+)\./.exec(field);
  if (!entry) return null;
  // a court may print the entries of one day in an order that is neither that of their numbers nor that of their entering
  const plain = (value: unknown) => JSON.stringify([...fieldsOf(value)].filter(([, each]) => each !== null).sort());
  const [file, reader] = [asked, shown].map((docket) => (docket.docket_entries as Fields[])[Number(entry[1])]);
  const elsewhere = (shown.docket_entries as Fields[]).some((each) => plain(each) === plain(file));
  return elsewhere && file?.date_filed === reader?.date_filed ? 'another order within a day' : null;
}

async function readBack(file: DocketFile): Promise<Fields> {
  const open = await opened(file);
  const parties = await open.parties();
  const entries: Fields[] = [];
  const [first, last] = [file.docket_entries[0], file.docket_entries.at(-1)];
  const order = first && last && first.date_filed > last.date_filed ? 'newest-first' : 'oldest-first';
  for await (const rows of open.docket({ order }))
    for (const row of rows) if (row.kind === 'entry') entries.push(entryAsFile(row));
  const sheet = { parties: parties.map(partyAsFile), docket_entries: entries };
  // a sheet without a row is in no order
  return { ...headerAsFile(open.header, parties), ...sheet, ...(entries.length === 0 ? { ordered_by: null } : {}) };
}

/** So that each docket stands alone: some of the files are of one case. */
const withdrawAll = () =>
  court.owner.query(
    'truncate ident.case_identity, ident.entry_identity, pub.party_alias, pub.entry_version, pub.audit, ops.outbox cascade',
  );

test('real dockets', { skip }, async (t) => {
  const names = readdirSync(REAL).sort();
  assert.ok(names.length >= 34);
  const dockets = names.map((name) => {
    const text = readFileSync(`${REAL}/${name}`, 'utf8');
    return { name, text, file: JSON.parse(text) as DocketFile };
  });
  const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));
  const { court: db, clock, random, log } = court.system.court;
  const take = async ({ name, text }: { readonly name: string; readonly text: string }): Promise<void> => {
    await withdrawAll();
    const outcome = await importDocket({ court: db, clock, random, log, facts, enqueue: enqueueJob }, text, name);
    assert.equal(outcome, 'taken', name);
  };
  await createAccount(court.system.pacer, {
    loginId: 'everywhere',
    password: PASSWORD,
    displayName: 'A clerk of every court',
    email: 'clerk@courts.example',
    filer: true,
    privileges: [...new Set(dockets.map(({ file }) => file.court_id as CourtId))].map((id) => ({
      court: id,
      role: 'clerk' as const,
    })),
  });

  await t.test('of each thousand fields, the reader gives back at least 995 as the file has them', async () => {
    let fields = 0;
    const lost: string[] = [];
    const unexplained: string[] = [];
    for (const docket of dockets) {
      await take(docket);
      const asked = wanted(docket.file);
      const shown = await readBack(docket.file);
      const [there, here] = [fieldsOf(asked), fieldsOf(shown)];
      for (const field of new Set([...there.keys(), ...here.keys()])) {
        fields += 1;
        const [value, read] = [there.get(field) ?? null, here.get(field) ?? null];
        if (value === read) continue;
        const told = `${docket.name}${field}: ${JSON.stringify(value)} is ${JSON.stringify(read)}`;
        lost.push(told);
        if (reasonFor(field, asked, shown) === null) unexplained.push(told);
      }
    }
    assert.ok(fields > 8_000);
    assert.deepEqual(unexplained, []);
    assert.ok(lost.length <= fields * 0.005, `${lost.length} of ${fields}:\n${lost.join('\n')}`);
  });

  await t.test('the sheet of each has its title, every entry, every party and every count', async () => {
    const web = await aWebCourt(court, { courts: dockets.map(({ file }) => file.court_id as CourtId) });
    t.after(() => web.end());
    const browser = web.browser();
    await browser.get('/sign-on');
    await browser.signOn('everywhere');
    for (const docket of dockets) {
      await take(docket);
      const { file } = docket;
      const sheet = await browser.get(`/ecf/${file.court_id}/cases/${file.docket_number.replace(':', '-')}/docket`);
      assert.equal(sheet.statusCode, 200, docket.name);
      const words = wordsOf(sheet.body);
      assert.match(words, /DOCKET FOR CASE #: /, docket.name);
      assert.equal(sheet.body.match(/<tr id="entry-/g)?.length ?? 0, file.docket_entries.length, docket.name);
      const said = file.parties.flatMap((party) => [
        party.name,
        ...(party.criminal_data?.counts ?? []).flatMap((each) => [each.name, each.disposition]),
        ...(party.criminal_data?.complaints ?? []).flatMap((each) => [each.name, each.disposition]),
      ]);
      for (const each of said) assert.ok(words.includes(squeezed(each)), `${docket.name}: ${each}`);
    }
  });
});

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
const MARKS: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
/** The words of a page as they are read. */
const wordsOf = (page: string): string =>
  squeezed(page.replace(/<[^>]*>/g, ' ').replace(/&(?:lt|gt|quot|#39|amp);/g, (mark) => MARKS[mark]!));

/** A court in which cases are made after a plan, sealed and opened, and looked at from every side: for the tests of `seal.ts`. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { pdf } from '../../../test/support/pdfs.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, EntrySeq } from '../../kernel/ids.ts';
import { systemRandom } from '../../kernel/random.ts';
import { type CivilDate, zone } from '../../kernel/time.ts';
import { takeIndexMessage } from '../../pacer/locator/take-index-message.ts';
import { carryOutbox } from '../../platform/outbox.ts';
import { checkInvariants } from '../audit/invariants.ts';
import { linkCases } from '../cases/links.ts';
import { enqueueJob } from '../cases/ports.ts';
import { recordCase } from '../cases/record-case.ts';
import type { EntryRow } from '../docket/model.ts';
import { readerFor } from '../docket/reader.ts';
import { serveDocument } from '../documents/serve-document.ts';
import { answersSchema, newAnswers } from '../events/answers.ts';
import { beginDraft } from '../filing/drafts.ts';
import type { Receipt } from '../filing/model.ts';
import { takeUpload } from '../filing/uploads.ts';
import { forgetCourt } from '../settings/court-settings.ts';
import type { Actor } from './actor.ts';
import { HOMES } from './move-sides.ts';
import type { RestrictPorts } from './restrict-document.ts';
import { restrictDocument } from './restrict-document.ts';
import { type CaseOrder, sealCase, sealEntry, unsealCase, unsealEntry } from './seal.ts';

export let court: TestCourt;
export let lawyer: TestPerson;
export let opponent: TestPerson;
export let clerk: TestPerson;
export let plain: TestPerson;
export let judge: TestPerson;
let seq = 300;
export const nextSeq = (): number => ++seq;

/** Opens the court of these tests. */
export async function openCourt(): Promise<void> {
  court = await aTestCourt({ connections: 12 });
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
  clerk = await court.aPerson('carla.clerk', ['sealed-clerk'], { displayName: 'Carla Clerk' });
  plain = await court.aPerson('paul.clerk', ['clerk'], { displayName: 'Paul Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
}

export const ports = (): RestrictPorts => court.system.court;
export const ordered = (caseId: CaseId): CaseOrder => ({
  court: COURT,
  caseId,
  authority: 'Order 12',
  reason: 'Rule 26(c)',
});
export const acts = {
  sealCase: (caseId: CaseId, by = clerk.actor as Actor) => sealCase(ports(), by, ordered(caseId)),
  unsealCase: (caseId: CaseId, by = clerk.actor as Actor) => unsealCase(ports(), by, ordered(caseId)),
  sealEntry: (caseId: CaseId, entry: number, by = clerk.actor as Actor) =>
    sealEntry(ports(), by, { ...ordered(caseId), entry: entry as EntrySeq }),
  unsealEntry: (caseId: CaseId, entry: number, by = clerk.actor as Actor) =>
    unsealEntry(ports(), by, { ...ordered(caseId), entry: entry as EntrySeq }),
};

export async function sealModes(modes: { case: 'under-seal' | 'hidden'; entry: 'placeholder' | 'gap' | 'series' }) {
  await court.owner.query(
    `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
     values ($1, 'sealModes', '2026-01-01', clock_timestamp(), $2::jsonb)`,
    [COURT, JSON.stringify(modes)],
  );
  forgetCourt(court.system.court.web, COURT);
}

/** All ten invariants, with the chains, receipts and bytes that `openecf verify` looks at. */
export async function assertInOrder(when: string): Promise<void> {
  const found = await checkInvariants({
    db: court.owner,
    objects: court.system.court.objects,
    sealed: court.system.court.sealed,
    signerOf: court.system.court.signerOf,
    clock: court.clock,
    feeZone: zone('America/Chicago'),
    noticeMinutes: 10,
  });
  assert.deepEqual(
    found.flatMap((each) => each.faults),
    [],
    when,
  );
}

export const readerOf = (actor: Actor) =>
  readerFor(
    {
      web: court.system.court.web,
      registrar: court.system.court.registrar,
      clock: court.clock,
      zoneOf: async (id) => (await court.system.court.settingsOf(id)).zone,
    },
    actor,
    COURT,
  );

/** Everything that a reader gives of a case, the documents' bytes with it; or how it refuses. */
export async function given(actor: Actor, caseId: CaseId): Promise<unknown> {
  const reader = readerOf(actor);
  try {
    const open = await reader.openCase(caseId);
    const rows = [];
    for await (const batch of open.docket({ order: 'oldest-first' })) rows.push(...batch);
    const documents = [];
    for (const { serial } of rows.flatMap((row) => (row.kind === 'entry' ? row.documents : []))) {
      const { sealed: _, ...detail } = await reader.document(serial);
      const served = await serveDocument(court.system.court, actor, { ...detail, sealed: _ }, open.header);
      const bytes = await buffer(await served.read(0, served.bytes - 1));
      documents.push({ detail, etag: served.etag, bytes: bytes.toString('base64') });
    }
    const found = await reader.casesByName(open.header.shortTitle, 1);
    return {
      header: open.header,
      parties: await open.parties(),
      rows,
      documents,
      found,
      size: await open.size({ order: 'oldest-first' }),
    };
  } catch (error) {
    return String(error);
  }
}

/** Each row of a case as it stands, by table and side; without the counters and heads that every act moves on. */
export async function rowsOf(caseId: CaseId): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  const moving = `- 'row_version' - 'chain_n' - 'chain_head' - 'object_id' - 'wrapped_key' - 'key_id'`;
  for (const side of ['pub', 'sealed'])
    for (const table of [
      ...HOMES.map((each) => each.table),
      'case_link',
      'draft',
      'filing',
      'restricted_document',
      'sealed_entry_number',
    ]) {
      if (side === 'sealed' && (table === 'restricted_document' || table === 'sealed_entry_number')) continue;
      const where =
        table === 'filing'
          ? `(receipt->>'caseId')::bigint = $1`
          : table === 'case_link'
            ? '$1 in (case_id, other_case_id)'
            : 'case_id = $1';
      const found = await court.owner.query<{ row: string }>(
        `select (to_jsonb(t) ${moving})::text as row from ${side}.${table} t where ${where} order by 1`,
        [caseId],
      );
      rows[`${side}.${table}`] = found.map((each) => each.row);
    }
  return rows;
}

export interface Plan {
  readonly criminal: boolean;
  readonly linked: boolean;
  readonly filings: readonly (
    | 'motion'
    | 'ruling'
    | 'restricted'
    | 'sealed-entry'
    | 'later-restricted'
    | 'note'
    | 'deadline'
  )[];
}

/** A case after a plan, through the court's own acts. */
export async function aCaseOf(plan: Plan): Promise<CaseId> {
  const counsel = (who: TestPerson) => [{ person: who.person!, lead: true, notice: true }];
  const writing = { clock: court.clock, random: systemRandom, enqueue: enqueueJob };
  const caseId = await court.system.court.court.transaction((tx) =>
    recordCase(
      tx,
      writing,
      { kind: 'system', purpose: 'test' },
      {
        court: COURT,
        number: { office: '1', yy: '26', type: plan.criminal ? 'cr' : 'cv', seq: ++seq },
        title: `Case ${seq} v. Quimby ${seq}`,
        filedOn: '2026-01-05' as CivilDate,
        presider: { name: 'Robin Roe', title: 'District Judge', initials: 'RR', person: judge.person },
        referral: null,
        headerLines: [{ label: 'Category', value: 'Antidumping' }],
        links: [{ kind: 'other-court', to: 'Ninth Circuit, 16-17235' }],
        parties: [
          {
            role: 'Plaintiff',
            name: `Case ${seq}`,
            counsel: counsel(lawyer),
            aliases: [{ kind: 'aka', name: 'Other' }],
            affiliates: [{ kind: 'Corporate Parent', name: 'Parent of it' }],
          },
          {
            role: 'Defendant',
            name: `Quimby ${seq}`,
            counsel: counsel(opponent),
            ...(plan.criminal
              ? {
                  criminal: {
                    counts: [{ label: '18:371 (1)', status: 'pending' as const }],
                    complaints: [{ label: '18:1001' }],
                    offenseOpening: 'Felony',
                  },
                }
              : {}),
          },
        ],
      },
    ),
  );
  if (plan.linked) {
    const friend = await court.aCase(++seq, lawyer);
    await linkCases({ court: court.system.court.court, clock: court.clock }, clerk.actor, {
      court: COURT,
      caseId,
      kind: 'related',
      to: friend,
    });
  }
  let motion: EntrySeq | null = null;
  for (const each of plan.filings) {
    court.clock.advance(86_400_000);
    const asTo = { defendants: 'all' } as const;
    const notice = async (
      by: TestPerson,
      restriction: 'public' | 'sealed' | 'sealed-entry' | 'court-only-entry',
    ): Promise<Receipt> => {
      const documents = { main: await court.uploads(by, 1) };
      if (!plan.criminal)
        return court.files(
          by,
          caseId,
          { event: 'notice-other', filers: [1], freeText: `of ${each}`, documents },
          { restriction },
        );
      if (by === lawyer)
        return court.files(
          by,
          caseId,
          {
            event: 'criminal-notice',
            filers: [2],
            freeText: `of ${each}`,
            ...asTo,
            documents,
            associate: [{ partyNo: 2 as never, lead: false, notice: true }],
          },
          { restriction },
        );
      return court.files(
        by,
        caseId,
        { event: 'criminal-order', orderText: `Of ${each}.`, ...asTo, documents },
        { restriction },
      );
    };
    if (each === 'motion') {
      const main = await court.uploads(lawyer, 2);
      motion = (
        await court.files(lawyer, caseId, {
          ...motionToCompel(main),
          ...(plan.criminal ? { event: 'criminal-motion', ...asTo, reliefs: [{ code: 'detain' }] } : {}),
          documents: {
            main,
            attachments: [{ upload: await court.uploads(lawyer, 1), description: 'Exhibit A' }],
          },
        })
      ).entry;
    } else if (each === 'ruling' && motion !== null) {
      await court.files(judge, caseId, {
        event: plan.criminal ? 'criminal-order' : 'order-on-motion',
        ...(plan.criminal ? { ...asTo, orderText: 'Granted.' } : {}),
        filers: [],
        rulings: [{ seq: motion, n: 1, disposition: 'granting' }],
        documents: { main: await court.uploads(judge) },
      });
      motion = null;
    } else if (each === 'deadline') {
      const set = await court.files(clerk, caseId, {
        event: 'notice-of-hearing',
        orderText: 'Come.',
        prompts: { type: 'Status Conference', on: '2026-12-20', at: '02:00 PM', place: 'Courtroom 4' },
      });
      await court.files(clerk, caseId, {
        event: 'minute-entry',
        orderText: 'Called.',
        references: [{ seq: set.entry }],
        prompts: { type: 'Status Conference', held: '2026-12-20' },
      });
    } else if (each === 'restricted') await notice(clerk, 'sealed');
    else if (each === 'sealed-entry') await notice(clerk, 'sealed-entry');
    else if (each === 'note') await notice(clerk, 'court-only-entry');
    else if (each === 'later-restricted') {
      const { documents } = await notice(lawyer, 'public');
      await restrictDocument(court.system.court, clerk.actor, {
        ...ordered(caseId),
        serial: documents[0]!.serial,
        level: 'court-only',
        until: null,
        persons: [],
      });
    }
  }
  await beginDraft(court.system.court, COURT, lawyer.account, caseId, newAnswers('motion'));
  await delivered();
  return caseId;
}

/** The notices are handed over, and the national index has taken what it was told. */
export async function delivered(): Promise<void> {
  await court.owner.query(`update pub.notice set state = 'sent' where state = 'waiting'`);
  await carryOutbox(court.system.jobs, court.clock, (message) =>
    takeIndexMessage(court.system.jobs, court.clock, message),
  );
}

export const entriesOf = async (caseId: CaseId): Promise<number[]> =>
  (
    await court.owner.query<{ seq: number }>(
      'select entry_seq as seq from pub.docket_entry where case_id = $1 order by 1',
      [caseId],
    )
  ).map((each) => each.seq);

export const located = (caseId: CaseId) =>
  court.owner.query(
    `select c.case_number, c.title, (select json_agg(p.name order by p.n) from pacer.locator_party p where p.case_id = c.case_id) as parties
     from pacer.locator_case c where c.case_id = $1`,
    [caseId],
  );

/** What the docket says, in whatever order the entries of one day stand. */
export const wordsOf = (rows: readonly EntryRow[]): string[] =>
  rows
    .map((row) => (row.kind === 'entry' ? `${row.number} ${row.text} ${row.documents.map((each) => each.serial)}` : ''))
    .sort();

export const planned: fc.Arbitrary<Plan> = fc.record({
  criminal: fc.boolean(),
  linked: fc.boolean(),
  filings: fc.array(
    fc.constantFrom('motion', 'ruling', 'restricted', 'sealed-entry', 'later-restricted', 'note', 'deadline'),
    { minLength: 2, maxLength: 5 },
  ),
});

export const refused = (code: string) => (error: unknown) => error instanceof CourtError && error.code === code;
export const civil = (...filings: Plan['filings']): Promise<CaseId> =>
  aCaseOf({ criminal: false, linked: false, filings });
export const wishOf = async (by: TestPerson, caseId: CaseId, key: string, text = 'of change') => ({
  court: COURT,
  caseId,
  side: 'pub' as const,
  key,
  draft: null,
  channel: 'api' as const,
  answers: answersSchema.parse({
    event: 'notice-other',
    filers: [1],
    freeText: text,
    documents: { main: await anUpload(by, text) },
  }),
  restriction: 'public' as const,
  history: false,
  receivedAt: court.clock.now(),
});
/** A PDF like no other. */
export const anUpload = async (by: TestPerson, text: string) =>
  (
    await takeUpload(court.system.court, COURT, by.account, null, {
      name: `${text}.pdf`,
      stream: Readable.from([pdf({ pages: 1, text: () => `${text} ${randomUUID()}` })]),
    })
  ).uploadId;
export const sideOf = async (caseId: CaseId): Promise<string> =>
  (
    await court.owner.query<{ side: string }>(
      `select 'pub' as side from pub.case_record where case_id = $1 union all select 'sealed' from sealed.case_record where case_id = $1`,
      [caseId],
    )
  )
    .map((each) => each.side)
    .join();

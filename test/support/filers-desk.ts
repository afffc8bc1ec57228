/** A test court with counsel for both sides and clerks, at the wizard and by program: what tests of the filer's desk have in common. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import type { AnswersInput } from '../../src/court/events/answers.ts';
import type { CaseId } from '../../src/kernel/ids.ts';
import { pdf } from './pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './system.ts';
import { aWebCourt, type Browser, multipart, rowVersionOf, said, type WebCourt } from './web.ts';

export interface DeskCase {
  readonly id: CaseId;
  /** Addresses of its pages and of its part of the API. */
  readonly base: string;
  readonly api: string;
}

export interface Desk {
  readonly court: TestCourt;
  readonly web: WebCourt;
  readonly people: Readonly<Record<'jane' | 'dan' | 'carla' | 'selma', TestPerson>>;
  /** Counsel for Acme Corp. (party 1), and for Robin Baker (party 2). */
  readonly filer: Browser;
  readonly other: Browser;
  readonly clerk: Browser;
  /** A new case of theirs, before a judge whose case manager the court names: Milo Bannerman, 555-0162. */
  aCase(): Promise<DeskCase>;
  /** Begins a draft and answers who files; the address of the draft. */
  begun(by: Browser, base: string, event: string, party?: string): Promise<string>;
  upload(by: Browser, draft: string, bytes?: Buffer, go?: string): ReturnType<Browser['upload']>;
  /** Presses File on the review page on which the browser stands. */
  fileIt(by: Browser): Promise<{ body: string; review: string; filing: string }>;
  /** A program's request; `bytes` null: it sends no document. */
  send(
    by: Browser,
    api: string,
    filing: object,
    more?: { act?: string; key?: string; bytes?: Buffer | null },
  ): Promise<LightMyRequestResponse>;
  answersOf(draft: string): Promise<AnswersInput>;
  /** Has the court choose otherwise for a while. */
  withSetting(key: string, value: unknown, then: () => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

export async function aFilersDesk(firstCase: number): Promise<Desk> {
  const court = await aTestCourt();
  const web = await aWebCourt(court);
  const people = {
    jane: await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' }),
    dan: await court.aPerson('dan.vega', ['attorney'], { displayName: 'Dan Vega' }),
    carla: await court.aPerson('carla', ['clerk'], { displayName: 'Carla Clerk' }),
    selma: await court.aPerson('selma', ['sealed-clerk'], { displayName: 'Selma Seal' }),
  };
  let cases = firstCase;
  let sent = 0;
  return {
    court,
    web,
    people,
    filer: await web.signedOn('jane.doe'),
    other: await web.signedOn('dan.vega'),
    clerk: await web.signedOn('carla'),
    async aCase() {
      const id = await court.aCase(++cases, people.jane, people.dan);
      await court.owner.query(
        `update pub.case_record set presider = 'District Judge Tobias F. Okonjo' where case_id = $1`,
        [id],
      );
      const name = `cases/1-26-cv-${String(cases).padStart(5, '0')}`;
      return { id, base: `/ecf/${COURT}/${name}`, api: `/api/v1/courts/${COURT}/${name}` };
    },
    async begun(by, base, event, party = '1') {
      await by.get(`${base}/file`);
      const page = await by.post(`${base}/file`, { event, go: 'next' });
      const draft = by.at.replace(/\/[a-z]+$/, '');
      await by.post(`${draft}/filers`, { filer: party, go: 'next', rowVersion: rowVersionOf(page.body) });
      return draft;
    },
    upload: (by, draft, bytes = pdf({ pages: 1 }), go = 'next') =>
      by.upload(`${draft}/documents`, { go, category: '', description: '', rowVersion: '0' }, [
        { name: 'main', fileName: 'paper.pdf', bytes },
      ]),
    async fileIt(by) {
      const review = await by.get(by.at);
      assert.match(by.at, /\/review$/, said(review.body));
      const key = /name="key" value="([^"]+)"/.exec(review.body)![1]!;
      const answer = await by.post(by.at, { key, rowVersion: rowVersionOf(review.body), go: 'file' });
      assert.match(answer.body, /<strong>Filed/, said(answer.body));
      return { body: answer.body, review: review.body, filing: by.at.match(/filings\/([0-9a-f-]+)/)![1]! };
    },
    send(by, api, filing, { act = 'filings', key = `desk key ${++sent}`, bytes = pdf() } = {}) {
      const parts = bytes === null ? [] : [{ name: 'paper', fileName: 'paper.pdf', bytes }];
      const documents = { main: bytes === null ? null : 'paper' };
      const { payload, type } = multipart({ filing: JSON.stringify({ documents, ...filing }) }, parts);
      const token = by.cookies.get('NextGenCSO')!;
      return web.app.inject({
        method: 'POST',
        url: `${api}/${act}`,
        headers: { 'content-type': type, 'idempotency-key': key, 'x-next-gen-cso': token },
        payload,
      });
    },
    async answersOf(draft) {
      const [row] = await court.owner.query<{ answers: AnswersInput }>(
        'select answers from pub.draft where draft_id = $1::uuid',
        [draft.split('/').at(-1)!],
      );
      return row!.answers;
    },
    async withSetting(key, value, then) {
      // settings are read again after a while
      const wait = () => court.clock.advance(120_000);
      await court.owner.query(
        `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
         values ($1, $2, '2015-01-02', clock_timestamp(), $3::jsonb)`,
        [COURT, key, JSON.stringify(value)],
      );
      wait();
      try {
        await then();
      } finally {
        await court.owner.query(
          `delete from pub.court_setting_version where court_id = $1 and key = $2 and effective_from = '2015-01-02'`,
          [COURT, key],
        );
        wait();
      }
    },
    async end() {
      await web.end();
      await court.end();
    },
  };
}

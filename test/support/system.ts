/** A whole system on a test database, with a small court in it: what tests of acts and of pages start from. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { installOwnData, openSystem, type System } from '../../src/compose.ts';
import type { Actor, CourtRole } from '../../src/court/access/actor.ts';
import { enqueueJob } from '../../src/court/cases/ports.ts';
import { ensurePerson, recordCase } from '../../src/court/cases/record-case.ts';
import { type AnswersInput, answersSchema } from '../../src/court/events/answers.ts';
import type { Receipt } from '../../src/court/filing/model.ts';
import { submitFiling, type Wish } from '../../src/court/filing/submit-filing.ts';
import { takeUpload } from '../../src/court/filing/uploads.ts';
import type { AccountId, CaseId, CourtId, PersonId, UploadId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { type CivilDate, type Clock, standingClock } from '../../src/kernel/time.ts';
import { createAccount } from '../../src/pacer/accounts/create-account.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { pdf } from './pdfs.ts';
import { aDatabase } from './postgres.ts';

export const COURT = 'olyd' as CourtId;
export const PASSWORD = 'Correct-Horse-9-Battery!';

export interface TestPerson {
  readonly account: AccountId;
  readonly person: PersonId | null;
  readonly loginId: string;
  readonly actor: Actor & { kind: 'account' };
}

export interface TestCourt {
  readonly system: System;
  readonly clock: Clock & { set(to: string): void; advance(milliseconds: number): void };
  readonly dataDir: string;
  readonly databaseName: string;
  readonly owner: Awaited<ReturnType<typeof aDatabase>>['owner'];
  /** Makes an account with a role and, for those who file, the court's person for it. */
  aPerson(
    loginId: string,
    roles: readonly CourtRole[],
    more?: { email?: string; scopeCase?: CaseId; displayName?: string },
  ): Promise<TestPerson>;
  /** A civil case `seq` with one plaintiff and one defendant; `counsel` represents the plaintiff with notice on. */
  aCase(seq: number, counsel?: TestPerson, defence?: TestPerson): Promise<CaseId>;
  /** Uploads a PDF of some pages through the gate. */
  uploads(by: TestPerson, pages?: number): Promise<UploadId>;
  /** Files in a case; the answers of a motion to compel for party 1 unless others are given. */
  files(by: TestPerson, caseId: CaseId, answers: AnswersInput, more?: Partial<Wish>): Promise<Receipt>;
  end(): Promise<void>;
}

/** Starts one. `now` is where its clock stands. */
export async function aTestCourt(given: { now?: string; connections?: number } = {}): Promise<TestCourt> {
  const database = await aDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'openecf-court-'));
  const clock = standingClock(given.now ?? '2026-03-04T15:00:00Z');
  const system = await openSystem({
    url: (login) => database.url(`openecf_${login}`),
    dataDir,
    clock,
    random: systemRandom,
    log: silentLog,
    connections: given.connections ?? 6,
    hashing: { memoryKiB: 64, passes: 1, lanes: 1 },
  });
  await installOwnData(system);
  const writing = { clock, random: systemRandom, enqueue: enqueueJob };

  const court: TestCourt = {
    system,
    clock,
    dataDir,
    databaseName: database.name,
    owner: database.owner,
    async aPerson(loginId, roles, more = {}) {
      const files = roles.some((role) => role !== 'admin');
      const displayName = more.displayName ?? loginId.replace(/^./, (first) => first.toUpperCase());
      const account = await createAccount(system.pacer, {
        loginId,
        password: PASSWORD,
        displayName,
        email: more.email ?? `${loginId}@firm.example`,
        filer: files,
        privileges: roles.map((role) => ({
          court: COURT,
          role,
          ...(more.scopeCase ? { scopeCase: more.scopeCase } : {}),
        })),
      });
      const kind = roles.includes('judge')
        ? 'judge'
        : roles.includes('attorney')
          ? 'attorney'
          : roles.includes('pro-se')
            ? 'pro-se'
            : 'clerk';
      const person = files
        ? await system.court.court.transaction((tx) =>
            ensurePerson(tx, writing, COURT, {
              kind,
              displayName,
              signatureName: null,
              title: kind === 'judge' ? 'Judge' : null,
              initials: null,
              account: account.accountId,
              secondaryEmails: [],
              status: 'registered',
              firm: null,
              address: null,
              phone: null,
              fax: null,
              email: more.email ?? `${loginId}@firm.example`,
            }),
          )
        : null;
      return {
        account: account.accountId,
        person,
        loginId,
        actor: {
          kind: 'account',
          account: account.accountId,
          privileges: roles.map((role) => ({ court: COURT, role, scopeCase: more.scopeCase ?? null })),
        },
      };
    },
    aCase(seq, counsel, defence) {
      const counselFor = (who: TestPerson | undefined) =>
        who?.person ? [{ person: who.person, lead: true, notice: true }] : [];
      return system.court.court.transaction((tx) =>
        recordCase(
          tx,
          writing,
          { kind: 'system', purpose: 'test' },
          {
            court: COURT,
            number: { office: '1', yy: '26', type: 'cv', seq },
            title: `Acme Corp. v. Baker ${seq}`,
            filedOn: '2026-01-05' as CivilDate,
            presider: null,
            referral: null,
            parties: [
              { role: 'Plaintiff', name: 'Acme Corp.', counsel: counselFor(counsel) },
              { role: 'Defendant', name: 'Robin Baker', counsel: counselFor(defence) },
            ],
          },
        ),
      );
    },
    async uploads(by, pages = 2) {
      const bytes = pdf({ pages });
      const taken = await takeUpload(system.court, COURT, by.account, null, {
        name: 'motion.pdf',
        stream: Readable.from([bytes]),
      });
      return taken.uploadId;
    },
    async files(by, caseId, answers, more = {}) {
      return submitFiling(system.court, by.actor, {
        court: COURT,
        caseId,
        side: 'pub',
        key: `key ${Math.random().toString(36).slice(2)} ${Date.now()}`,
        draft: null,
        channel: 'api',
        answers: answersSchema.parse(answers),
        restriction: 'public',
        history: false,
        receivedAt: clock.now(),
        ...more,
      });
    },
    async end() {
      await system.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return court;
}

/** The answers of a motion to compel on behalf of the first party. */
export const motionToCompel = (main: UploadId, more: Partial<AnswersInput> = {}): AnswersInput => ({
  event: 'motion',
  filers: [1],
  reliefs: [{ code: 'compel' }],
  documents: { main },
  ...more,
});

/** Files the stories of the demo's cases, some cases at a time, each entry at its moment of the past. */
import { Readable } from 'node:stream';
import type { System } from '../compose.ts';
import { answersSchema } from '../court/events/answers.ts';
import type { SignedReceipt } from '../court/filing/model.ts';
import { submitFiling } from '../court/filing/submit-filing.ts';
import type { CourtFile } from '../court/settings/model.ts';
import { fullNumber, shortNumber } from '../kernel/case-number.ts';
import type { CourtId, UploadId } from '../kernel/ids.ts';
import { uuidAt } from '../kernel/random.ts';
import { type Instant, plusMilliseconds, standingClock } from '../kernel/time.ts';
import { allEnded } from './all-ended.ts';
import { endCase } from './end-case.ts';
import type { Enrolled, People } from './enrol.ts';
import { makePdf } from './make-pdf.ts';
import type { Paper, PlannedCase, Step } from './plan.ts';
import { momentOf, type Recorded } from './record-cases.ts';

const CASES_AT_ONCE = 8;
const MAX_BYTES = 10_000_000;

/** The key under which a step is filed, once and for all. */
export const filingKey = (plan: PlannedCase, step: Step): string => `demo ${shortNumber(plan.number)} ${step.name}`;

/** Receipts of what has been filed, by key: of both sides, so the vault reads. */
export async function demoReceipts(system: System, court: CourtId): Promise<Map<string, SignedReceipt>> {
  const rows = await system.court.vault.query<{ idem_key: string; receipt: SignedReceipt }>(
    `select idem_key, receipt from pub.filing where court_id = $1 and channel = 'demo'
     union all select idem_key, receipt from sealed.filing where court_id = $1 and channel = 'demo'`,
    [court],
  );
  return new Map(rows.map(({ idem_key, receipt }) => [idem_key, receipt]));
}

/** Files what has not been filed yet. Gives how many entries and documents it made. */
export async function fileStories(
  system: System,
  court: CourtFile,
  people: People,
  cases: readonly Recorded[],
  seed: string,
): Promise<{ entries: number; documents: number }> {
  const receipts = await demoReceipts(system, court.id);
  const made = { entries: 0, documents: 0 };
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      for (const step of next.plan.steps) {
        const key = filingKey(next.plan, step);
        if (receipts.has(key)) continue;
        const receipt = await fileStep({ system, court, people, of: next, step, seed, receipts });
        receipts.set(key, receipt);
        made.entries++;
        made.documents += receipt.documents.length;
      }
      if (next.side === 'pub') await endCase(system, court, next);
    }
  };
  await allEnded(Array.from({ length: CASES_AT_ONCE }, work));
  return made;
}

interface Filing {
  readonly system: System;
  readonly court: CourtFile;
  readonly people: People;
  readonly of: Recorded;
  readonly step: Step;
  readonly seed: string;
  readonly receipts: ReadonlyMap<string, SignedReceipt>;
}

async function fileStep(given: Filing): Promise<SignedReceipt> {
  const { system, court, people, of, step } = given;
  const signer = people.get(step.by)!;
  const receivedAt = momentOf(step.on, step.minute, court.zone);
  const uploads = await stage(given, signer, receivedAt);
  const clock = standingClock(plusMilliseconds(receivedAt, 420));
  return submitFiling({ ...system.court, clock }, signer.actor, {
    court: court.id,
    caseId: of.caseId,
    side: of.side,
    key: filingKey(of.plan, step),
    draft: null,
    channel: 'demo',
    receivedAt,
    restriction: step.restriction,
    history: true,
    answers: answersOf(given, uploads),
  });
}

function answersOf({ of, step, receipts }: Filing, uploads: readonly UploadId[]) {
  const { answers } = step;
  const seq = (name: string): number => {
    const told = of.plan.steps.find((each) => each.name === name)!;
    return receipts.get(filingKey(of.plan, told))!.entry;
  };
  const [main, ...rest] = uploads;
  return answersSchema.parse({
    // read only where a protective order is in force
    underProtectiveOrder: false,
    ...answers,
    associate: (answers.associate ?? []).map((partyNo) => ({ partyNo, lead: true, notice: true })),
    references: (answers.references ?? []).map((name) => ({ seq: seq(name) })),
    rulings: (answers.rulings ?? []).map(({ of: name, n, disposition }) => ({ seq: seq(name), n, disposition })),
    documents: {
      main: main ?? null,
      attachments: rest.map((upload, n) => {
        const { category, description } = step.attachments[n]!;
        return { upload, category, description };
      }),
    },
  });
}

/** Makes a step's documents and puts them where a filer's uploads lie; main document first. */
async function stage(given: Filing, signer: Enrolled, at: Instant): Promise<UploadId[]> {
  const { system, court, of, step, seed } = given;
  if (!step.main) return [];
  const papers = [step.main, ...step.attachments.map((each) => each.paper)];
  const { state } = of.plan;
  const hushed =
    of.side === 'sealed' || step.restriction !== 'public' || state === 'social-security' || state === 'immigration';
  const rows = await Promise.all(
    papers.map(async (paper, n) => {
      const pdf = await makePdf(pdfWish(given, paper, `${seed} ${filingKey(of.plan, step)} ${n}`));
      const { path, sha256, bytes } = await system.court.staging.take(Readable.from([pdf]), MAX_BYTES);
      return {
        court_id: court.id,
        upload_id: uuidAt<UploadId>(system.court.random, at),
        account_id: signer.actor.account,
        // names of files are kept where everybody's uploads are: those of sealed matter say nothing
        original_name: hushed ? `document-${n + 1}.pdf` : fileName(paper),
        sha256,
        bytes,
        pages: paper.pages,
        staged_path: path,
        at,
      };
    }),
  );
  await system.court.web.query(
    `insert into pub.upload (court_id, upload_id, account_id, original_name, sha256, bytes, pages, staged_path, at)
     select court_id, upload_id, account_id, original_name, sha256, bytes, pages, staged_path, at
     from jsonb_populate_recordset(null::pub.upload, $1::jsonb)`,
    [JSON.stringify(rows)],
    'demo-uploads',
  );
  return rows.map((row) => row.upload_id);
}

const fileName = ({ title }: Paper): string =>
  `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/-$/, '')}.pdf`;

/** Who signs a paper: whoever files it; of what the clerk takes in, counsel for the party, or the party itself. */
function signatureOf({ people, of, step }: Filing): string[] {
  const byClerk = people.get(step.by)!.person.inCourt?.kind === 'clerk';
  const party = of.plan.parties[(step.answers.filers?.[0] ?? 1) - 1]!;
  const key = byClerk ? party.counsel[0]?.by : step.by;
  if (!key) return [party.name, ...(party.proSeAt ?? '').split('\n')];
  const { inCourt } = people.get(key)!.person;
  return [inCourt!.displayName, inCourt!.firm, ...(inCourt!.address ?? '').split('\n')].filter((line) => line !== null);
}

function pdfWish(given: Filing, paper: Paper, seed: string) {
  const { plan } = given.of;
  const names = (defence: boolean) =>
    plan.parties.filter((party) => (party.role === 'Defendant') === defence).map((party) => party.name.toUpperCase());
  const [ours, theirs] = [names(false), names(true)];
  const side = (list: readonly string[], role: string) => [
    `${list.join(', ')},`,
    `${role}${list.length > 1 ? 's' : ''}${role === 'Plaintiff' ? ',' : '.'}`,
  ];
  return {
    court: [given.court.title, given.court.district].map((line) => line.toUpperCase()),
    caption: theirs.length === 0 ? [plan.title] : [...side(ours, 'Plaintiff'), 'v.', ...side(theirs, 'Defendant')],
    caseNumber: fullNumber(plan.number, { presider: plan.presider, referral: plan.referral ?? undefined }),
    title: paper.title,
    body: { seed },
    pages: paper.pages,
    signer: signatureOf(given),
  };
}

/** The filing screens under load, and the search for an event (issue bars: p95 of 300 ms at 100 filers, p95 of 30 ms). */
import { newAnswers } from '../src/court/events/answers.ts';
import { beginDraft, keepAnswers } from '../src/court/filing/drafts.ts';
import { civilDate } from '../src/kernel/time.ts';
import { signOn } from '../src/pacer/accounts/sign-on.ts';
import { COURT, PASSWORD } from '../test/support/system.ts';
import { openPages } from './filers.ts';
import { type Measured, millisecondsOf } from './line.ts';
import type { World } from './world.ts';

const FILERS = 100;
const PAGES = 20;
/** A person reads a page before going on. */
const THINKS = 1_000;
const FIRST_CASE = 500;
const SEARCHES = 2_000;

/** The value below which 95 of 100 lie. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}

export async function* benchWizard(world: World): AsyncGenerator<Measured> {
  yield await eventSearch(world);
  const filers: Awaited<ReturnType<typeof aFiler>>[] = [];
  for (let n = 0; n < FILERS; n++) filers.push(await aFiler(world, n));
  const wish = { baseUrl: world.baseUrl, filers };
  await openPages({ ...wish, pages: 7, thinks: 0 });
  const read = await openPages({ ...wish, pages: PAGES, thinks: THINKS });
  yield {
    name: 'wizard-page-p95',
    ours: p95(read),
    bare: null,
    unit: 'ms',
    n: read.length,
    bar: { of: 'ours', atMost: 300 },
  };
  // For the record: the same hundred without a pause, which is what the machine can do and no longer what a person sees.
  const began = performance.now();
  const rushed = await openPages({ ...wish, pages: PAGES, thinks: 0 });
  const rate = (rushed.length * 1000) / (performance.now() - began);
  yield { name: 'wizard-pages', ours: rate, bare: null, unit: 'pages/s', n: rushed.length };
}

/** An attorney with a draft of a motion in a case of their own, and the addresses of its pages. */
async function aFiler({ court }: World, n: number) {
  const seq = FIRST_CASE + n;
  const person = await court.aPerson(`filer.${n}`, ['attorney'], { displayName: `Filer ${n}` });
  const caseId = await court.aCase(seq, person);
  const { token } = await signOn(court.system.pacer, {
    loginId: `filer.${n}`,
    password: PASSWORD,
    redactionAcknowledged: true,
    // each at a machine of their own: many sign-ons from one are slowed down
    source: `10.0.0.${n}`,
    program: true,
  });
  const main = await court.uploads(person, 1);
  const begun = await beginDraft(court.system.court, COURT, person.account, caseId, newAnswers('motion'));
  await keepAnswers(court.system.court, COURT, person.account, begun.draft, (answers) => ({
    ...answers,
    filers: [1 as never],
    reliefs: [{ code: 'compel', prompts: {}, since: null }],
    documents: { main, attachments: [] },
  }));
  const draft = `/ecf/${COURT}/drafts/${begun.draft}`;
  const steps = ['filers', 'documents', 'details', 'references', 'text', 'review'].map((step) => `${draft}/${step}`);
  return { token, addresses: [`/ecf/${COURT}/cases/1-26-cv-00${seq}/file`, ...steps] };
}

/** What filers type, right and wrong, long and short. */
const TYPED = [
  ...[
    'affidavit',
    'MIL',
    'motion to compel',
    'sumary judgement',
    'where is the Notice of Removal?',
    'extention of time',
  ],
  ...[
    'ap',
    'notice',
    'of',
    'xylophone',
    'memorandum in suport of the oposition',
    'pro hac vice',
    'stip',
    'bill of costs',
  ],
];

async function eventSearch({ court }: World): Promise<Measured> {
  const { clock, settingsOf } = court.system.court;
  const { zone, dictionary } = await settingsOf(COURT);
  const on = civilDate(clock.now(), zone);
  const times: number[] = [];
  for (let n = 0; n < SEARCHES; n++)
    times.push(
      await millisecondsOf(async () =>
        dictionary.search(TYPED[n % TYPED.length]!, on, { userKind: 'attorney', caseType: 'cv' }),
      ),
    );
  return {
    name: 'event-search-p95',
    ours: p95(times),
    bare: null,
    unit: 'ms',
    n: SEARCHES,
    bar: { of: 'ours', atMost: 30 },
  };
}

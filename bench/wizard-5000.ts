/** The filing screens in a case of 5,000 parties beside the same in a case of 5 (bar: p95 of 300 ms a page). */
import { systemActor } from '../src/court/access/actor.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { recordCase } from '../src/court/cases/record-case.ts';
import { newAnswers } from '../src/court/events/answers.ts';
import { beginDraft, keepAnswers } from '../src/court/filing/drafts.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { systemRandom } from '../src/kernel/random.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { signOn } from '../src/pacer/accounts/sign-on.ts';
import { COURT, PASSWORD, type TestPerson } from '../test/support/system.ts';
import type { Measured } from './line.ts';
import { p95 } from './wizard.ts';
import type { World } from './world.ts';

const FEW = 5;
const MANY = 5_000;
const LOOKS = 30;

/** The pages of each event's draft; the party that is looked for and those against whom it is are among the parties. */
const EVENTS = {
  motion: ['filers', 'documents', 'details', 'references', 'text', 'review'],
  'amended-complaint': ['parties', 'filers', 'details'],
  'corporate-disclosure': ['affiliates'],
  'withdrawal-of-appearance': ['counsel'],
} as const;

export async function* benchWizard5000(world: World): AsyncGenerator<Measured> {
  const { court } = world;
  const person = await court.aPerson('mass.counsel', ['attorney'], { displayName: 'Mass Counsel' });
  const { token } = await signOn(court.system.pacer, {
    ...{ loginId: 'mass.counsel', password: PASSWORD, redactionAcknowledged: true, source: '10.9.0.1', program: true },
  });
  const few = await pagesOf(world, person, await aCaseOf(world, person, 9_001, FEW));
  const many = await pagesOf(world, person, await aCaseOf(world, person, 9_002, MANY));
  for (const [name, address] of many) {
    const bare = await timed(world, token, few.get(name)!);
    const ours = await timed(world, token, address);
    yield { name: `wizard-5000-${name}`, ours, bare, unit: 'ms', n: LOOKS, bar: { of: 'ours', atMost: 300 } };
  }
}

/** One plaintiff for every nine defendants, each with an alias; the person is counsel of the first, another of each tenth. */
async function aCaseOf({ court }: World, counsel: TestPerson, seq: number, parties: number): Promise<CaseId> {
  const other = await court.aPerson(`other.${seq}`, ['attorney'], { displayName: `Other ${seq}` });
  const caseId = await court.system.court.court.transaction((tx) =>
    recordCase(tx, { clock: court.clock, random: systemRandom, enqueue: enqueueJob }, systemActor('test'), {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cv', seq },
      title: `Mass ${seq}`,
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: Array.from({ length: parties }, (_, n) => ({
        role: n % 10 === 0 ? 'Plaintiff' : 'Defendant',
        name: `Party ${(n * 7919) % 100_003} of Mass ${n % 2 === 0 ? 'LLC' : 'Corp.'}`,
        aliases: [{ kind: 'doing business as', name: `Trade ${n}` }],
        counsel:
          n === 0 || n % 10 === 1 ? [{ person: (n === 0 ? counsel : other).person!, lead: true, notice: true }] : [],
      })),
    }),
  );
  await court.owner.query('analyze');
  return caseId;
}

async function pagesOf({ court }: World, person: TestPerson, caseId: CaseId): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const [event, steps] of Object.entries(EVENTS)) {
    const main = await court.uploads(person, 1);
    const begun = await beginDraft(court.system.court, COURT, person.account, caseId, newAnswers(event));
    await keepAnswers(court.system.court, COURT, person.account, begun.draft, (answers) => ({
      ...answers,
      filers: [1 as never],
      reliefs: event === 'motion' ? [{ code: 'compel', prompts: {}, since: null }] : [],
      prompts: event === 'amended-complaint' ? { against: [2 as never, 3 as never] } : {},
      documents: { main, attachments: [] },
      newParties: event === 'amended-complaint' ? [NEW_PARTY] : [],
    }));
    for (const step of steps) pages.set(`${event}-${step}`, `/ecf/${COURT}/drafts/${begun.draft}/${step}`);
  }
  return pages;
}

const NEW_PARTY = {
  ...{
    role: 'Defendant',
    name: 'Party 7919 of Mas Corporation',
    parts: null,
    sameAs: null,
    kind: 'organization' as const,
  },
  ...{ proSe: false, address: '', text: '', as: 'against', aliases: [], affiliates: [] },
};

async function timed({ baseUrl }: World, token: string, address: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n <= LOOKS; n++) {
    const began = performance.now();
    const answer = await fetch(`${baseUrl}${address}`, {
      headers: { 'x-next-gen-cso': token, cookie: `NextGenCSO=${token}` },
    });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
    // the first fills caches of plans, on both sides
    if (n > 0) times.push(performance.now() - began);
  }
  return p95(times);
}

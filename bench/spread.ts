/**
 * A filing spread over fifty cases beside fifty filings of the same document in those cases, one after the other, as whoever had to file
 * it fifty times would: what the courts' docketing of one document in many cases costs (spec/filing.md §2.9).
 */
import { linkCases } from '../src/court/cases/links.ts';
import { answersSchema } from '../src/court/events/answers.ts';
import { submitFiling } from '../src/court/filing/submit-filing.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { COURT, motionToCompel } from '../test/support/system.ts';
import { copiesOf } from './filing.ts';
import { type Measured, median } from './line.ts';
import type { World } from './world.ts';

const CASES = 50;
const ROUNDS = 7;

export async function* benchSpread(world: World): AsyncGenerator<Measured> {
  const { court, lawyer } = world;
  const opponent = await court.aPerson('olive.opponent', ['attorney'], { displayName: 'Olive Opponent' });
  const clerk = await court.aPerson('lena.links', ['clerk'], { displayName: 'Lena Links' });
  const cases: CaseId[] = [];
  for (let n = 0; n < CASES; n++) cases.push(await court.aCase(7001 + n, lawyer, opponent));
  const [lead, ...members] = cases as [CaseId, ...CaseId[]];
  for (const to of members)
    await linkCases(court.system.court, clerk.actor, { court: COURT, caseId: lead, kind: 'member', to });
  const first = await court.uploads(lawyer, 3);
  const uploads = await copiesOf(world, first, (ROUNDS + 1) * (CASES + 1));

  async function file(home: CaseId, alsoIn: readonly CaseId[]): Promise<void> {
    const main = uploads.pop()!;
    await submitFiling(court.system.court, lawyer.actor, {
      court: COURT,
      caseId: home,
      side: 'pub',
      key: `bench spread ${main}`,
      draft: null,
      channel: 'api',
      answers: answersSchema.parse(motionToCompel(main, { alsoIn: alsoIn.map((each) => ({ case: each })) })),
      restriction: 'public',
      history: false,
      receivedAt: court.clock.now(),
    });
  }
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const spread = () => timed(() => file(lead, members));
  const singly = () =>
    timed(async () => {
      for (const each of cases) await file(each, []);
    });
  await spread();
  await singly();
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await spread());
    times.bare.push(await singly());
  }
  yield {
    name: 'spread',
    ours: median(times.ours),
    bare: median(times.bare),
    unit: 'ms',
    n: ROUNDS,
    bar: { of: 'ratio', atMost: 0.5 },
  };
}

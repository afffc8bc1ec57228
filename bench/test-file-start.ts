/** How long a test file waits for its database: a copy of the template. */
import { aDatabase } from '../test/support/postgres.ts';
import { type Measured, median, millisecondsOf } from './line.ts';

const RUNS = 7;

export async function* benchTestFileStart(): AsyncGenerator<Measured> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    let made: Awaited<ReturnType<typeof aDatabase>> | undefined;
    times.push(
      await millisecondsOf(async () => {
        made = await aDatabase();
      }),
    );
    await made!.drop();
  }
  yield {
    name: 'test-file-start',
    ours: median(times),
    bare: null,
    unit: 'ms',
    n: RUNS,
    bar: { of: 'ours', atMost: 300 },
  };
}

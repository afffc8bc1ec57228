/** The jobs of a system: what runs after a filing, and what sweeps each minute (DESIGN §3.6, §4.17). */
import { z } from 'zod';
import type { System } from './compose.ts';
import { sweepPlainBytes } from './court/access/plain-bytes.ts';
import { checkpointHeads } from './court/audit/checkpoint.ts';
import { tellCorrection } from './court/clerk/tell-correction.ts';
import { deliverNotices, type NoticingPorts, stuckFilings } from './court/noticing/deliver-notices.ts';
import type { CourtId } from './kernel/ids.ts';
import type { Mailer } from './kernel/ports.ts';
import { plusMilliseconds } from './kernel/time.ts';
import { sweepSignOn } from './pacer/accounts/sweep-sign-on.ts';
import { takeIndexMessage } from './pacer/locator/take-index-message.ts';
import type { Task } from './platform/jobs/worker.ts';
import { carryOutbox } from './platform/outbox.ts';

/** `all`: at start nobody else is at work on what waits. */
const sweepWish = z.object({ all: z.boolean() });
const afterFiling = z.object({ court: z.string(), filing: z.string() });
const correctionAnswered = z.object({ court: z.string(), request: z.uuid() });
/** What waits longer than this is taken for stuck. */
const TWO_MINUTES = 120_000;
const TWO_WEEKS = 14 * 24 * 3_600_000;

export function tasksOf(
  system: System,
  given: {
    readonly mailer: Mailer;
    baseOf(court: CourtId): string;
    counted(outcome: 'sent' | 'bounced' | 'retried'): void;
  },
): { readonly tasks: Readonly<Record<string, Task>>; readonly everyMinute: readonly string[] } {
  const { clock, log } = system.court;
  const noticing: NoticingPorts = {
    jobs: system.jobs,
    mailer: given.mailer,
    clock,
    log,
    settingsOf: system.court.settingsOf,
    baseOf: given.baseOf,
    counted: given.counted,
    lookToken: system.court.lookToken,
  };
  /** Of a filing at a time one delivery: the sweep at start meets jobs that wait for the same filings. */
  const underway = new Set<string>();
  const deliver = async (court: CourtId, filing: string): Promise<void> => {
    if (underway.has(filing)) return;
    underway.add(filing);
    await deliverNotices(noticing, court, filing).finally(() => underway.delete(filing));
  };
  const carry = () => carryOutbox(system.jobs, clock, (message) => takeIndexMessage(system.jobs, clock, message));
  return {
    tasks: {
      'after-filing': async (payload) => {
        const { court, filing } = afterFiling.parse(payload);
        // Notice first: service waits for nobody.
        await deliver(court as CourtId, filing);
        await carry();
      },
      'tell-correction': async (payload) => {
        const { court, request } = correctionAnswered.parse(payload);
        await tellCorrection({ ...noticing, log }, court as CourtId, request);
      },
      'carry-outbox': async () => carry(),
      /** Finds what is stuck: a worker that died between commit and send leaves notices waiting. */
      sweep: async (payload) => {
        const all = sweepWish.safeParse(payload).data?.all ?? false;
        const stuck = await stuckFilings(system.jobs, plusMilliseconds(clock.now(), all ? 0 : -TWO_MINUTES));
        for (const each of stuck) {
          await deliver(each.court_id, each.filing_id).catch((error: unknown) =>
            log.warn({ court: each.court_id, filing: each.filing_id, error: String(error) }, 'notices still wait'),
          );
        }
        await carry();
        await sweepSignOn(system.jobs, clock, system.pacer.limits);
      },
      /** What a crash left of bytes on their way between the two sides. */
      'sweep-plain-bytes': async () => sweepPlainBytes(system.jobs, system.court),
      'checkpoint-audit': async () => {
        await checkpointHeads(system.jobs, clock);
      },
      /** Uploads that became nothing are taken away after two weeks, those of a case that was sealed at once; drafts keep their answers. */
      'sweep-uploads': async () => {
        const before = plusMilliseconds(clock.now(), -TWO_WEEKS);
        const gone = await system.jobs.query<{ staged_path: string }>(
          `delete from pub.upload where not filed and (at < $1::timestamptz or gone_after < $2::timestamptz)
           returning staged_path`,
          [before, clock.now()],
        );
        for (const each of gone) await system.court.staging.remove(each.staged_path);
      },
    },
    everyMinute: ['sweep', 'sweep-plain-bytes', 'checkpoint-audit', 'sweep-uploads'],
  };
}

/** Puts a case's flags up and, where its story has ended, closes it: the clerk's act after the last order. */
import type { System } from '../compose.ts';
import { actorName, systemActor } from '../court/access/actor.ts';
import { indexMessage, linkCaseChain, putInOutbox } from '../court/cases/store.ts';
import { CLOSED } from '../court/events/model.ts';
import type { CourtFile } from '../court/settings/model.ts';
import { uuidAt } from '../kernel/random.ts';
import { momentOf, type Recorded } from './record-cases.ts';

const END_OF_DAY = 16 * 60 + 55;

/** Once only: a case that is closed stays as it is. */
export async function endCase(system: System, court: CourtFile, { plan, caseId }: Recorded): Promise<void> {
  const { closedOn } = plan;
  const flags = plan.flags.map((each) => ({ ...each, from_on: plan.filedOn }));
  await system.court.court.transaction(async (tx) => {
    await tx.query(
      `insert into pub.case_flag (court_id, case_id, flag, public, from_on)
       select $1, $2, f.flag, f.public, f.from_on from jsonb_to_recordset($3::jsonb) as f(flag text, public boolean, from_on date)
       on conflict do nothing`,
      [court.id, caseId, JSON.stringify(flags)],
    );
    if (!closedOn) return;
    const closed = await tx.query(
      `update pub.case_record set terminated_on = $3, row_version = row_version + 1
       where court_id = $1 and case_id = $2 and terminated_on is null returning case_id`,
      [court.id, caseId, closedOn],
    );
    if (closed.length === 0) return;
    // As the entry that closes a case does (BR-25).
    await tx.query(
      `update pub.deadline set ended_on = $3,
         ended_by = (select max(entry_seq) from pub.docket_entry where court_id = $1 and case_id = $2)
       where court_id = $1 and case_id = $2 and ended_on is null`,
      [court.id, caseId, closedOn],
    );
    await tx.query('insert into pub.case_flag (court_id, case_id, flag, public, from_on) values ($1, $2, $3, $4, $5)', [
      court.id,
      caseId,
      CLOSED.flag,
      CLOSED.public,
      closedOn,
    ]);
    const at = momentOf(closedOn, END_OF_DAY, court.zone);
    await linkCaseChain(tx, court.id, caseId, {
      at,
      actor: actorName(systemActor('demo')),
      act: 'close case',
      body: { on: closedOn },
    });
    const message = await indexMessage(tx, court.id, caseId);
    await putInOutbox(tx, court.id, uuidAt(system.court.random, at), 'index-case', message, at);
  });
}

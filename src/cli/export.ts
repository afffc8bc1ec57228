import { exportDocket } from '../court/cases/export-docket.ts';
import { readCaseNumber, shortNumber } from '../kernel/case-number.ts';
import { asCourtId, asDigits, type CaseId, type CourtId } from '../kernel/ids.ts';
import type { Queries } from '../kernel/ports.ts';
import { connect } from '../platform/database/connect.ts';
import { CannotDo, type Command, print, readArguments, WrongCall } from './command.ts';
import { withDatabase } from './open.ts';

/** Gives a public case as a docket file, on one line. CASE is a number as people type it, or a caseid. */
export const command: Command = {
  usage: 'export COURT CASE',
  async run(args) {
    const [courtText, caseText, ...more] = readArguments(args, {}).rest;
    const court = asCourtId(courtText ?? '');
    if (!court || caseText === undefined || more.length > 0)
      throw new WrongCall('export needs a court and a case: export olyd 1:26-cv-00142');
    return withDatabase('existing', async ({ at, log }) => {
      // the web login: what it cannot read is not exported
      const web = connect(at.url('web'), 'web', { max: 1, log });
      try {
        await print(JSON.stringify(await exportDocket(web, court, await caseNamed(web, court, caseText))));
        return 0;
      } finally {
        await web.end();
      }
    });
  },
};

async function caseNamed(db: Queries, court: CourtId, text: string): Promise<CaseId> {
  const caseId = asDigits<CaseId>(text);
  const number = readCaseNumber(text);
  if (caseId === null && !number) throw new WrongCall(`"${text}" is no case number and no caseid.`);
  const rows = await db.query<{ case_id: CaseId; office: string; yy: string; type: string; seq: number }>(
    `select case_id, office, yy, type, seq from pub.case_record where court_id = $1
       and (case_id = $2::bigint or (yy = $3 and seq = $4::bigint and ($5::text is null or type = $5) and ($6::text is null or office = $6)))
     order by (case_id = $2::bigint) desc nulls last, office, type limit 10`,
    [court, caseId, number?.yy ?? null, number?.seq ?? null, number?.type ?? null, number?.office ?? null],
  );
  const exact = rows.find((row) => row.case_id === caseId);
  if (exact) return exact.case_id;
  if (rows.length === 0) throw new CannotDo(`There is no public case ${text} in ${court}.`);
  if (rows.length > 1) throw new CannotDo(`${text} may be ${rows.map(shortNumber).join(' or ')}.`);
  return rows[0]!.case_id;
}

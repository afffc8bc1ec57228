import { shortNumber } from '../kernel/case-number.ts';
import { asCourtId, type CaseId } from '../kernel/ids.ts';
import type { CivilDate } from '../kernel/time.ts';
import { connect } from '../platform/database/connect.ts';
import { CannotDo, type Command, print, printPart, readArguments, WrongCall } from './command.ts';
import { withDatabase } from './open.ts';

interface CaseRow {
  readonly case_id: CaseId;
  readonly office: string;
  readonly yy: string;
  readonly type: string;
  readonly seq: number;
  readonly short_title: string;
  readonly filed_on: CivilDate | null;
  readonly terminated_on: CivilDate | null;
  readonly origin: 'filed' | 'imported';
}

const BATCH = 1000;

/** Lists the public cases of a court by caseid; with `--json` as one object, written as it is read. */
export const command: Command = {
  usage: 'cases --court ID [--json]',
  async run(args) {
    const given = readArguments(args, { switches: ['json'], named: ['court'] });
    const court = asCourtId(given.value('court') ?? '');
    if (!court || given.rest.length > 0) throw new WrongCall('cases needs a court: --court olyd');
    const json = given.has('json');
    return withDatabase('existing', async ({ at, log }) => {
      const web = connect(at.url('web'), 'web', { max: 1, log });
      try {
        const known = await web.query('select 1 from pub.court where court_id = $1', [court]);
        if (known.length === 0) throw new CannotDo(`There is no court ${court} here.`);
        if (json) await printPart(`{"court":${JSON.stringify(court)},"cases":[`);
        for (let after = 0, first = true; ; ) {
          const rows = await web.query<CaseRow>(
            `select case_id, office, yy, type, seq, short_title, filed_on, terminated_on, origin from pub.case_record
             where court_id = $1 and case_id > $2::bigint order by case_id limit ${BATCH}`,
            [court, after],
          );
          for (const row of rows) {
            if (json) await printPart(`${first ? '' : ','}${JSON.stringify(caseJson(row))}`);
            else await print(`${String(row.case_id).padStart(9)}  ${shortNumber(row)}  ${row.short_title}`);
            first = false;
          }
          if (rows.length < BATCH) break;
          after = rows.at(-1)!.case_id;
        }
        if (json) await print(']}');
        return 0;
      } finally {
        await web.end();
      }
    });
  },
};

const caseJson = (row: CaseRow) => ({
  caseid: row.case_id,
  number: shortNumber(row),
  title: row.short_title,
  filedOn: row.filed_on,
  terminatedOn: row.terminated_on,
  origin: row.origin,
});

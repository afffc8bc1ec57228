import { exportDocket } from '../court/cases/export-docket.ts';
import { exportMenu, exportTold } from '../court/cases/export-told.ts';
import { readCaseNumber, shortNumber } from '../kernel/case-number.ts';
import { asCourtId, asDigits, type CaseId, type CourtId } from '../kernel/ids.ts';
import type { Queries } from '../kernel/ports.ts';
import { connect } from '../platform/database/connect.ts';
import { CannotDo, type Command, print, readArguments, WrongCall } from './command.ts';
import { withDatabase } from './open.ts';

const KINDS = ['docket', 'history', 'archive', 'query', 'menu'] as const;

/**
 * Gives a public case as a file of one kind, on one line: its docket, or with `--as` its history, archive docket, case query, or
 * the attachment menu of the entry that `--entry` numbers. CASE is a number as people type it, or a caseid.
 */
export const command: Command = {
  usage: 'export COURT CASE [--as docket|history|archive|query] | export COURT CASE --as menu --entry NUMBER',
  async run(args) {
    const given = readArguments(args, { named: ['as', 'entry'] });
    const [courtText, caseText, ...more] = given.rest;
    const court = asCourtId(courtText ?? '');
    if (!court || caseText === undefined || more.length > 0)
      throw new WrongCall('export needs a court and a case: export olyd 1:26-cv-00142');
    const kind = KINDS.find((each) => each === (given.value('as') ?? 'docket'));
    if (!kind) throw new WrongCall(`--as takes ${KINDS.join(', ')}.`);
    const entry = given.value('entry');
    if ((kind === 'menu') !== (entry !== undefined))
      throw new WrongCall('--entry NUMBER goes with --as menu, and only with it.');
    return withDatabase('existing', async ({ at, log }) => {
      // the web login: what it cannot read is not exported
      const web = connect(at.url('web'), 'web', { max: 1, log });
      try {
        const caseId = await caseNamed(web, court, caseText);
        await print(JSON.stringify(await exported(web, court, caseId, kind, entry)));
        return 0;
      } finally {
        await web.end();
      }
    });
  },
};

async function exported(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  kind: (typeof KINDS)[number],
  entry: string | undefined,
) {
  if (kind === 'docket') return exportDocket(db, court, caseId);
  if (kind !== 'menu') return exportTold(db, kind, court, caseId);
  return exportMenu(db, court, await documentOfEntry(db, court, caseId, entry ?? ''));
}

/** The main document of the entry of a number as the docket prints it, where an attachment menu of it was taken in. */
async function documentOfEntry(db: Queries, court: CourtId, caseId: CaseId, number: string): Promise<number> {
  const rows = await db.query<{ serial: number }>(
    `select d.serial from pub.docket_entry e join pub.document d using (court_id, case_id, entry_seq)
     where e.court_id = $1 and e.case_id = $2 and coalesce(e.doc_no::text, e.doc_label) = $3 and e.printed ? 'menu'
       and d.attachment_no = 0 order by e.entry_seq limit 2`,
    [court, caseId, number],
  );
  if (rows.length === 0) throw new CannotDo(`No attachment menu of entry ${number} has been taken in.`);
  if (rows.length > 1) throw new CannotDo(`Several entries of the docket are numbered ${number}.`);
  return rows[0]!.serial;
}

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

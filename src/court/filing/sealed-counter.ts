/** The counter by which the sealed entries of a public case are numbered; its row is locked like the case's own. */
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';

/** Locks the sealed side's counter of a public case, made on first need. */
export async function lockSealedCounter(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
): Promise<{ next_entry_seq: number; next_series_no: number; chain_n: number; chain_head: string }> {
  await tx.query(
    'insert into sealed.case_counter (court_id, case_id) values ($1, $2) on conflict do nothing',
    [court, caseId],
    'make-sealed-counter',
  );
  const rows = await tx.query<{ next_entry_seq: number; next_series_no: number; chain_n: number; chain_head: string }>(
    `select next_entry_seq, next_series_no, chain_n, chain_head from sealed.case_counter
     where court_id = $1 and case_id = $2 for update`,
    [court, caseId],
    'lock-sealed-counter',
  );
  return rows[0]!;
}

export async function advanceSealedCounter(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  to: { nextEntrySeq: number; nextSeriesNo: number; chainN: number; chainHead: string },
): Promise<void> {
  await tx.query(
    `update sealed.case_counter set next_entry_seq = $3, next_series_no = $4, chain_n = $5, chain_head = $6
     where court_id = $1 and case_id = $2`,
    [court, caseId, to.nextEntrySeq, to.nextSeriesNo, to.chainN, to.chainHead],
    'advance-sealed-counter',
  );
}

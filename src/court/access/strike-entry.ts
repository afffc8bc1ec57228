/**
 * An order strikes an entry: its words stay and are shown struck, with what struck them; its documents are closed
 * (spec/filing.md §9.3, §9.7). That it was stricken is public, unlike the level of any document of it.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { linkCaseChain } from '../cases/store.ts';
import { lockCase } from '../filing/store.ts';
import type { CourtPorts } from '../ports.ts';
import { type Actor, actorName } from './actor.ts';
import { mayAct } from './policy.ts';
import { type RestrictPorts, restrictDocument } from './restrict-document.ts';

export interface StrikeOrder {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  /** What strikes it, as the docket prints it for everybody: `Order 12`. Null: the entry stands again. */
  readonly by: string | null;
  /** Kept with the documents' levels, on the sealed side. */
  readonly reason: string;
}

/**
 * Strikes an entry, or lets it stand again. Its documents are closed first, so that no moment shows struck words with an open
 * document; to stand again they are opened one by one, each with its own reason. Repeating it changes nothing. Throws
 * `program-refused` to all but clerks, `request-malformed` without what strikes it or why, `absent` when the public docket
 * has no such entry.
 */
export async function strikeEntry(
  ports: RestrictPorts & Pick<CourtPorts, 'court'>,
  actor: Actor,
  order: StrikeOrder,
): Promise<void> {
  const { court, caseId, seq, by } = order;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('program-refused');
  if (by !== null && by.trim() === '') throw new CourtError('request-malformed', 'by');
  if (order.reason.trim() === '') throw new CourtError('request-malformed', 'reason');
  if (by !== null) {
    for (const serial of await documentsToClose(ports.vault, order)) {
      await restrictDocument(ports, actor, {
        court,
        caseId,
        serial,
        level: 'stricken',
        until: null,
        persons: [],
        authority: by,
        reason: order.reason,
      });
    }
  }
  await ports.court.transaction(async (tx) => {
    if (!(await lockCase(tx, 'pub', court, caseId))) throw new CourtError('absent');
    const [stood] = await tx.query<{ stricken_by: string | null }>(
      'select stricken_by from pub.docket_entry where court_id = $1 and case_id = $2 and entry_seq = $3',
      [court, caseId, seq],
    );
    if (!stood) throw new CourtError('absent');
    if (stood.stricken_by === by) return;
    await tx.query(
      'update pub.docket_entry set stricken_by = $4 where court_id = $1 and case_id = $2 and entry_seq = $3',
      [court, caseId, seq, by],
    );
    await linkCaseChain(tx, court, caseId, {
      at: ports.clock.now(),
      actor: actorName(actor),
      act: by === null ? 'restore entry' : 'strike entry',
      body: { entry: seq, by: by ?? stood.stricken_by },
    });
  });
}

/** Documents of a public entry that somebody outside the court may open (document_of_entry). */
async function documentsToClose(db: Queries, { court, caseId, seq }: StrikeOrder): Promise<DocumentSerial[]> {
  const rows = await db.query<{ serial: DocumentSerial }>(
    `select d.serial from (
       select court_id, case_id, entry_seq, attachment_no, serial from pub.document
       union all select court_id, case_id, entry_seq, attachment_no, serial from sealed.document
         where restriction not in ('sealed', 'court-only', 'stricken')) d
     join pub.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.case_id = $2 and d.entry_seq = $3 order by d.attachment_no`,
    [court, caseId, seq],
  );
  return rows.map((row) => row.serial);
}

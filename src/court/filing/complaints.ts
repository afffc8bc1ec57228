/**
 * Complaints and who has answered them: an answer is filed to the complaint that it answers, and its event is the one that such a
 * pleading is answered by (spec/filing.md §3.13.6).
 */
import type { CaseId, CourtId, EntrySeq, PartyNo } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { EventDefinition } from '../events/model.ts';

/** Whether an event answers a complaint that has not been answered yet: an amended answer answers one that has. */
export const answersComplaint = (definition: EventDefinition): boolean =>
  definition.refersTo?.kind === 'answers' && definition.code !== 'amended-answer';

export interface ComplaintStanding {
  readonly seq: EntrySeq;
  /** Of the parties asked about: who has answered it, each with the number of the answer. */
  readonly answeredBy: readonly { readonly name: string; readonly number: string | null }[];
  /** Of the parties asked about: who filed it. */
  readonly filedBy: readonly string[];
  /** Nobody of the parties asked about has to answer it any more. */
  readonly settled: boolean;
}

/**
 * How these entries of a public case stand with these parties. An answer that was stricken does not count (primary keys of entry_filer
 * and entry_link).
 */
export async function complaintsStanding(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  seqs: readonly EntrySeq[],
  parties: readonly PartyNo[],
): Promise<readonly ComplaintStanding[]> {
  if (seqs.length === 0) return [];
  const rows = await db.query<{
    seq: EntrySeq;
    answered: { party: PartyNo; name: string; number: string | null }[] | null;
    filed: { party: PartyNo; name: string }[] | null;
  }>(
    `select c.seq,
       (select jsonb_agg(distinct jsonb_build_object('party', p.party_no, 'name', p.name, 'number', coalesce(e.doc_no::text, e.doc_label)))
        from pub.entry_link l
        join pub.docket_entry e on e.court_id = l.court_id and e.case_id = l.case_id and e.entry_seq = l.from_seq
        join pub.entry_filer f on f.court_id = e.court_id and f.case_id = e.case_id and f.entry_seq = e.entry_seq
        join pub.party p on p.court_id = f.court_id and p.case_id = f.case_id and p.party_no = f.party_no
        where l.court_id = $1 and l.case_id = $2 and l.to_seq = c.seq and l.kind = 'answers' and e.stricken_by is null
          and f.party_no = any($4::int[])) as answered,
       (select jsonb_agg(jsonb_build_object('party', p.party_no, 'name', p.name))
        from pub.entry_filer f join pub.party p using (court_id, case_id, party_no)
        where f.court_id = $1 and f.case_id = $2 and f.entry_seq = c.seq and f.party_no = any($4::int[])) as filed
     from unnest($3::int[]) as c (seq)`,
    [court, caseId, seqs, parties],
    'complaints-standing',
  );
  return rows.map(({ seq, answered, filed }) => {
    const done = new Set([...(answered ?? []), ...(filed ?? [])].map((each) => each.party));
    return {
      seq,
      answeredBy: (answered ?? []).map(({ name, number }) => ({ name, number })),
      filedBy: (filed ?? []).map((each) => each.name),
      settled: parties.length > 0 && parties.every((party) => done.has(party)),
    };
  });
}

/**
 * The event by which these pleadings are answered. Null: they name none or several, or the one that was chosen already. `definitionOf`
 * gives the event of an entry, undefined for one that was imported.
 */
export function answeringEvent(
  definition: EventDefinition,
  pleadings: readonly (EventDefinition | undefined)[],
): string | null {
  if (!answersComplaint(definition)) return null;
  const events = new Set(pleadings.map((each) => each?.answeredBy ?? null));
  const [only] = events;
  return events.size === 1 && only && only !== definition.code ? only : null;
}

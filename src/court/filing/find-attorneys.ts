/** Finds attorneys registered in a court by name, for the court's own users who put one on the docket (spec/filing.md §9.4). */
import type { CourtId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { foldName } from '../cases/party-names.ts';

export interface AttorneyFound {
  readonly person: PersonId;
  readonly name: string;
  readonly firm: string | null;
}

/** At most 20, by name; none for fewer than three letters (court_person of the court). */
export async function findAttorneys(db: Queries, court: CourtId, typed: string): Promise<AttorneyFound[]> {
  const words = foldName(typed);
  if (words.length < 3) return [];
  return db.query<AttorneyFound>(
    `select person_id as person, display_name as name, firm from pub.court_person
     where court_id = $1 and kind = 'attorney' and status = 'registered'
       and (select bool_and(pub.folded_name(display_name) like '%' || word || '%') from unnest(string_to_array($2, ' ')) as word)
     order by signature_name, person_id limit 20`,
    [court, words],
    'find-attorneys',
  );
}

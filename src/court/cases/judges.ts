/** The judges to whom a court's cases can be assigned. */
import type { CourtId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import type { NewJudge } from './record-case.ts';

/** Whom a filer calls beside the help desk. */
export interface CaseManager {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** The case manager of the judge whom a case names as presider, `District Judge Ada Okafor`; null: the court has named none. */
export const caseManagerOf = (court: Pick<CourtInForce, 'judges'>, presider: string | null): CaseManager | null =>
  court.judges.find(({ title, name }) => `${title} ${name}` === presider)?.caseManager ?? null;

/**
 * Those whom the court's settings name, each with the person who signs on as that judge, if there is one; then judges whom the
 * court knows as persons only, if it knows their initials.
 */
export async function judgesOfCourt(db: Queries, court: CourtInForce): Promise<NewJudge[]> {
  const persons = await personsWhoJudge(db, court.id);
  const named = court.judges.map(({ name, title, initials }) => ({
    name,
    title,
    initials,
    person: persons.find((each) => each.name === name)?.personId ?? null,
  }));
  const others = persons.flatMap(({ personId, name, title, initials }): NewJudge[] =>
    initials === null || named.some((each) => each.name === name)
      ? []
      : [{ name, title: title ?? 'Judge', initials, person: personId }],
  );
  return [...named, ...others];
}

interface Judging {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string | null;
  readonly initials: string | null;
}

/** court_person_judge. */
const personsWhoJudge = (db: Queries, court: CourtId): Promise<Judging[]> =>
  db.query<Judging>(
    `select person_id as "personId", display_name as name, title, initials from pub.court_person
     where court_id = $1 and kind = 'judge' and status = 'registered' order by signature_name limit 500`,
    [court],
    'judges-of-court',
  );

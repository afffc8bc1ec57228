/** Who of a case's counsel and parties may open a document of it: asked of the policy itself, person by person. */
import type { AccountId, CaseId, CourtId, PartyNo, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type DocumentRestriction, mayRead } from './policy.ts';

/** Counsel of record, or a party who files for himself, with an account. */
export interface CasePerson {
  readonly personId: PersonId;
  readonly account: AccountId;
  readonly name: string;
  /** For whom, as the docket names them. */
  readonly parties: readonly { readonly partyNo: PartyNo; readonly name: string }[];
}

/** Who filed an entry, and for whom. */
export interface FiledBy {
  readonly signer: PersonId | null;
  readonly parties: readonly PartyNo[];
}

/** Everybody of record in a public case today who can sign on, by name (association's primary key). */
export async function personsOfCase(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  today: CivilDate,
): Promise<CasePerson[]> {
  return db.query<CasePerson>(
    `select p.person_id as "personId", p.account_id as account, p.display_name as name,
       jsonb_agg(jsonb_build_object('partyNo', y.party_no, 'name', y.name) order by y.party_no) as parties
     from pub.association a join pub.court_person p using (court_id, person_id)
     join pub.party y using (court_id, case_id, party_no)
     where a.court_id = $1 and a.case_id = $2 and (a.to_on is null or a.to_on > $3::date)
       and p.account_id is not null and p.status = 'registered'
     group by p.person_id, p.account_id, p.display_name, p.signature_name order by p.signature_name`,
    [court, caseId, today],
    'persons-of-case',
  );
}

/** Of a public entry (primary keys). */
export async function filedBy(db: Queries, court: CourtId, caseId: CaseId, seq: number): Promise<FiledBy> {
  const [row] = await db.query<FiledBy>(
    `select e.signer_person as signer, array(select f.party_no from pub.entry_filer f where f.court_id = e.court_id
       and f.case_id = e.case_id and f.entry_seq = e.entry_seq) as parties
     from pub.docket_entry e where e.court_id = $1 and e.case_id = $2 and e.entry_seq = $3`,
    [court, caseId, seq],
    'filed-by',
  );
  return row ?? { signer: null, parties: [] };
}

/** Those of the persons who may open a document of a level; `named`: to whom the court opens it by name. Pure. */
export function whoOpens(
  persons: readonly CasePerson[],
  place: { readonly court: CourtId; readonly caseId: CaseId; readonly filed: FiledBy },
  level: DocumentRestriction,
  named: readonly PersonId[],
): CasePerson[] {
  const { court, caseId, filed } = place;
  return persons.filter((each) => {
    const ties = {
      filer: filed.signer === each.personId,
      forFiler: each.parties.some(({ partyNo }) => filed.parties.includes(partyNo)),
      granted: named.includes(each.personId),
    };
    return (
      mayRead(
        { kind: 'account', account: each.account, privileges: [] },
        { participant: true, assignedJudge: false },
        { court, caseId, inCase: 'public', inEntry: 'public', document: level, ties },
      ) === 'allow'
    );
  });
}

/** Whom a filing reaches on paper alone (Fed. R. Civ. P. 5(b)(2)(C)): to them Rule 6(d) gives its days. Pure. */
import type { PartyNo } from '../../kernel/ids.ts';
import type { AssociationInCase, CaseForFiling, PersonInCase } from './model.ts';

/** Whether notices reach a person by e-mail. */
export const isReachedByMail = (person: Pick<PersonInCase, 'status' | 'email'>): boolean =>
  person.status === 'registered' && Boolean(person.email);

/** A person of the paper list: counsel whom no e-mail reaches. */
export const isServedOnPaper = (person: Pick<PersonInCase, 'status' | 'email'>): boolean =>
  person.status === 'unregistered' || (person.status === 'registered' && !person.email);

/**
 * The parties of whom everybody who is served for them is on the paper list. Service on one counsel is service on the party: whoever
 * has one that an e-mail reaches is served electronically. Who is in nobody's list is not served here at all.
 */
export function partiesServedByMail(
  state: Pick<CaseForFiling, 'parties' | 'persons' | 'signer'>,
  associations: readonly AssociationInCase[],
): ReadonlySet<PartyNo> {
  const people = [...state.persons, ...(state.signer ? [state.signer] : [])];
  const byMail = state.parties.filter((party) => {
    if (party.terminatedOn) return false;
    const own = associations.filter((each) => each.partyNo === party.partyNo);
    if (own.length === 0) return party.proSe;
    const told = own
      .filter((each) => each.notice)
      .flatMap((each) => people.find((person) => person.personId === each.personId) ?? []);
    return told.some(isServedOnPaper) && !told.some(isReachedByMail);
  });
  return new Set(byMail.map((party) => party.partyNo));
}

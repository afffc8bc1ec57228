/** Cases in which every event can be filed, and the people whom filings bring in, name and end. */
import type { Actor } from '../../src/court/access/actor.ts';
import { enqueueJob } from '../../src/court/cases/ports.ts';
import { ensurePerson, recordCase } from '../../src/court/cases/record-case.ts';
import type { AnswersInput } from '../../src/court/events/answers.ts';
import type { EventDefinition, UserKind } from '../../src/court/events/model.ts';
import type { CaseId, CourtId, EntrySeq, PartyNo, PersonId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import type { CivilDate } from '../../src/kernel/time.ts';
import { createAccount } from '../../src/pacer/accounts/create-account.ts';
import { PASSWORD, type TestCourt } from './system.ts';

export interface Person {
  readonly name: string;
  readonly lastFirst: string;
  readonly actor: Actor & { kind: 'account' };
  readonly person: Awaited<ReturnType<typeof ensurePerson>>;
}
const PEOPLE: readonly (readonly [UserKind & ('attorney' | 'clerk' | 'judge'), string, string])[] = [
  ['attorney', 'Jane Doe', 'Doe, Jane'],
  ['clerk', 'Carla Clerk', 'Clerk, Carla'],
  ['judge', 'Robin Roe', 'Roe, Robin'],
];

/** An attorney, a clerk and a judge of a court, with logins. */
export async function peopleOf(court: TestCourt, id: CourtId, again = ''): Promise<ReadonlyMap<UserKind, Person>> {
  const { system, clock } = court;
  const made = new Map<UserKind, Person>();
  for (const [kind, name, lastFirst] of PEOPLE) {
    const roles = kind === 'clerk' ? (['clerk', 'sealed-clerk'] as const) : ([kind] as const);
    const account = await createAccount(system.pacer, {
      ...{
        loginId: `${kind}${again}.${id}`,
        password: PASSWORD,
        displayName: name,
        email: `${kind}${again}.${id}@firm.example`,
        filer: true,
      },
      privileges: roles.map((role) => ({ court: id, role })),
    });
    const person = await system.court.court.transaction((tx) =>
      ensurePerson(tx, { clock, random: systemRandom }, id, {
        ...{ kind, displayName: name, signatureName: null, title: kind === 'judge' ? 'Judge' : null, initials: null },
        ...{ account: account.accountId, secondaryEmails: [], status: 'registered', firm: null, address: null },
        ...{ phone: null, fax: null, email: `${kind}${again}.${id}@firm.example` },
      }),
    );
    const privileges = roles.map((role) => ({ court: id, role, scopeCase: null }));
    made.set(kind, { name, lastFirst, person, actor: { kind: 'account', account: account.accountId, privileges } });
  }
  return made;
}

/** An entry that others can refer to: how it is named in their texts. */
export interface Filed {
  readonly seq: EntrySeq;
  readonly number: number | null;
  readonly name: string;
}
/** A party by its number in the case: a defendant of a criminal case with the number as such. */
export interface Party {
  readonly no: PartyNo;
  readonly name: string;
  readonly defendant: number | null;
}
export interface Matter {
  readonly court: CourtId;
  readonly id: CaseId;
  /** Parties whose part in the case nothing has ended yet, and lawyers of Acme Corp. who may go. */
  readonly spare: Party[];
  readonly lawyers: { readonly person: PersonId; readonly name: string }[];
  /** The counts on record, in their order. */
  readonly counts: Map<PartyNo, string[]>;
  defendants: number;
  readonly people: ReadonlyMap<UserKind, Person>;
  readonly byCategory: Map<string, Filed>;
  /** Reliefs that wait for a ruling. */
  readonly pending: {
    readonly seq: EntrySeq;
    readonly number: number | null;
    readonly n: number;
    readonly name: string;
  }[];
}

/** A case with parties, defendants and counsel to spare. */
export async function aMatter(
  court: TestCourt,
  id: CourtId,
  type: string,
  seq: number,
  people: Matter['people'],
): Promise<Matter> {
  const { system, clock } = court;
  const lawyer = people.get('attorney')!.person;
  const criminal = type === 'cr' || type === 'mj';
  const spare = [3, 4, 5, 6, 7, 8].map(
    (no): Party => ({ no: no as PartyNo, name: `Spare ${'ABCDEF'[no - 3]} Poe`, defendant: criminal ? no - 1 : null }),
  );
  const names = ['Sam Stays', ...['Ann', 'Ben', 'Cal', 'Dot', 'Eve', 'Fay'].map((each) => `${each} Leaves`)];
  const lawyers = await system.court.court.transaction(async (tx) => {
    const made: PersonId[] = [];
    for (const displayName of names)
      made.push(
        await ensurePerson(tx, { clock, random: systemRandom }, id, {
          ...{ kind: 'attorney', displayName, signatureName: null, title: null, initials: null, account: null },
          ...{
            barIds: [],
            status: 'registered',
            firm: null,
            address: null,
            phone: null,
            fax: null,
            secondaryEmails: [],
          },
          email: `${displayName.replace(' ', '.').toLowerCase()}.${seq}@firm.example`,
        }),
      );
    return made;
  });
  const caseId = await system.court.court.transaction((tx) =>
    recordCase(
      tx,
      { clock, random: systemRandom, enqueue: enqueueJob },
      { kind: 'system', purpose: 'test' },
      {
        ...{ court: id, number: { office: '1', yy: '26', type, seq }, title: `Acme Corp. v. Baker ${seq}` },
        ...{ filedOn: '2026-01-05' as CivilDate, presider: null, referral: null },
        parties: [
          {
            ...{ role: 'Plaintiff', name: 'Acme Corp.' },
            counsel: [lawyer, ...lawyers].map((person) => ({ person, lead: person === lawyer, notice: false })),
          },
          { role: 'Defendant', name: 'Robin Baker', counsel: [] },
          ...spare.map(({ name }) => ({ role: 'Defendant', name, counsel: [] })),
        ],
      },
    ),
  );
  return {
    ...{ court: id, id: caseId, people, spare, counts: new Map(), defendants: 1 + spare.length },
    lawyers: lawyers.map((person, index) => ({ person, name: names[index]! })).slice(1),
    ...{ byCategory: new Map(), pending: [] },
  };
}

export const BAKER: Party = { no: 2 as PartyNo, name: 'Robin Baker', defendant: 1 };

/** A party that a filing brings into its case. */
export interface Joins {
  readonly role: string;
  readonly name: string;
  readonly as: string | null;
}
/** Whom a filing is about, and who comes and goes with it. */
export interface PeopleMoved {
  readonly about: readonly Pick<Party, 'name' | 'defendant'>[];
  /** As the text has them. */
  readonly counts: readonly string[];
  readonly joins: readonly Joins[];
  readonly leaves: readonly Party[];
  /** The lawyer who goes, or nothing. */
  readonly goes: string;
  readonly answers: Partial<AnswersInput>;
}

/** What an event asks about people, answered: every one that can bring in or end somebody's part does. */
export function peopleMoved(matter: Matter, event: EventDefinition, chance: () => number): PeopleMoved {
  const asks = event.defendants === 'asks';
  const leaves = event.parties.terminates ? [matter.spare.shift()!] : [];
  const about = asks ? [...(event.counts === 'disposes' ? leaves : [BAKER, ...matter.spare.slice(0, 1)])] : [];
  const asked = event.prompts.find((prompt) => prompt.kind === 'parties')?.name ?? null;
  const joins = event.parties.adds.slice(-1).map((role): Joins => {
    const filer = event.filers === 'required' && (role.endsWith('Plaintiff') || role === 'Amicus');
    const as = filer ? 'filer' : role === 'Defendant' && asks ? null : asked;
    return { role, name: `New ${event.code}`, as };
  });
  const goes = event.counsel.terminates ? matter.lawyers.shift()! : null;
  const charged = event.counts === 'charges' || event.counts === 'complains';
  const numbers = `${1 + Math.floor(chance() * 5)}-9`;
  const fresh = asks ? joins.map(({ name }) => ({ name, defendant: ++matter.defendants })) : [];
  if (event.counts === 'charges')
    for (const { no } of about) matter.counts.set(no, [...(matter.counts.get(no) ?? []), numbers]);
  const disposed = about.flatMap(({ no }) => (matter.counts.get(no) ?? []).map((each, index) => ({ no, each, index })));
  return {
    ...{ about: [...about, ...fresh], joins, leaves },
    counts:
      event.counts === 'disposes'
        ? about.map(({ no, name, defendant }) =>
            [`${name} (${defendant})`, disposed.map(({ each }) => `Count(s) ${each}, ${no} months`).join('; ')].join(
              ', ',
            ),
          )
        : [...about, ...fresh].map(({ name, defendant }) => `${name} (${defendant}) count(s) ${numbers}`),
    goes: goes?.name ?? '',
    answers: {
      defendants: about.map(({ no }) => no),
      newParties: joins.map(({ role, name, as }) => ({ role, name, as })),
      affiliates: event.parties.identifies ? [{ partyNo: 1, kind: 'Corporate Parent', name: 'Bensco, Inc.' }] : [],
      endedParties: leaves.map(({ no }) => no),
      endedCounsel: goes ? [{ partyNo: 1, person: goes.person }] : [],
      charges: charged
        ? [
            ...about.map(({ no }) => ({ partyNo: no, charge: '18:1343 Wire Fraud', counts: numbers })),
            ...fresh.map(() => ({ newParty: 1, charge: '18:1343 Wire Fraud', counts: numbers })),
          ]
        : [],
      dispositions:
        event.counts === 'disposes'
          ? disposed.map(({ no, index }) => ({
              ...{ partyNo: no, n: index + 1, disposition: `${no} months.`, status: 'pending' as const },
            }))
          : [],
    },
  };
}

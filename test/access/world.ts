/**
 * A court with one of everything that can be hidden, and somebody of every role, made through the court's own acts.
 * Whatever must not be seen carries a word that begins with `Qx` and names the state it belongs to.
 */
import { Readable } from 'node:stream';
import type { CourtRole } from '../../src/court/access/actor.ts';
import type { DocumentRestriction } from '../../src/court/access/policy.ts';
import { type RestrictionOrder, restrictDocument } from '../../src/court/access/restrict-document.ts';
import { enqueueJob } from '../../src/court/cases/ports.ts';
import { type NewParty, recordCase } from '../../src/court/cases/record-case.ts';
import { recordSealedCase } from '../../src/court/cases/record-sealed-case.ts';
import { answersSchema, newAnswers } from '../../src/court/events/answers.ts';
import type { FilingRestriction } from '../../src/court/filing/decide-filing.ts';
import { beginDraft } from '../../src/court/filing/drafts.ts';
import type { Receipt } from '../../src/court/filing/model.ts';
import { submitFiling } from '../../src/court/filing/submit-filing.ts';
import { takeUpload } from '../../src/court/filing/uploads.ts';
import { forgetCourt } from '../../src/court/settings/court-settings.ts';
import type { CaseId, DraftId, UploadId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import type { CivilDate } from '../../src/kernel/time.ts';
import { createAccount } from '../../src/pacer/accounts/create-account.ts';
import { pdf } from '../support/pdfs.ts';
import { aTestCourt, COURT, PASSWORD, type TestCourt, type TestPerson } from '../support/system.ts';
import { aWebCourt, type Browser, type WebCourt } from '../support/web.ts';
import { type Held, ROLES, type Role } from './table.ts';

/** A case and, where it has one, the document that stands for the state. */
export interface Place {
  readonly number: string;
  readonly caseId: CaseId;
  readonly serial: number;
}

export interface World {
  readonly court: TestCourt;
  readonly web: WebCourt;
  readonly people: Readonly<Record<Exclude<Role, 'anonymous' | 'terminal'>, TestPerson>>;
  readonly browsers: Readonly<Record<Role, Browser>>;
  readonly places: Readonly<Record<Held, Place>>;
  /** Another public case, with a public document. */
  readonly other: Place;
  /** The attorney's draft in the public case, and the cleared clerk's in the hidden one. */
  readonly drafts: { readonly attorney: DraftId; readonly hidden: DraftId };
  readonly filing: { readonly attorney: Receipt; readonly key: string };
  end(): Promise<void>;
}

const LOGINS: Readonly<Record<Exclude<Role, 'anonymous' | 'terminal'>, readonly CourtRole[]>> = {
  public: [],
  attorney: ['attorney'],
  'attorney-other': ['attorney'],
  'attorney-ended': ['attorney'],
  'pro-se': ['pro-se'],
  clerk: ['clerk'],
  'sealed-clerk': ['sealed-clerk'],
  judge: ['judge'],
  'judge-other': ['judge'],
  admin: ['admin'],
};

const KEY = 'the key of the attorney’s motion';
export const FILED_ON = '2026-01-05' as CivilDate;

/** The numbers under which nothing stands; each has a twin in `world.places` that is hidden. */
export const ABSENT = { number: '1-26-cv-07002', caseId: 599_999_999 as CaseId, serial: 599_999_998 };

export interface ActsOf {
  readonly court: TestCourt;
  aCase(
    number: string,
    title: string,
    parties: readonly NewParty[],
    judge: TestPerson | null,
    natureOfSuit?: string,
  ): Promise<CaseId>;
  /** Changes the level of a receipt's main document, as an order says. */
  restricts(
    by: TestPerson,
    receipt: Receipt,
    level: DocumentRestriction,
    more?: Partial<RestrictionOrder>,
  ): Promise<void>;
  aSealedCase(
    mode: 'under-seal' | 'hidden',
    number: string,
    title: string,
    parties: readonly NewParty[],
    judge: TestPerson | null,
  ): Promise<CaseId>;
  /** Files with a PDF whose name and text carry `word`; `exhibits` more go with it. */
  files(by: TestPerson, caseId: CaseId, wish: FilingWish): Promise<Receipt>;
  sealMode(mode: 'placeholder' | 'gap' | 'series'): Promise<void>;
}

export interface FilingWish {
  readonly event: 'motion' | 'notice-other';
  readonly filer: number;
  readonly freeText: string;
  readonly word: string;
  readonly restriction?: FilingRestriction;
  readonly side?: 'pub' | 'sealed';
  readonly exhibits?: readonly string[];
  readonly pages?: number;
  readonly key?: string;
  readonly associate?: boolean;
}

const numberOf = (text: string) => {
  const [office, yy, type, seq] = text.split('-');
  return { office: office!, yy: yy!, type: type!, seq: Number(seq) };
};

/** The acts by which worlds are made, on a court. */
export function actsOf(court: TestCourt): ActsOf {
  const { court: ports } = court.system;
  const writing = { clock: court.clock, random: systemRandom, enqueue: enqueueJob };
  const maker = { kind: 'system', purpose: 'test' } as const;
  const caseOf = (number: string, title: string, parties: readonly NewParty[], judge: TestPerson | null) => ({
    court: COURT,
    number: numberOf(number),
    title,
    filedOn: FILED_ON,
    presider: judge && { name: 'Robin Roe', title: 'District Judge', initials: 'RR', person: judge.person },
    referral: null,
    parties,
  });
  const upload = async (by: TestPerson, name: string, word: string, pages: number): Promise<UploadId> => {
    const stream = Readable.from([pdf({ pages, text: (n) => `${word} on page ${n}` })]);
    return (await takeUpload(ports, COURT, by.account, null, { name: `${name}.pdf`, stream })).uploadId;
  };
  return {
    court,
    aCase: (number, title, parties, judge, natureOfSuit) =>
      ports.court.transaction((tx) =>
        recordCase(tx, writing, maker, {
          ...caseOf(number, title, parties, judge),
          ...(natureOfSuit ? { natureOfSuit } : {}),
        }),
      ),
    restricts: (by, { caseId, documents }, level, more = {}) =>
      restrictDocument(ports, by.actor, {
        court: COURT,
        caseId,
        serial: documents[0]!.serial,
        level,
        until: null,
        persons: [],
        authority: 'Order 5',
        reason: 'test',
        ...more,
      }),
    aSealedCase: (mode, number, title, parties, judge) =>
      ports.vault.transaction((tx) =>
        recordSealedCase(tx, writing, maker, {
          ...caseOf(number, title, parties, judge),
          mode,
          authority: '31 U.S.C. 3730(b)(2)',
          reason: 'test',
        }),
      ),
    async files(by, caseId, wish) {
      const main = await upload(by, wish.word, wish.word, wish.pages ?? 2);
      const attachments = [];
      for (const description of wish.exhibits ?? [])
        attachments.push({ upload: await upload(by, description, description, 1), category: 'Exhibit', description });
      return submitFiling(ports, by.actor, {
        court: COURT,
        caseId,
        side: wish.side ?? 'pub',
        key: wish.key ?? `key ${by.loginId} ${wish.word} ${caseId}`,
        draft: null,
        channel: 'api',
        answers: answersSchema.parse({
          event: wish.event,
          filers: [wish.filer],
          ...(wish.event === 'motion' ? { reliefs: [{ code: 'compel' }] } : {}),
          freeText: wish.freeText,
          documents: { main, attachments },
          ...(wish.associate ? { associate: [{ partyNo: wish.filer, lead: true, notice: true }] } : {}),
        }),
        restriction: wish.restriction ?? 'public',
        history: false,
        receivedAt: court.clock.now(),
      });
    },
    async sealMode(mode) {
      await court.owner.query(
        `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
         values ($1, 'sealModes', '2026-01-01', clock_timestamp(), $2::jsonb)`,
        [COURT, JSON.stringify({ case: 'under-seal', entry: mode })],
      );
      forgetCourt(ports.web, COURT);
    },
  };
}

export const party = (role: string, name: string, more: Partial<NewParty> = {}): NewParty => ({
  role,
  name,
  counsel: [],
  ...more,
});

/** A new browser in which somebody of this role has signed on. */
export async function signedOn({ court, web }: Pick<World, 'court' | 'web'>, role: Role): Promise<Browser> {
  // Many sign-ons at one moment from one address would be slowed down.
  court.clock.advance(2_000);
  const browser = web.browser();
  const answer = await browser.signOn(role);
  if (!browser.cookies.has('NextGenCSO')) throw new Error(`${role} could not sign on: ${answer.body}`);
  await browser.get('/account');
  return browser;
}

export async function aWorld(): Promise<World> {
  const court = await aTestCourt();
  const acts = actsOf(court);
  const people = {} as Record<keyof typeof LOGINS, TestPerson>;
  for (const [role, roles] of Object.entries(LOGINS) as [keyof typeof LOGINS, readonly CourtRole[]][]) {
    if (role !== 'pro-se') people[role] = await court.aPerson(role, roles, { displayName: `Person ${role}` });
  }
  await createAccount(court.system.pacer, {
    loginId: 'terminal',
    password: PASSWORD,
    displayName: 'Public Terminal',
    email: 'terminal@olyd.example',
    filer: false,
    privileges: [{ court: COURT, role: 'terminal' }],
  });
  const counsel = (who: TestPerson, to?: CivilDate) => ({
    person: who.person!,
    lead: true,
    notice: true,
    ...(to ? { to } : {}),
  });

  const open = '1-26-cv-00142';
  const openCase = await acts.aCase(
    open,
    'Acme Corp. v. Baker',
    [
      party('Plaintiff', 'Acme Corp.', {
        counsel: [counsel(people.attorney), counsel(people['attorney-ended'], '2026-02-01' as CivilDate)],
      }),
      party('Defendant', 'Robin Baker', { proSe: true, address: '1 Quay Street' }),
    ],
    people.judge,
  );
  people['pro-se'] = await court.aPerson('pro-se', ['pro-se'], { displayName: 'Robin Baker', scopeCase: openCase });
  const otherCase = await acts.aCase(
    '1-26-cv-00143',
    'Harbor Lines v. Pell',
    [
      party('Plaintiff', 'Harbor Lines', { counsel: [counsel(people['attorney-other'])] }),
      party('Defendant', 'Ruth Pell'),
    ],
    people['judge-other'],
  );

  const filing = await acts.files(people.attorney, openCase, {
    event: 'motion',
    filer: 1,
    freeText: 'and for costs',
    word: 'open-motion',
    exhibits: ['Letter'],
    key: KEY,
  });
  await acts.files(people['pro-se'], openCase, {
    event: 'notice-other',
    filer: 2,
    freeText: 'of appearance',
    word: 'open-notice',
    associate: true,
  });
  const otherFiling = await acts.files(people['attorney-other'], otherCase, {
    event: 'motion',
    filer: 1,
    freeText: '',
    word: 'other-motion',
  });
  const placeOf = (receipt: Receipt, number = open): Place => ({
    number,
    caseId: receipt.caseId,
    serial: receipt.documents[0]!.serial,
  });

  // Restricted documents of entries that everyone sees: the text is public, name and bytes of the file are not.
  const restricted = async (restriction: FilingRestriction, word: string) =>
    placeOf(
      await acts.files(people['sealed-clerk'], openCase, {
        event: 'notice-other',
        filer: 1,
        freeText: `whose document is ${restriction}`,
        word,
        restriction,
      }),
    );
  const participants = await restricted('participants', 'Qxparticipants');
  const courtDocument = await restricted('court-only', 'Qxcourtdocument');
  const sealedDocument = await restricted('sealed', 'Qxsealeddocument');
  const hiddenEntry = async (restriction: FilingRestriction, word: string) =>
    placeOf(
      await acts.files(people['sealed-clerk'], openCase, {
        event: 'notice-other',
        filer: 1,
        freeText: `${word}text`,
        word: `${word}file`,
        restriction,
        exhibits: [`${word}exhibit`],
      }),
    );
  const courtEntry = await hiddenEntry('court-only-entry', 'Qxcourtentry');
  const placeholder = await hiddenEntry('sealed-entry', 'Qxplaceholder');
  await acts.sealMode('gap');
  const gap = await hiddenEntry('sealed-entry', 'Qxgap');
  await acts.sealMode('series');
  const series = await hiddenEntry('sealed-entry', 'Qxseries');
  await acts.sealMode('placeholder');
  await acts.files(people.attorney, openCase, { event: 'notice-other', filer: 1, freeText: 'of change', word: 'last' });

  // Filed for everyone to see, then restricted by the court.
  const laterRestricted = async (
    by: TestPerson,
    filer: number,
    word: string,
    level: DocumentRestriction,
    more: Partial<RestrictionOrder> = {},
  ): Promise<Place> => {
    const receipt = await acts.files(by, openCase, { event: 'notice-other', filer, freeText: 'of service', word });
    await acts.restricts(people['sealed-clerk'], receipt, level, more);
    return placeOf(receipt);
  };
  const named = { persons: [people['attorney-other'].person!] };
  const day = (until: string) => ({ until: until as CivilDate });
  const later = {
    'applicable-party': await laterRestricted(people.attorney, 1, 'Qxapplicable', 'applicable-party'),
    'selected-parties': await laterRestricted(people.attorney, 1, 'Qxselected', 'selected-parties', named),
    'ex-parte': await laterRestricted(people['pro-se'], 2, 'Qxexparte', 'ex-parte'),
    'pending-redaction': await laterRestricted(people.attorney, 1, 'Qxredaction', 'pending-redaction'),
    embargo: await laterRestricted(people.attorney, 1, 'Qxembargo', 'embargo', { ...named, ...day('2026-03-05') }),
    stricken: await laterRestricted(people.attorney, 1, 'Qxstricken', 'stricken'),
    released: await laterRestricted(people.attorney, 1, 'released', 'embargo', day('2026-03-04')),
  };
  const benefits = '1-26-cv-00160';
  const benefitsCase = await acts.aCase(
    benefits,
    'Quimby v. Commissioner',
    [party('Plaintiff', 'Ada Quimby', { counsel: [counsel(people.attorney)] }), party('Defendant', 'Commissioner')],
    people.judge,
    '863 Social Security: D.I.W.C./D.I.W.W.',
  );
  const ssa = placeOf(
    await acts.files(people.attorney, benefitsCase, { event: 'motion', filer: 1, freeText: '', word: 'Qxssa' }),
    benefits,
  );

  const sealedCase = async (mode: 'under-seal' | 'hidden', number: string, word: string): Promise<Place> => {
    const parties = [
      party('Plaintiff', `${word}plaintiff Halloway`, {
        counsel: [counsel(people.attorney)],
        aliases: [{ kind: 'also known as', name: `${word}alias Merriweather` }],
      }),
      party('Defendant', `${word}defendant`),
    ];
    const caseId = await acts.aSealedCase(mode, number, `${word}title v. Halloway`, parties, people.judge);
    const receipt = await acts.files(people['sealed-clerk'], caseId, {
      event: 'notice-other',
      filer: 1,
      freeText: `${word}text`,
      word: `${word}file`,
      side: 'sealed',
      exhibits: [`${word}exhibit`],
    });
    return placeOf(receipt, number);
  };
  const underSeal = await sealedCase('under-seal', '1-26-cv-00150', 'Qxunderseal');
  const hidden = await sealedCase('hidden', '1-26-cv-07001', 'Qxhidden');

  const draft = (by: TestPerson, caseId: CaseId) =>
    beginDraft(court.system.court, COURT, by.account, caseId, newAnswers('notice-other')).then((made) => made.draft);
  const drafts = {
    attorney: await draft(people.attorney, openCase),
    hidden: await draft(people['sealed-clerk'], hidden.caseId),
  };

  const web = await aWebCourt(court);
  const browsers = Object.fromEntries(ROLES.map((role) => [role, web.browser()])) as Record<Role, Browser>;
  for (const role of ROLES) if (role !== 'anonymous') browsers[role] = await signedOn({ court, web }, role);
  return {
    court,
    web,
    people,
    browsers,
    places: {
      public: placeOf(filing),
      participants,
      'court-document': courtDocument,
      'sealed-document': sealedDocument,
      'court-entry': courtEntry,
      placeholder,
      gap,
      series,
      ...later,
      ssa,
      'under-seal': underSeal,
      hidden,
      absent: ABSENT,
    },
    other: placeOf(otherFiling, '1-26-cv-00143'),
    drafts,
    filing: { attorney: filing, key: KEY },
    async end() {
      await web.end();
      await court.end();
    },
  };
}

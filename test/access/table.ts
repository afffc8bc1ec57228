/**
 * Who is answered what, written by hand from DESIGN §4.4 and §4.5, spec/filing.md §1.3 and §12.1, and spec/security.md H07
 * (no right comes with running the machine). Nothing here asks the policy: the test compares the two.
 */

export const ROLES = [
  'anonymous',
  'public',
  'terminal',
  'attorney',
  'attorney-other',
  'attorney-ended',
  'pro-se',
  'clerk',
  'sealed-clerk',
  'judge',
  'judge-other',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Documents of the public case. Who filed those of the third line: the attorney for the plaintiff (applicable party, pending
 * redaction), the defendant himself (ex parte); the other attorney is named for what is selected and what is embargoed.
 */
export const DOCUMENT_STATES = [
  'public',
  'participants',
  'court-document',
  'sealed-document',
  'court-entry',
  'placeholder',
  'gap',
  'series',
  'applicable-party',
  'selected-parties',
  'ex-parte',
  'pending-redaction',
  'embargo',
  'stricken',
  /** An embargo whose day has come. */
  'released',
] as const;

/** What stands at an address: beside those documents one of the attorney's Rule 5.2(c) case; `absent` is nothing at all. */
export const STATES = [...DOCUMENT_STATES, 'ssa', 'under-seal', 'hidden', 'absent'] as const;
export type Held = (typeof STATES)[number];

export type Answer =
  | 'shown'
  /** "There is no such page." */
  | 'absent'
  /** "Case not found." */
  | 'no-case'
  /** "Case under seal" */
  | 'under-seal'
  /** "You do not have permission to view this document." */
  | 'refused'
  /** A page leads to sign-on and back; an act and a program's request say that one must. */
  | 'sign-on'
  /** "Security violation: …" (DESIGN §4.4, last row) */
  | 'violation'
  /** "Your account does not have the right to file": an account that files, in another case. */
  | 'no-right'
  | 'no-draft'
  | 'no-filing';

/** Of these nothing stands in the bill: not even that somebody looked. By docket address, and by document. */
export const UNBILLED: readonly Held[] = [
  'court-document',
  'sealed-document',
  'court-entry',
  'placeholder',
  'gap',
  'series',
  'under-seal',
  'hidden',
  'stricken',
];

const words = (line: string): string[] => line.trim().split(/\s+/);

/** Whether the document (of a case under seal or hidden: the case) is shown, and if not, what is said. */
const OPENING = `
                 anonymous  public     terminal   attorney   attorney-other attorney-ended pro-se     clerk      sealed-clerk judge judge-other admin
public           shown      shown      shown      shown      shown          shown          shown      shown      shown        shown shown       shown
participants     sign-on    refused    refused    shown      refused        refused        shown      shown      shown        shown shown       refused
court-document   sign-on    refused    refused    refused    refused        refused        refused    shown      shown        shown shown       refused
sealed-document  sign-on    refused    refused    refused    refused        refused        refused    refused    shown        shown refused     refused
court-entry      absent     absent     absent     absent     absent         absent         absent     shown      shown        shown shown       absent
placeholder      absent     absent     absent     absent     absent         absent         absent     absent     shown        shown absent      absent
gap              absent     absent     absent     absent     absent         absent         absent     absent     shown        shown absent      absent
series           absent     absent     absent     absent     absent         absent         absent     absent     shown        shown absent      absent
applicable-party  sign-on refused refused shown refused refused refused shown shown shown shown refused
selected-parties  sign-on refused refused refused shown refused refused shown shown shown shown refused
ex-parte          sign-on refused refused refused refused refused shown shown shown shown shown refused
pending-redaction sign-on refused refused shown refused refused refused shown shown shown shown refused
embargo           sign-on refused refused refused shown refused refused shown shown shown shown refused
stricken          sign-on refused refused refused refused refused refused shown shown shown shown refused
released          shown shown shown shown shown shown shown shown shown shown shown shown
ssa               sign-on refused shown shown refused refused refused shown shown shown shown refused
under-seal       under-seal under-seal under-seal under-seal under-seal     under-seal     under-seal under-seal shown        shown under-seal  under-seal
hidden           no-case    no-case    no-case    no-case    no-case        no-case        no-case    no-case    shown        shown no-case     no-case
absent           no-case    no-case    no-case    no-case    no-case        no-case        no-case    no-case    no-case      no-case no-case   no-case
`;

const readTable = (text: string): Readonly<Record<Held, Readonly<Record<Role, Answer>>>> => {
  const [head, ...rows] = text.trim().split('\n').map(words);
  return Object.fromEntries(
    rows.map(([state, ...cells]) => [state, Object.fromEntries(head!.map((role, n) => [role, cells[n]]))]),
  ) as Record<Held, Record<Role, Answer>>;
};

export const OPENS = readTable(OPENING);

/** Roles that file somewhere in this court (spec/filing.md §1.3, "file in any case"; chambers file orders). */
export const FILERS: readonly Role[] = [
  'attorney',
  'attorney-other',
  'attorney-ended',
  'pro-se',
  'clerk',
  'sealed-clerk',
  'judge',
  'judge-other',
];

/** Who manages cases: not chambers, and not who runs the machine (spec/filing.md §1.3). */
export const CLERKS: readonly Role[] = ['clerk', 'sealed-clerk'];

/** What of a public case is sealed as an entry, and what stands in a sealed case. */
export const SEALED_MATTER: readonly Held[] = ['court-entry', 'placeholder', 'gap', 'series', 'under-seal', 'hidden'];

/** Roles that look without a price to accept (spec/filing.md §1.3, "view public docs"; spec/pacer.md §7.4). */
export const LOOKS_FREE: readonly Role[] = ['terminal', 'clerk', 'sealed-clerk', 'judge', 'judge-other', 'admin'];

export interface Row {
  /** What of the world the address names; `document alone`: without its case. `own …`: the attorney's. */
  readonly about: 'nothing' | 'case' | 'document' | 'document alone' | 'own draft' | 'own filing' | 'own key';
  readonly needs: 'nothing' | 'session' | 'right to file' | 'clerk' | 'administrator';
  /** The status of those let through. `paid`: 200 for those who look free, 402 for the others, who have not paid. */
  readonly done: number | 'paid' | 'charged';
  /** What is answered instead in a case under seal or hidden that this person may see. */
  readonly sealedCase?: number;
  /** The same of a sealed entry of a public case. */
  readonly sealedEntry?: number;
  /** Sent by those who write; without the token. Chosen so that even those let through change nothing. */
  readonly body?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The act ends the session or the draft: it is given ones of its own. */
  readonly spends?: 'session' | 'draft';
  /** For programs that keep no form (DESIGN §4.11): takes no token and passes over unknown fields, but looks at the origin. */
  readonly tokenless?: boolean;
  /** How a program is answered: in JSON, never led to a page. */
  readonly json?: boolean;
}

const open = (done = 200): Row => ({ about: 'nothing', needs: 'nothing', done });
const LOOK_ENDED = 410;
const idem = { 'idempotency-key': 'a key that nobody used' };
const API = '/api/v1/courts/:court/cases/:case';

/** Every route of the server. One that is not here fails the test; HEAD is answered as GET is. */
export const ROUTES: Readonly<Record<string, Row>> = {
  'GET /': open(),
  'GET /search': open(),
  'GET /deadlines/calculate': open(),
  'GET /healthz': open(),
  'GET /readyz': open(),
  'GET /metrics': open(),
  'GET /robots.txt': open(),
  'GET /openapi.json': open(),
  'GET /assets/uswds.css': open(),
  'GET /assets/openecf.css': open(),
  'GET /assets/openecf.js': open(),
  'GET /assets/favicon.svg': open(),
  'GET /favicon.ico': open(),
  'GET /fonts/*': open(404),
  'GET /img/*': open(404),
  'GET /sign-on': open(),
  'POST /sign-on': { ...open(400), body: {} },
  'GET /sign-off': open(),
  'POST /sign-off': { about: 'nothing', needs: 'session', done: 303, body: {}, spends: 'session' },
  // PACER's own API answers 200 even on failure; here nobody's name and token are given.
  'POST /services/cso-auth': { ...open(), body: {}, tokenless: true },
  'POST /services/cso-logout': { ...open(), body: {}, tokenless: true },
  // There is no catcher in the world of this test.
  'GET /mail': open(404),
  'GET /mail/messages.json': open(404),
  'GET /mail/:id': open(404),
  'GET /mail/:id/html': open(404),

  'GET /account': { about: 'nothing', needs: 'session', done: 200 },
  'POST /account/client-code': { about: 'nothing', needs: 'session', done: 303, body: { clientCode: '' } },
  'POST /account/sign-off-everywhere': { about: 'nothing', needs: 'session', done: 303, body: {}, spends: 'session' },

  'GET /ecf/:court': open(),
  'GET /ecf/:court/search': open(),
  'GET /ecf/:court/deadlines/calculate': open(),
  'GET /find': open(303),
  'GET /ecf/:court/find': open(),
  'GET /ecf/:court/events': open(),
  'GET /ecf/:court/events/:event': open(),
  'GET /ecf/:court/help': open(),
  'GET /ecf/:court/help/:topic': open(),
  'GET /ecf/:court/cases/:case': { about: 'case', needs: 'nothing', done: 200 },
  'GET /ecf/:court/cases/:case/docket': { about: 'case', needs: 'session', done: 200 },
  'GET /ecf/:court/cases/:case/deadlines': { about: 'case', needs: 'session', done: 200 },
  // The price that is accepted is wrong: where a look is charged, it is refused; sealed matter never meets the billing.
  'POST /ecf/:court/cases/:case/docket': {
    about: 'case',
    needs: 'session',
    done: 'charged',
    body: { accepted: '999999' },
  },
  'GET /ecf/:court/cases/:case/documents/:document': { about: 'document', needs: 'nothing', done: 200 },
  'POST /ecf/:court/cases/:case/documents/:document/view': {
    about: 'document',
    needs: 'session',
    done: 'charged',
    body: { accepted: '999999' },
  },
  'GET /ecf/:court/cases/:case/documents/:document/receipt': { about: 'document', needs: 'session', done: 402 },
  'GET /ecf/:court/cases/:case/documents/:document/pdf': { about: 'document', needs: 'session', done: 'paid' },

  'GET /ecf/:court/cases/:case/manage': { about: 'case', needs: 'clerk', done: 200 },
  'GET /ecf/:court/cases/:case/manage/acts': { about: 'case', needs: 'clerk', done: 200, sealedCase: 403 },
  'GET /ecf/:court/cases/:case/manage/documents': { about: 'case', needs: 'clerk', done: 200, sealedCase: 403 },
  'GET /ecf/:court/cases/:case/manage/documents/:document': {
    about: 'document',
    needs: 'clerk',
    done: 200,
    sealedCase: 403,
    sealedEntry: 403,
  },
  // Forms in which something is missing: those let through are shown the page again.
  'POST /ecf/:court/cases/:case/manage/documents/:document': {
    about: 'document',
    needs: 'clerk',
    done: 422,
    sealedCase: 403,
    sealedEntry: 403,
    body: { go: 'do', level: 'court-only' },
  },
  'GET /ecf/:court/cases/:case/manage/entries/:entry': { about: 'case', needs: 'clerk', done: 200, sealedCase: 403 },
  'POST /ecf/:court/cases/:case/manage/entries/:entry': {
    about: 'case',
    needs: 'clerk',
    done: 422,
    sealedCase: 403,
    body: { go: 'do', by: '' },
  },
  'GET /ecf/:court/cases/:case/manage/entries/:entry/event': {
    about: 'case',
    needs: 'clerk',
    done: 200,
    sealedCase: 403,
  },
  'POST /ecf/:court/cases/:case/manage/entries/:entry/event': {
    about: 'case',
    needs: 'clerk',
    done: 422,
    sealedCase: 403,
    body: { go: 'do', event: 'motion', version: '999999' },
  },
  // Nothing comes by hand with the entry.
  'GET /ecf/:court/cases/:case/manage/entries/:entry/manual': {
    about: 'case',
    needs: 'clerk',
    done: 404,
    sealedCase: 403,
  },
  'POST /ecf/:court/cases/:case/manage/entries/:entry/manual': {
    about: 'case',
    needs: 'clerk',
    done: 404,
    sealedCase: 403,
    body: { act: 'received' },
  },
  'GET /ecf/:court/cases/:case/manage/links': { about: 'case', needs: 'clerk', done: 200, sealedCase: 403 },
  'POST /ecf/:court/cases/:case/manage/links': {
    about: 'case',
    needs: 'clerk',
    done: 422,
    sealedCase: 403,
    body: { go: 'link', number: 'x' },
  },
  'GET /ecf/:court/cases/:case/manage/judges': { about: 'case', needs: 'clerk', done: 200, sealedCase: 403 },
  'POST /ecf/:court/cases/:case/manage/judges': {
    about: 'case',
    needs: 'clerk',
    done: 422,
    sealedCase: 403,
    body: { go: 'do', judge: 'x' },
  },

  'GET /ecf/:court/not-filed': open(),
  'GET /ecf/:court/exemptions': { about: 'nothing', needs: 'clerk', done: 200 },
  'POST /ecf/:court/exemptions': { about: 'nothing', needs: 'clerk', done: 422, body: { go: 'record' } },
  // The court's own events are its administrator's; what is sent here is missing something or out of date.
  'GET /ecf/:court/dictionary': { about: 'nothing', needs: 'administrator', done: 200 },
  'POST /ecf/:court/dictionary': {
    about: 'nothing',
    needs: 'administrator',
    done: 409,
    body: { go: 'take-back', index: '0', seen: 'x' },
  },
  'GET /ecf/:court/dictionary/entry': { about: 'nothing', needs: 'administrator', done: 200 },
  'POST /ecf/:court/dictionary/entry': {
    about: 'nothing',
    needs: 'administrator',
    done: 422,
    body: { go: 'check' },
  },

  'GET /ecf/:court/file': { about: 'nothing', needs: 'right to file', done: 200 },
  'POST /ecf/:court/file': { about: 'nothing', needs: 'right to file', done: 422, body: { number: 'x', go: 'find' } },
  // No draft may be begun in a sealed case: it would stand on the public side.
  'GET /ecf/:court/cases/:case/file': { about: 'case', needs: 'right to file', done: 200, sealedCase: 403 },
  'POST /ecf/:court/cases/:case/file': {
    about: 'case',
    needs: 'right to file',
    done: 422,
    sealedCase: 403,
    body: { event: 'no-such-event' },
  },
  // Sent as a plain form, which an upload is not.
  'POST /ecf/:court/cases/:case/file/suggest': {
    about: 'case',
    needs: 'right to file',
    done: 400,
    sealedCase: 403,
    body: {},
  },
  'GET /ecf/:court/drafts': { about: 'nothing', needs: 'right to file', done: 200 },
  'GET /ecf/:court/drafts/:draft': { about: 'own draft', needs: 'right to file', done: 303 },
  'GET /ecf/:court/drafts/:draft/event': { about: 'own draft', needs: 'right to file', done: 200 },
  'POST /ecf/:court/drafts/:draft/event': {
    about: 'own draft',
    needs: 'right to file',
    done: 303,
    body: { go: 'leave' },
  },
  // The draft's event has no form of the court.
  'GET /ecf/:court/drafts/:draft/form': { about: 'own draft', needs: 'right to file', done: 404 },
  'GET /ecf/:court/drafts/:draft/:step': { about: 'own draft', needs: 'right to file', done: 200 },
  'POST /ecf/:court/drafts/:draft/:step': {
    about: 'own draft',
    needs: 'right to file',
    done: 303,
    body: { go: 'leave', rowVersion: '1' },
  },
  // Sent as a plain form, which an upload is not.
  'POST /ecf/:court/drafts/:draft/documents': { about: 'own draft', needs: 'right to file', done: 400, body: {} },
  'POST /ecf/:court/drafts/:draft/review': {
    about: 'own draft',
    needs: 'right to file',
    done: 303,
    body: { key: 'a key that nobody used', rowVersion: '1', go: 'leave' },
  },
  'POST /ecf/:court/drafts/:draft/discard': {
    about: 'own draft',
    needs: 'right to file',
    done: 303,
    body: {},
    spends: 'draft',
  },
  'GET /ecf/:court/filings/by-key': { about: 'own key', needs: 'right to file', done: 303 },
  'GET /api/v1/courts/:court/filings/:filing': { about: 'own filing', needs: 'right to file', done: 200, json: true },
  'GET /ecf/:court/filings/:filing': { about: 'own filing', needs: 'right to file', done: 200 },
  // It was filed by a program: there is no draft to copy, and those let through are told so.
  'POST /ecf/:court/filings/:filing/again': { about: 'own filing', needs: 'right to file', done: 409, body: {} },
  'GET /ecf/:court/filings/:filing/correction': { about: 'own filing', needs: 'right to file', done: 200 },
  // Forms in which something is missing: those let through are shown the page again.
  'POST /ecf/:court/filings/:filing/correction': {
    about: 'own filing',
    needs: 'right to file',
    done: 422,
    body: { kind: 'other', reason: '' },
  },
  'GET /ecf/:court/requests': { about: 'nothing', needs: 'right to file', done: 200 },
  'GET /ecf/:court/technical-failure': { about: 'nothing', needs: 'right to file', done: 200 },
  'POST /ecf/:court/technical-failure': { about: 'nothing', needs: 'right to file', done: 422, body: { what: '' } },
  // A reference and a request that nobody was given; whose own they are is in src/court/clerk and test/desk.test.ts.
  'GET /ecf/:court/technical-failure/:reference': { about: 'nothing', needs: 'right to file', done: 404 },
  'GET /ecf/:court/queue': { about: 'nothing', needs: 'clerk', done: 200 },
  'GET /ecf/:court/queue/failures': { about: 'nothing', needs: 'clerk', done: 200 },
  'GET /ecf/:court/queue/requests/:request': { about: 'nothing', needs: 'clerk', done: 404 },
  'POST /ecf/:court/queue/requests/:request': {
    about: 'nothing',
    needs: 'clerk',
    done: 404,
    body: { state: 'done', answer: 'x' },
  },

  'GET /ecf/:court/cases/:case/manage/seal': { about: 'case', needs: 'clerk', done: 200 },
  // Without an order and a reason: nothing is done.
  'POST /ecf/:court/cases/:case/manage/seal': {
    about: 'case',
    needs: 'clerk',
    done: 422,
    body: { what: 'case', act: 'seal', go: 'do' },
  },

  // Notices' links and those of existing software; the case is named by its internal number only.
  'GET /ecf/:court/doc1/:docId': { about: 'document alone', needs: 'nothing', done: 303 },
  'GET /ecf/:court/cgi-bin/DktRpt.pl': { about: 'case', needs: 'nothing', done: 303 },
  // With a token that was never given out.
  'GET /ecf/:court/free-look/:token': open(LOOK_ENDED),
  'GET /ecf/:court/free-look/:token/:document': open(LOOK_ENDED),
  'POST /ecf/:court/free-look': { ...open(LOOK_ENDED), body: { token: '1234567890123456' } },

  // Not multipart: refused once the case has been opened.
  [`POST ${API}/filings`]: {
    about: 'case',
    needs: 'right to file',
    done: 400,
    body: {},
    headers: idem,
    json: true,
  },
  [`POST ${API}/filings::check`]: { about: 'case', needs: 'right to file', done: 400, body: {}, json: true },
  [`GET ${API}/filings/by-key/:key`]: { about: 'own key', needs: 'right to file', done: 200, json: true },
};

/** Status and words of each answer (the texts are those of DESIGN §4.4 and spec/filing.md). */
export const SAID: Readonly<Record<Exclude<Answer, 'shown' | 'sign-on'>, readonly [status: number, text: string]>> = {
  absent: [404, 'There is no such page.'],
  'no-case': [404, 'Case not found.'],
  'under-seal': [403, 'Case under seal'],
  refused: [403, 'You do not have permission to view this document.'],
  violation: [403, 'Security violation: You do not have access rights to this program.'],
  'no-right': [403, 'Your account does not have the right to file in this court.'],
  'no-draft': [404, 'draft'],
  'no-filing': [404, 'filing'],
};

/** How an address names its case. Under seal, the internal number is as absent (DESIGN §4.4, "direct address"). */
export type By = 'number' | 'caseid';

/** The answer that the specification wants. */
export function wanted(row: Row, role: Role, state: Held, by: By): Answer {
  if (row.needs !== 'nothing' && role === 'anonymous') return 'sign-on';
  if (row.needs === 'right to file' && !FILERS.includes(role)) return 'violation';
  if (row.needs === 'clerk' && !CLERKS.includes(role)) return 'violation';
  if (row.needs === 'administrator' && role !== 'admin') return 'violation';
  switch (row.about) {
    case 'nothing':
      return 'shown';
    case 'own draft':
      return role === 'attorney' ? 'shown' : 'no-draft';
    case 'own filing':
      return role === 'attorney' ? 'shown' : 'no-filing';
    case 'case':
    case 'own key':
    case 'document':
    case 'document alone': {
      const opened = OPENS[state][role];
      if (row.about === 'document alone' && (opened === 'under-seal' || opened === 'no-case')) return 'absent';
      if (state === 'under-seal' && by === 'caseid' && opened === 'under-seal') return 'no-case';
      if (opened !== 'shown') return opened;
      if (row.about === 'document' || row.about === 'document alone') return 'shown';
      if (row.about === 'own key') return role === 'attorney' ? 'shown' : 'no-filing';
      // A person who files for himself files in his own case only; here every other case is one.
      return row.needs === 'right to file' && role === 'pro-se' && state !== 'public' ? 'no-right' : 'shown';
    }
  }
}

/**
 * The one catalogue of what can go wrong, in words for the person it happens to (DESIGN §2 rule 6).
 * Each entry: HTTP status, what happened, what to do, whether a deadline is touched. `docs/errors.md` is made from it.
 */

export interface ErrorEntry {
  readonly status: number;
  /** What happened. The court's own wording where the specification gives it. */
  readonly text: string;
  /** What the person can do now. */
  readonly todo: string;
  /** Whether it touches a deadline, in words. */
  readonly deadline: string;
}

const NOT_FILED = 'Nothing has been filed. If your deadline is today, file again before it ends or call the help desk.';
const UNTOUCHED = 'No deadline is touched.';

export const catalogue = {
  // --- who you are
  'sign-on-required': {
    status: 401,
    text: 'You need to sign on to see this page.',
    todo: 'Sign on with your PACER user name and password. You will come back to the page you asked for.',
    deadline: UNTOUCHED,
  },
  'sign-on-refused': {
    status: 401,
    text: 'Invalid username, password, or one-time passcode.',
    todo: 'Check your user name and password and try again. Capital letters matter in the password.',
    deadline: 'Your account is not locked. You can try again at once, or after the pause shown.',
  },
  'sign-on-slowed': {
    status: 429,
    text: 'There have been too many wrong passwords from your address for this account.',
    todo: 'Wait the time shown, then try again. If you have signed on from this browser before, you are not held up by strangers’ guesses.',
    deadline: 'If your deadline is near, call the help desk now and note the time of this message.',
  },
  'redaction-not-acknowledged': {
    status: 400,
    text: 'All filers must redact: Social Security or taxpayer-identification numbers; dates of birth; names of minor children; financial account numbers; and, in criminal cases, home addresses (Fed. R. App. P. 25(a)(5), Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1, Fed. R. Bankr. P. 9037).',
    todo: 'Tick the box that says you have read and will follow the redaction rules, then sign on.',
    deadline: UNTOUCHED,
  },
  'session-expired': {
    status: 401,
    text: 'Your session has ended.',
    todo: 'Sign on again. Your draft is kept and you will come back to it.',
    deadline: NOT_FILED,
  },
  'request-not-from-here': {
    status: 403,
    text: 'This request did not come from a page of this court.',
    todo: 'Open the page again and repeat what you did. If you followed a link in an e-mail or on another site, do not trust it.',
    deadline: NOT_FILED,
  },
  // --- what you may see and do
  absent: {
    status: 404,
    text: 'There is no such page.',
    todo: 'Check the address, or search for the case by number or by the name of a party.',
    deadline: UNTOUCHED,
  },
  'case-not-found': {
    status: 404,
    text: 'Case not found.',
    todo: 'Check the number (for example 1:26-cv-00142), or search by the name of a party.',
    deadline: UNTOUCHED,
  },
  'case-under-seal': {
    status: 403,
    text: 'Case under seal',
    todo: 'Nothing more about this case can be shown. If you are a party or counsel in it, call the clerk’s office.',
    deadline: UNTOUCHED,
  },
  'number-in-use': {
    status: 409,
    text: 'Another case has this number.',
    todo: 'Nothing was changed. Give one of the two cases another number first, then try again.',
    deadline: UNTOUCHED,
  },
  'document-refused': {
    status: 403,
    text: 'You do not have permission to view this document.',
    todo: 'Only those whom the court has allowed can open it. If you are counsel in the case, check that you signed on with your own account. This access attempt has been logged.',
    deadline: UNTOUCHED,
  },
  'program-refused': {
    status: 403,
    text: 'Security violation: You do not have access rights to this program. Please contact the Systems Administrator if you feel this is in error. This access attempt has been logged.',
    todo: 'Go back to the home page. If you believe you should have this right, call the help desk.',
    deadline: UNTOUCHED,
  },
  'document-not-here': {
    status: 404,
    text: 'This document is not available.',
    todo: 'The court’s record names this document, but its pages are not held here. The clerk’s office can tell you how to get it.',
    deadline: UNTOUCHED,
  },
  'document-missing': {
    status: 500,
    text: 'The document’s pages could not be read.',
    todo: 'This is our fault and it has been reported. You have not been charged. Try again later or call the help desk.',
    deadline: UNTOUCHED,
  },
  'no-right-to-file': {
    status: 403,
    text: 'Your account does not have the right to file in this court.',
    todo: 'Ask for filing rights under Manage My Account, or call the clerk’s office.',
    deadline: NOT_FILED,
  },
  // --- a filing
  'sealed-not-here': {
    status: 403,
    text: 'Filings in a case under seal are not taken on these pages.',
    todo: 'Bring the filing to the clerk’s office, as the court’s rules on sealed matter say.',
    deadline: NOT_FILED,
  },
  'not-in-sealed-matter': {
    status: 403,
    text: 'This cannot be done here to a case or an entry that is sealed.',
    todo: 'Unseal it first, if the court has ordered so. What stands in it is sealed with it.',
    deadline: UNTOUCHED,
  },
  'event-unknown': {
    status: 422,
    text: 'There is no such event.',
    todo: 'Choose an event from the list, or search for it by a word of its name.',
    deadline: NOT_FILED,
  },
  'dictionary-changed': {
    status: 409,
    text: 'Somebody else has changed the court’s own events since you opened the page.',
    todo: 'Look at what stands now, then make your change again.',
    deadline: UNTOUCHED,
  },
  'event-not-yours': {
    status: 403,
    text: 'This event can be docketed by the court only.',
    todo: 'Choose another event. If you are not sure which, call the help desk.',
    deadline: NOT_FILED,
  },
  'event-wrong-case-type': {
    status: 422,
    text: 'This event cannot be used in this type of case.',
    todo: 'Choose another event, or check that you are in the right case.',
    deadline: NOT_FILED,
  },
  'no-filer': {
    status: 422,
    text: 'You have not selected a party.',
    todo: 'Select the party or parties on whose behalf you are filing.',
    deadline: NOT_FILED,
  },
  'not-your-client': {
    status: 422,
    text: 'You do not yet represent a party for whom you are filing.',
    todo: 'Tick that you represent this party, or select another filer.',
    deadline: NOT_FILED,
  },
  'party-not-in-case': {
    status: 422,
    text: 'A party you selected is not in this case.',
    todo: 'Select the filer again from the list of parties.',
    deadline: NOT_FILED,
  },
  'party-in-case-already': {
    status: 422,
    text: 'A party of this name is in the case already.',
    todo: 'Say that it is the same party, in another role; or that it is somebody else of the same name.',
    deadline: NOT_FILED,
  },
  'party-unnamed': {
    status: 422,
    text: 'The new party has no name.',
    todo: 'Give its name as the document has it; an unknown party is named as such, for example John Doe.',
    deadline: NOT_FILED,
  },
  'party-unplaced': {
    status: 422,
    text: 'The docket text would not name the new party.',
    todo: 'Say whether you file on its behalf or against it.',
    deadline: NOT_FILED,
  },
  'pro-se-person': {
    status: 422,
    text: 'Only a person can appear without a lawyer.',
    todo: 'Choose “person”, or leave “appears without a lawyer” unticked.',
    deadline: NOT_FILED,
  },
  'filer-role': {
    status: 422,
    text: 'A party you selected cannot file this: it is for parties in another role.',
    todo: 'Select a party in one of the roles shown, or go back and choose another event.',
    deadline: NOT_FILED,
  },
  'ending-party-required': {
    status: 422,
    text: 'You have not said whose part in the case ends.',
    todo: 'Select each party whose part in the case ends with this document.',
    deadline: NOT_FILED,
  },
  'appearance-required': {
    status: 422,
    text: 'You have not said whose appearance ends.',
    todo: 'Select each attorney who leaves, and for which party.',
    deadline: NOT_FILED,
  },
  'appearance-not-here': {
    status: 422,
    text: 'An attorney you selected does not represent that party in this case now.',
    todo: 'Select the attorney again from the list.',
    deadline: NOT_FILED,
  },
  'counsel-must-stay': {
    status: 422,
    text: 'The party would be left without a lawyer.',
    todo: 'File a motion to withdraw as attorney: the appearance ends when the court grants it.',
    deadline: NOT_FILED,
  },
  'defendant-required': {
    status: 422,
    text: 'You have not selected a defendant.',
    todo: 'Select the defendant or defendants whom this is about, or all of them.',
    deadline: NOT_FILED,
  },
  'defendant-not-in-case': {
    status: 422,
    text: 'A defendant you selected is not a defendant of this case, or not one whom this is about.',
    todo: 'Select the defendants again from the list.',
    deadline: NOT_FILED,
  },
  'charge-required': {
    status: 422,
    text: 'A count has no charge.',
    todo: 'Give citation and words of the charge, for example 18:1343 Wire Fraud.',
    deadline: NOT_FILED,
  },
  'disposition-required': {
    status: 422,
    text: 'A count of the defendant has no disposition.',
    todo: 'Say what became of each count before the defendant’s part in the case ends.',
    deadline: NOT_FILED,
  },
  'hidden-entry-changes-case': {
    status: 422,
    text: 'An entry that the public does not see cannot change what the public sees of the case.',
    todo: 'Docket the change of parties, counsel, counts or status by an entry of its own.',
    deadline: NOT_FILED,
  },
  'no-main-document': {
    status: 422,
    text: 'This event needs a main document.',
    todo: 'Choose the PDF of the main document and upload it.',
    deadline: NOT_FILED,
  },
  'document-not-wanted': {
    status: 422,
    text: 'This event is text only: it takes no document.',
    todo: 'Remove the document, or choose an event that takes one.',
    deadline: NOT_FILED,
  },
  'attachment-unnamed': {
    status: 422,
    text: 'An attachment has neither a category nor a description.',
    todo: 'Choose a category or type a description for each attachment.',
    deadline: NOT_FILED,
  },
  'reference-required': {
    status: 422,
    text: 'You must refer to the entry to which this filing relates.',
    todo: 'Select at least one entry of the docket from the list.',
    deadline: NOT_FILED,
  },
  'reference-not-in-case': {
    status: 422,
    text: 'An entry you referred to cannot be referred to by this event, or is not in this case.',
    todo: 'Select the entry again from the list.',
    deadline: NOT_FILED,
  },
  'relief-required': {
    status: 422,
    text: 'You have not said what the motion asks for.',
    todo: 'Select at least one relief.',
    deadline: NOT_FILED,
  },
  'ruling-required': {
    status: 422,
    text: 'A selection must be made.',
    todo: 'Answer each question on this page.',
    deadline: NOT_FILED,
  },
  'text-required': {
    status: 422,
    text: 'This entry has no text.',
    todo: 'Type the text of the entry.',
    deadline: NOT_FILED,
  },
  'text-too-long': {
    status: 422,
    text: 'The text you typed is too long.',
    todo: 'Shorten it. The limit is shown beside the box.',
    deadline: NOT_FILED,
  },
  'upload-unknown': {
    status: 422,
    text: 'A document of this filing is no longer here.',
    todo: 'Upload it again.',
    deadline: NOT_FILED,
  },
  'key-reused': {
    status: 422,
    text: 'This submission’s key has been used for a different filing.',
    todo: 'Nothing new was filed. Start a new submission with a key of its own.',
    deadline: NOT_FILED,
  },
  'key-required': {
    status: 400,
    text: 'A filing needs a key, so that a repeated request cannot file twice.',
    todo: 'Send an Idempotency-Key header of 8 to 200 characters.',
    deadline: NOT_FILED,
  },
  'draft-changed': {
    status: 409,
    text: 'This draft was changed in another window.',
    todo: 'You now see its newest state. Check it and go on.',
    deadline: NOT_FILED,
  },
  'draft-gone': {
    status: 404,
    text: 'There is no such draft.',
    todo: 'Look at your list of drafts. A draft that has been filed is on the docket.',
    deadline: UNTOUCHED,
  },
  'filing-not-found': {
    status: 404,
    text: 'No filing has been made with this key.',
    todo: 'If you sent it, send it again with the same key: it will be filed once.',
    deadline: NOT_FILED,
  },
  // --- the clerk's desk
  'correction-open': {
    status: 409,
    text: 'You have asked for this correction already, and the clerk has not answered yet.',
    todo: 'Look at your requests for what becomes of it. For something else, choose another kind.',
    deadline: 'Your filing stands with its filing date.',
  },
  'correction-by-telephone': {
    status: 403,
    text: 'This filing is restricted: what is wrong with it is not written down on these pages.',
    todo: 'Call the help desk and give the case number.',
    deadline: 'Your filing stands with its filing date.',
  },
  'correction-answered': {
    status: 409,
    text: 'This request has been answered already.',
    todo: 'Read the answer that stands.',
    deadline: UNTOUCHED,
  },
  'event-same': {
    status: 422,
    text: 'The entry has this event already.',
    todo: 'Choose another event.',
    deadline: UNTOUCHED,
  },
  'event-changes-case': {
    status: 422,
    text: 'This event does more than its text says: it rules, restricts, or changes parties, counsel, counts, flags or the status of the case.',
    todo: 'Docket an entry of its own with the right event, and strike this one if the court has ordered so.',
    deadline: UNTOUCHED,
  },
  'entry-ruled-on': {
    status: 409,
    text: 'The court has ruled on this entry, so its event stands.',
    todo: 'Docket an entry of its own that corrects it.',
    deadline: UNTOUCHED,
  },
  // --- the PDF gate: the court's four texts (spec/filing.md §4.3)
  'pdf-not-wellformed': {
    status: 422,
    text: 'ERROR: Document is not a well-formed PDF document',
    todo: 'Save or print your document as a PDF again and upload that file. Renaming a Word file to .pdf does not make it one.',
    deadline: NOT_FILED,
  },
  'pdf-active': {
    status: 422,
    text: 'ERROR: Document is malformed or contains code which may cause an external action (such as launching an application). This PDF document cannot be accepted.',
    todo: 'Open the PDF, print it to a new PDF, and upload the new file. Attached files, scripts, sound and video inside a PDF cannot be filed.',
    deadline: NOT_FILED,
  },
  'pdf-secured': {
    status: 422,
    text: 'ERROR: This document has security measures in effect, such as password protection or access restriction. This PDF document cannot be accepted.',
    todo: 'Remove the password and all restrictions, save the PDF, and upload it again.',
    deadline: NOT_FILED,
  },
  'pdf-too-big': {
    status: 413,
    text: 'You cannot load this file because it’s over 50 Megabytes (MB)',
    todo: 'Split the document into logical parts, each within the limit, and upload the parts; or scan at 300 dpi in black and white.',
    deadline: NOT_FILED,
  },
  'upload-cut-off': {
    status: 400,
    text: 'The upload ended before the whole file had arrived.',
    todo: 'Your other answers are kept. Upload the file again.',
    deadline: NOT_FILED,
  },
  // --- money
  'charge-not-accepted': {
    status: 402,
    text: 'This costs money and you have not yet agreed to the charge.',
    todo: 'Look at the price and press the button if you accept it.',
    deadline: UNTOUCHED,
  },
  'charge-changed': {
    status: 409,
    text: 'The price has changed since you saw it.',
    todo: 'You have not been charged. Look at the new price and decide again.',
    deadline: UNTOUCHED,
  },
  'look-ended': {
    status: 410,
    text: 'This free look has been used or has expired.',
    todo: 'Open the document with your PACER account; the page states the price first. If nobody of yours has opened it, call the help desk.',
    deadline: 'Service was made when the notice was sent; it does not depend on the free look.',
  },
  // --- requests
  'request-malformed': {
    status: 400,
    text: 'We could not understand this request.',
    todo: 'Go back and check what you typed. Programs: the message names the field.',
    deadline: NOT_FILED,
  },
  'number-malformed': {
    status: 400,
    text: 'That is not a valid case number.',
    todo: 'Type it like 1:26-cv-00142. Shorter forms such as 26-142 work too.',
    deadline: UNTOUCHED,
  },
  'method-refused': {
    status: 405,
    text: 'This page does not answer that kind of request.',
    todo: 'Go back and use the buttons of the page.',
    deadline: UNTOUCHED,
  },
  'busy-starting': {
    status: 503,
    text: 'This server is still starting.',
    todo: 'Wait a moment and open the page again.',
    deadline: 'If your deadline is near, note the time and call the help desk.',
  },
  'filing-outcome-unknown': {
    status: 503,
    text: 'The court’s database cannot be reached, so we cannot say yet whether your filing was made.',
    todo: 'Keep this page and press the button below: it asks by your submission’s key whether the filing landed. Sending it again is safe: it will be filed once.',
    deadline: 'The time at which your complete submission arrived is shown here. Note it.',
  },
  'database-down': {
    status: 503,
    text: 'The court’s database cannot be reached.',
    todo: 'Wait a minute and try again. Nothing you had saved is lost.',
    deadline: 'Nothing has been filed by this request. If your deadline is near, note the time and call the help desk.',
  },
  'disk-full': {
    status: 503,
    text: 'The court’s storage is full and cannot take your document.',
    todo: 'Call the help desk. Your other answers are kept.',
    deadline: NOT_FILED,
  },
  internal: {
    status: 500,
    text: 'Internal Server Error',
    todo: 'This is our fault and it has been reported under the number below. Try again, and give that number to the help desk if it happens again.',
    deadline: 'If you were filing, open your drafts: a draft that was filed is marked as filed.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof catalogue;

/** Something refused or gone wrong, by its code in the catalogue. `detail` names the field or value, never a secret. */
export class CourtError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  constructor(code: ErrorCode, detail?: string, cause?: unknown) {
    super(detail ? `${code}: ${detail}` : code, cause === undefined ? undefined : { cause });
    this.name = 'CourtError';
    this.code = code;
    this.detail = detail;
  }
  get entry(): ErrorEntry {
    return catalogue[this.code];
  }
}

/** What a pure decision returns instead of an outcome when the answer is no. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly error: CourtError;
}

export const refuse = (code: ErrorCode, detail?: string): Refusal => ({
  kind: 'refusal',
  error: new CourtError(code, detail),
});

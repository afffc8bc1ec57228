/**
 * The one catalogue of what can go wrong, in words for the person it happens to (DESIGN §2 rule 6).
 * Each entry: HTTP status, what happened, what to do, whether a deadline is touched. `docs/errors.md` is made from it.
 */
import { type ErrorEntry, NOT_FILED, UNTOUCHED } from './error-entry.ts';
import { ERRORS_OF_FILING } from './errors-of-filing.ts';

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
  'seal-elsewhere': {
    status: 409,
    text: 'Entries of this case were filed in other cases too, which stay open.',
    todo: 'Nothing was sealed. Say whether these entries are to be sealed in the other cases as well, or to stay open there.',
    deadline: UNTOUCHED,
  },
  'seal-again': {
    status: 409,
    text: 'Something was filed in this case and others while it was being sealed or opened.',
    todo: 'Nothing was changed. Do it again.',
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
  ...ERRORS_OF_FILING,
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
  'pdf-fillable': {
    status: 422,
    text: 'Fillable PDF forms must be flattened before filing in CM/ECF. Flattening ensures that the document can be viewed on all devices and prevents others from manipulating or editing the form fields.',
    todo: 'Open the form where you filled it in, print it to a new PDF (Print, then “Save as PDF” or a PDF printer), check that your entries are on the pages, and upload the new file.',
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

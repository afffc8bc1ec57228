/** The printed block of counsel on a docket (spec/filing.md §2.8): contact lines, and lines of status. */
import { asUsDate, type CivilDate, usDate } from '../../kernel/time.ts';

export interface Contact {
  readonly firm: string | null;
  /** Lines separated by line ends. */
  readonly address: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly email: string | null;
}

const TOWN = /,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?$/;
const PHONE = /^\(?\d{3}\)?[-/. ]{0,3}\d{3}[-. ]\d{4}(?:\s*(?:x|ext\.?)\s*\d+)?$/i;
const STREET = /^(?:\d|#|p\.?\s?o\.?\s|one\s|two\s|suite\s)/i;

/** What can be told from contact lines without doubt; the rest is null, and the lines themselves are kept elsewhere. */
export function readContact(lines: readonly string[]): Contact {
  const after = (label: string): string | null =>
    lines
      .find((line) => line.startsWith(label))
      ?.slice(label.length)
      .trim() || null;
  const town = lines.findIndex((line) => TOWN.test(line));
  const place = lines.slice(0, town + 1);
  const hasFirm = place.length > 2 && !STREET.test(place[0]!);
  return {
    firm: hasFirm ? place[0]! : null,
    address: place.slice(hasFirm ? 1 : 0).join('\n') || null,
    phone: lines.find((line) => PHONE.test(line)) ?? null,
    fax: after('Fax: '),
    email: after('Email: '),
  };
}

/** The lines that print a contact, in the order of dockets: firm, address, telephone, fax, e-mail. */
export function contactLines(contact: Contact): string[] {
  return [
    contact.firm,
    ...(contact.address?.split('\n') ?? []),
    contact.phone,
    contact.fax && `Fax: ${contact.fax}`,
    contact.email && `Email: ${contact.email}`,
  ].filter((line): line is string => line !== null && line !== '');
}

/** What an attorney is to a party, as the italic lines under the contact say it. */
export interface CounselStatus {
  readonly lead: boolean;
  readonly notice: boolean;
  readonly proHacVice: boolean;
  readonly designation: string | null;
  readonly terminatedOn: CivilDate | null;
  /** Lines that have no field of their own, as printed. */
  readonly otherRoles: readonly string[];
}

const TERMINATED = 'TERMINATED: ';
const DESIGNATION = 'Designation: ';

export function readCounselStatus(roles: readonly string[]): CounselStatus {
  const ended = roles.filter((role) => role.startsWith(TERMINATED));
  const terminatedOn = ended.length === 1 ? asUsDate(ended[0]!.slice(TERMINATED.length)) : null;
  const designated = roles.filter((role) => role.startsWith(DESIGNATION));
  const designation = designated.length === 1 ? designated[0]!.slice(DESIGNATION.length) : null;
  const known = ['LEAD ATTORNEY', 'PRO HAC VICE', 'ATTORNEY TO BE NOTICED'];
  return {
    lead: roles.includes('LEAD ATTORNEY'),
    notice: roles.includes('ATTORNEY TO BE NOTICED'),
    proHacVice: roles.includes('PRO HAC VICE'),
    designation,
    terminatedOn,
    otherRoles: roles.filter(
      (role) =>
        !known.includes(role) &&
        !(terminatedOn !== null && role === ended[0]) &&
        !(designation !== null && role === designated[0]),
    ),
  };
}

/** The status lines in the order in which dockets print them (spec/filing.md §2.8); `(Inactive)` follows the e-mail. */
export function printedRoles(status: CounselStatus): string[] {
  const inactive = (role: string): boolean => role === '(Inactive)';
  return [
    ...status.otherRoles.filter(inactive),
    ...(status.terminatedOn ? [`${TERMINATED}${usDate(status.terminatedOn)}`] : []),
    ...(status.lead ? ['LEAD ATTORNEY'] : []),
    ...(status.proHacVice ? ['PRO HAC VICE'] : []),
    ...(status.notice ? ['ATTORNEY TO BE NOTICED'] : []),
    ...(status.designation ? [`${DESIGNATION}${status.designation}`] : []),
    ...status.otherRoles.filter((role) => !inactive(role)),
  ];
}

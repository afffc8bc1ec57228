/** Literals by which existing software tells pages apart (spec/legacy-pages.md §1.4). */

/** By this it sees that somebody is signed on. */
export const SIGNED_ON_MARKER = '/cgi-bin/login.pl?logout';

/** None of these may stand on a page for somebody who is not signed on. */
export const LEGACY_MARKERS = [
  SIGNED_ON_MARKER,
  'InvalidUserLogin.jsp',
  'Download Confirmation',
  'Documents are attached to this filing',
  'The requested document cannot be displayed',
  '<case number=',
  '<request number=',
  'id="caseid"',
  'Cost: ',
] as const;

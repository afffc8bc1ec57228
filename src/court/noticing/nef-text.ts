/**
 * The notice as plain text (spec/filing.md §5.3, Appendix C.2). A recipient's name and addresses stand on two lines,
 * as software reads them (spec/legacy-pages.md §15). Lines are not broken: an address or a case name stays whole.
 */
import { usDate } from '../../kernel/time.ts';
import {
  DO_NOT_RESPOND,
  documentNumberText,
  type Nef,
  type NefCase,
  type NefFile,
  NOTE_TO_PUBLIC_ACCESS_USERS,
  oneLine,
  shownFileName,
  stampLines,
  transactionSentence,
} from './nef.ts';

const COPY_THE_ADDRESS =
  'Copy the URL address from the line below into the location bar of your Web browser to view the document:';

function caseLines(each: NefCase): readonly string[] {
  return [
    `Case Name: ${oneLine(each.name)}`,
    `Case Number: ${each.number} ${each.caseLink}`,
    ...(each.filers.length === 0 ? ['Filer:'] : each.filers.map((filer) => `Filer: ${oneLine(filer)}`)),
    ...(each.closedOn ? [`WARNING: CASE CLOSED on ${usDate(each.closedOn)}`] : []),
    `Document Number: ${documentNumberText(each.document)}`,
    ...(each.document.kind === 'document' ? [COPY_THE_ADDRESS, each.document.link] : []),
    'Docket Text:',
    oneLine(each.docketText),
    '',
  ];
}

function recipientLines(each: NefCase, paperHeading: string): readonly string[] {
  return [
    `${each.number} Notice has been electronically mailed to:`,
    '',
    ...each.electronic.flatMap(({ name, addresses }) => [oneLine(name), addresses.map(oneLine).join(', '), '']),
    `${each.number} ${paperHeading}`,
    '',
    ...each.paper.flatMap(({ name, addressLines }) => [...[name, ...addressLines].map(oneLine), '']),
  ];
}

const fileLines = (file: NefFile): readonly string[] => [
  `Document description: ${oneLine(file.description)}`,
  `Original filename: ${shownFileName(file.originalName)}`,
  'Electronic document Stamp:',
  ...stampLines(file.stamp).map((line) => line.trimEnd()),
  '',
];

/** The notice as plain text, lines ended by `\n`. */
export function nefText(nef: Nef): string {
  return [
    DO_NOT_RESPOND,
    '',
    NOTE_TO_PUBLIC_ACCESS_USERS,
    '',
    ...nef.court.nameLines.map(oneLine),
    '',
    'Notice of Electronic Filing',
    transactionSentence(nef),
    '',
    ...nef.cases.flatMap(caseLines),
    ...nef.cases.flatMap((each) => recipientLines(each, nef.wording.paperHeading)),
    'The following document(s) are associated with this transaction:',
    ...nef.files.flatMap(fileLines),
  ].join('\n');
}

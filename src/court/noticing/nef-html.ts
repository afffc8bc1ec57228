/**
 * The notice as HTML, in the shape that existing software parses (spec/legacy-pages.md §15): which element holds what
 * is not a matter of taste here. Used as the body of the e-mail and inside the page that a filer sees.
 */
import { type Html, html, trusted } from '../../kernel/html.ts';
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

const row = (label: string, value: Html | string): Html =>
  html`<tr><td><strong>${label}</strong></td><td>${value}</td></tr>\n`;

function documentCell({ document }: NefCase): Html | string {
  const number = documentNumberText(document);
  return document.kind === 'document' ? html`<a href="${document.link}">${number}</a>` : number;
}

/** Without bold the text stands directly after the label: the other place where readers look for it. */
const docketText = (text: string, bold: boolean): Html =>
  bold
    ? html`<font face="arial,helvetica" color="#0000cc" size="3"><b>${oneLine(text)}</b></font>`
    : html`${oneLine(text)}`;

const caseBlock = (each: NefCase, bold: boolean): Html => html`<table border="0" cellspacing="0">
${row('Case Name:', oneLine(each.name))}${row('Case Number:', html`<a href="${each.caseLink}">${each.number}</a>`)}${
  each.filers.length === 0 ? row('Filer:', '') : each.filers.map((filer) => row('Filer:', oneLine(filer)))
}${
  each.closedOn &&
  html`<tr><td colspan="2"><strong>WARNING: CASE CLOSED on ${usDate(each.closedOn)}</strong></td></tr>\n`
}${row('Document Number:', documentCell(each))}</table>
<p><strong>Docket Text:</strong><br>
${docketText(each.docketText, bold)}</p>
`;

const TWO_BLANKS = trusted(' &nbsp; &nbsp; ');

/**
 * Who was told, and who was not. The people of the second list stand in an element of their own: readers take the text
 * beside the first heading, and a postal address must not run into the name of the next person with e-mail.
 */
const recipientLists = (
  each: NefCase,
  paperHeading: string,
): Html => html`<br><b>${each.number} Notice has been electronically mailed to:</b><br><br>
${each.electronic.map(
  (person) => html`${oneLine(person.name)}${TWO_BLANKS}${person.addresses.map(oneLine).join(', ')}<br><br>\n`,
)}<b>${each.number} ${paperHeading}</b><br>
<div>${each.paper.map(
  (person) => html`${[person.name, ...person.addressLines].map((line) => html`${oneLine(line)}<br>\n`)}<br>\n`,
)}</div>
`;

const filePart = (file: NefFile): Html => html`<strong>Document description:</strong>${oneLine(file.description)} <br>
<strong>Original filename:</strong>${shownFileName(file.originalName)}<br>
<strong>Electronic document Stamp:</strong><br>
${stampLines(file.stamp).map((line) => html`${line}<wbr>`)}<br><br>
`;

/** The notice without the frame of a page: for the web page that shows it, and inside `nefHtml`. */
export const nefBody = (nef: Nef): Html => html`<p><strong><font color="#b00000">${DO_NOT_RESPOND}</font></strong></p>
<p><strong>${NOTE_TO_PUBLIC_ACCESS_USERS}</strong></p>
${nef.court.nameLines.map((line) => html`<p align="center"><strong>${oneLine(line)}</strong></p>\n`)}
<font size="3" face="arial,helvetica"><b>Notice of Electronic Filing</b></font><br>
<div><br>${transactionSentence(nef)}<br>
${nef.cases.map((each) => caseBlock(each, nef.wording.boldDocketText))}
${nef.cases.map((each) => recipientLists(each, nef.wording.paperHeading))}
<div><p>The following document(s) are associated with this transaction:</p>
${nef.files.map(filePart)}</div>
</div>
`;

/** The notice as a whole HTML message. */
export const nefHtml = (nef: Nef): string =>
  `${html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Notice of Electronic Filing</title></head>
<body>
${nefBody(nef)}</body>
</html>
`}`;

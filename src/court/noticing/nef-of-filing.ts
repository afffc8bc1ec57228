/** The notice that a receipt is: its facts in the words that courts and software expect (spec/filing.md §5.2). */
import type { DocumentSerial, PersonId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { TextPart } from '../docket/model.ts';
import { noticeText } from '../events/docket-text.ts';
import type { SignedReceipt } from '../filing/model.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { caseLink, documentLink, type Nef } from './nef.ts';

/**
 * @param parts the entry's text in parts, when it has them: references and attachments are written as notices write them
 * @param fileNames the files' own names, of the documents whose name may be told
 * @param base address of the court, e.g. `https://ecf.olyd.example.org` or `http://localhost:8080/ecf/olyd`
 */
export function nefOfFiling(
  receipt: SignedReceipt,
  parts: readonly TextPart[] | null,
  fileNames: ReadonlyMap<DocumentSerial, string>,
  settings: CourtInForce,
  base: string,
): Nef {
  const main = receipt.documents.find((each) => each.attachmentNo === 0);
  // The fourth digit says whether the number leads to a menu of attachments or to the document (spec/legacy-pages.md §3).
  const docId = main ? `${settings.docPrefix}${receipt.documents.length > 1 ? '0' : '1'}${main.serial}` : null;
  return {
    court: { id: receipt.court, nameLines: settings.noticeNameLines, zone: settings.zone },
    enteredBy: receipt.enteredBy,
    enteredAt: receipt.receivedAt,
    filedOn: receipt.filedOn,
    eventShortName: receipt.shortName,
    cases: [
      {
        name: receipt.caseTitle,
        number: receipt.caseNumber,
        caseLink: caseLink(base, receipt.caseId),
        filers: receipt.filers,
        closedOn: receipt.caseClosedOn,
        document: docId
          ? {
              kind: 'document',
              number: receipt.documentNumber,
              link: documentLink(base, docId, receipt.caseId, receipt.entry, null),
            }
          : { kind: 'none', number: receipt.documentNumber },
        docketText: parts ? noticeText(parts as Parameters<typeof noticeText>[0]) : receipt.text,
        electronic: receipt.emailed,
        paper: receipt.paper.map((each) => ({
          name: each.name,
          addressLines: each.address.split('\n').filter(Boolean),
        })),
      },
    ],
    files: receipt.documents.map((each) => ({
      description: each.attachmentNo === 0 ? 'Main Document' : each.description,
      // spec/filing.md §5.2 item 12: what notices print of a file whose name is withheld
      originalName: (receipt.restriction === 'public' ? fileNames.get(each.serial) : undefined) ?? 'suppressed',
      stamp: each.stamp,
    })),
    wording: { paperHeading: settings.paperListLabel, boldDocketText: settings.nefBoldDocketText },
  };
}

/**
 * The notice that an entry was corrected: the same transaction as it reads now. The court entered it, at the time of the correction;
 * the text says that it was modified, when and by whom (spec/filing.md BR-22).
 */
export const nefOfCorrection = (filed: Nef, correctedAt: Instant, shortName: string): Nef => ({
  ...filed,
  enteredBy: null,
  enteredAt: correctedAt,
  eventShortName: `${shortName} (corrected)`.trim(),
});

export type { PersonId };

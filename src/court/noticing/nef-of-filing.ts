/** The notice that a receipt is: its facts in the words that courts and software expect (spec/filing.md §5.2). */
import type { DocumentSerial, PersonId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { TextPart } from '../docket/model.ts';
import { withAssociated } from '../events/associated.ts';
import { noticeText } from '../events/docket-text.ts';
import type { SignedReceipt } from '../filing/model.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { caseLink, documentLink, type Nef, type NefCase } from './nef.ts';

/** What was filed in one case. */
export interface FiledInCase {
  readonly receipt: SignedReceipt;
  /** The entry's text in parts, when it has them: references and attachments are written as notices write them. */
  readonly parts: readonly TextPart[] | null;
}

/**
 * The notice of a filing in all the cases given: of a spread filing blocks 6 and 7 stand for each, and each lists who is told in it
 * (spec/filing.md §5.2 item 8). The first gives the subject.
 * @param fileNames the files' own names, of the documents whose name may be told
 * @param base address of the court, e.g. `https://ecf.olyd.example.org` or `http://localhost:8080/ecf/olyd`
 */
export function nefOfFiling(
  cases: readonly [FiledInCase, ...FiledInCase[]],
  fileNames: ReadonlyMap<DocumentSerial, string>,
  settings: CourtInForce,
  base: string,
): Nef {
  const [{ receipt }] = cases;
  const numbers = [...cases].sort((a, b) => a.receipt.caseId - b.receipt.caseId).map((each) => each.receipt.caseNumber);
  const [first, ...others] = cases.map((each) => nefCase(each, numbers, settings, base));
  return {
    court: { id: receipt.court, nameLines: settings.noticeNameLines, zone: settings.zone },
    enteredBy: receipt.enteredBy,
    enteredAt: receipt.receivedAt,
    filedOn: receipt.filedOn,
    eventShortName: receipt.shortName,
    cases: [first!, ...others],
    files: receipt.documents.map((each) => ({
      description: each.attachmentNo === 0 ? 'Main Document' : each.description,
      // spec/filing.md §5.2 item 12: what notices print of a file whose name is withheld
      originalName: (receipt.restriction === 'public' ? fileNames.get(each.serial) : undefined) ?? 'suppressed',
      stamp: each.stamp,
    })),
    wording: { paperHeading: settings.paperListLabel, boldDocketText: settings.nefBoldDocketText },
  };
}

function nefCase(
  { receipt, parts }: FiledInCase,
  numbers: readonly string[],
  settings: CourtInForce,
  base: string,
): NefCase {
  const main = receipt.documents.find((each) => each.attachmentNo === 0);
  // The fourth digit says whether the number leads to a menu of attachments or to the document (spec/legacy-pages.md §3).
  const docId = main ? `${settings.docPrefix}${receipt.documents.length > 1 ? '0' : '1'}${main.serial}` : null;
  return {
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
    docketText: parts ? noticeText(withAssociated(parts, numbers) as Parameters<typeof noticeText>[0]) : receipt.text,
    electronic: receipt.emailed,
    paper: receipt.paper.map((each) => ({
      name: each.name,
      addressLines: each.address.split('\n').filter(Boolean),
    })),
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

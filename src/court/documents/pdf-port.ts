/**
 * What the court asks of a PDF engine (DESIGN §4.15): judge an upload, and make the header stamp of a document.
 * The engine lives in `platform/pdf`, parses in child processes only, and is handed in by `main.ts`.
 */

/** What the clerk or the filer may want to know about a PDF that the gate lets through. */
export type PdfNote =
  /** It has form fields that can still be filled in: whether that is refused is the court's setting (spec/filing.md §4.3). */
  | 'fillable-fields'
  /** It links to addresses outside itself. */
  | 'external-links'
  /** It was saved more than once: what was removed by an editor may still be inside (DESIGN §4.15). */
  | 'earlier-revisions'
  /** Something other than a PDF stands before its header. */
  | 'leading-bytes';

/**
 * The gate's answer. A refusal's code is one of the court's texts in the catalogue (spec/filing.md §4.3);
 * its detail is for the log and the help desk.
 */
export type PdfVerdict =
  | {
      readonly ok: true;
      readonly pages: number;
      /** Title from the document's own properties: untrusted text, at most 500 characters. */
      readonly title: string | null;
      /** Always true: the gate refuses as not well-formed what it could not stamp later. */
      readonly stampable: boolean;
      readonly notes: readonly PdfNote[];
    }
  | {
      readonly ok: false;
      readonly code: 'pdf-not-wellformed' | 'pdf-active' | 'pdf-secured';
      readonly detail: string;
    };

/** The header of one document; the engine adds `   Page i of n` on each page. */
export interface StampLines {
  readonly prefix: string;
}

export interface PdfEngine {
  /**
   * Judges the PDF at `path`. Never throws for what a file contains: a file that makes the engine crash, stall or
   * grow beyond its limits is refused as `pdf-active`.
   */
  examine(path: string): Promise<PdfVerdict>;
  /**
   * The text layer of the first `pages` pages, a string a page, its lines parted by `\n`; at most 20,000 characters each.
   * Untrusted. Empty for a file that cannot be read, and for pages that are pictures only.
   */
  text(path: string, pages: number): Promise<readonly string[]>;
  /**
   * The bytes which, put after the untouched original, make a PDF whose every page carries the header
   * (spec/stack.md §8). The same original and lines give the same bytes. Throws when the gate would refuse the file.
   */
  stampTail(path: string, lines: StampLines): Promise<Buffer>;
}

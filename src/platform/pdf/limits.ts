/** How far a file may go before it is refused. Counted against files of real courts, with room (spec/stack.md §8). */
export interface PdfLimits {
  /** Bytes of the file; the court's own limit on uploads is smaller. */
  readonly fileBytes: number;
  readonly objects: number;
  readonly pages: number;
  /** Bytes of all object and cross-reference streams together, once inflated. */
  readonly inflatedBytes: number;
  /** Sections of the cross-reference chain: one for each time the file was saved. */
  readonly revisions: number;
}

export const PDF_LIMITS: PdfLimits = {
  fileBytes: 210 * 1024 * 1024,
  objects: 1_000_000,
  pages: 20_000,
  inflatedBytes: 64 * 1024 * 1024,
  revisions: 500,
};

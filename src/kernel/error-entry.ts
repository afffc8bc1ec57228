/** The form of an entry of the catalogue of errors, and the words that several share. */

export interface ErrorEntry {
  readonly status: number;
  /** What happened. The court's own wording where the specification gives it. */
  readonly text: string;
  /** What the person can do now. */
  readonly todo: string;
  /** Whether it touches a deadline, in words. */
  readonly deadline: string;
}

export const NOT_FILED =
  'Nothing has been filed. If your deadline is today, file again before it ends or call the help desk.';
export const UNTOUCHED = 'No deadline is touched.';

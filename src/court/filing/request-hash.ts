/** What of a submission its key stands for. */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import type { Answers } from '../events/answers.ts';
import type { UploadToKeep } from './store.ts';
import type { Wish } from './submit-filing.ts';

/** Fields that answers did not always have: they count where they say something, so that older keys stay what they were. */
const LATER: readonly (keyof Answers)[] = [
  ...(['defendants', 'newParties', 'endedParties', 'endedCounsel', 'charges', 'dispositions', 'staysOpen'] as const),
];

const said = (answers: Answers): Partial<Answers> =>
  Object.fromEntries(
    Object.entries(answers).filter(
      ([field, value]) =>
        !LATER.some((each) => each === field) || (value !== false && !(Array.isArray(value) && value.length === 0)),
    ),
  );

/**
 * What of a submission its key stands for: the same key with other contents is refused (`key-reused`). Documents count by
 * their bytes, for a program that sends its request again uploads them again; those of a restricted filing only by number,
 * for nothing of them stays on the public side to compare with.
 */
export function requestHash(wish: Wish, uploads: readonly UploadToKeep[], restricted: boolean): string {
  const bytesOf = (id: string): string | null =>
    restricted ? null : (uploads.find((each) => each.upload_id === id)?.sha256 ?? null);
  const { main, attachments } = wish.answers.documents;
  const documents = {
    main: main === null ? null : bytesOf(main),
    attachments: attachments.map((each) => ({ ...each, upload: bytesOf(each.upload) })),
  };
  return sha256(
    canonicalJson({
      case: wish.caseId,
      answers: { ...said(wish.answers), documents } as unknown as Json,
      restriction: wish.restriction,
      ...(wish.restrictedUntil ? { until: wish.restrictedUntil } : {}),
    }),
  );
}

/** One key one filing, for ever (DESIGN §3.5): what a key stands for, and what it has made already, on whichever side. */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Actor } from '../access/actor.ts';
import type { Answers } from '../events/answers.ts';
import type { CourtPorts } from '../ports.ts';
import type { Receipt } from './model.ts';
import { readFiling } from './read-filing.ts';
import { filedOn, keyFiledApart, type UploadToKeep } from './store.ts';
import type { Wish } from './submit-filing.ts';

/** Fields that answers did not always have: they count where they say something, so that older keys stay what they were. */
const LATER: readonly (keyof Answers)[] = [
  ...(['defendants', 'newParties', 'endedParties', 'endedCounsel', 'charges', 'dispositions', 'staysOpen'] as const),
  'movedDeadlines',
];

/** The same of what stands within lists: null where it says nothing. */
const LATER_WITHIN = { reliefs: ['since'], rulings: ['until', 'deadlines'] } as const;

const said = (answers: Answers): object => ({
  ...Object.fromEntries(
    Object.entries(answers).filter(
      ([field, value]) =>
        !LATER.some((each) => each === field) || (value !== false && !(Array.isArray(value) && value.length === 0)),
    ),
  ),
  reliefs: answers.reliefs.map((each) => without(each, LATER_WITHIN.reliefs)),
  rulings: answers.rulings.map((each) => without(each, LATER_WITHIN.rulings)),
});

const without = (given: object, later: readonly string[]): object =>
  Object.fromEntries(Object.entries(given).filter(([field, value]) => value !== null || !later.includes(field)));

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

/** Whether the key has made a filing, wherever it stands now. */
export const filedBefore = async (
  tx: Queries,
  { court, key }: Wish,
  account: AccountId,
  login: 'court' | 'vault',
): Promise<boolean> =>
  (await filedOn(tx, 'pub', court, account, key)) ||
  (login === 'vault' ? filedOn(tx, 'sealed', court, account, key) : keyFiledApart(tx, court, account, key));

/**
 * The receipt of a filing that `filedBefore` has found. Throws `key-reused` when it was another submission. Uploads that are gone,
 * for their document has been sealed since, count as the filing's own.
 */
export async function earlierReceipt(
  ports: CourtPorts,
  actor: Actor & { kind: 'account' },
  wish: Wish,
  uploads: readonly UploadToKeep[],
): Promise<Receipt> {
  const found = await readFiling(ports, actor, wish.court, { key: wish.key });
  if (!found) throw new CourtError('filing-not-found');
  const first = wish.answers.documents.main === null ? 1 : 0;
  const known = uploads.map((each, n) => ({
    ...each,
    sha256:
      each.sha256 ?? found.receipt.documents.find(({ attachmentNo }) => attachmentNo === first + n)?.sha256 ?? null,
  }));
  const hashes = [requestHash(wish, known, false), requestHash(wish, known, true)];
  if (!hashes.includes(found.requestHash)) throw new CourtError('key-reused');
  return found.receipt;
}

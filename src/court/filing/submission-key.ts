/** One key one filing, for ever (DESIGN §3.5): what a key stands for, and what it has made already, on whichever side. */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Actor } from '../access/actor.ts';
import type { CourtPorts } from '../ports.ts';
import type { Receipt } from './model.ts';
import { receiptByKey } from './read-filing.ts';
import { filingByKey, keyFiledApart, type UploadToKeep } from './store.ts';
import type { Wish } from './submit-filing.ts';

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
      answers: { ...wish.answers, documents } as unknown as Json,
      restriction: wish.restriction,
    }),
  );
}

/** Whether the key has made this very filing, wherever it stands now. Throws `key-reused` when it has made another. */
export async function filedBefore(
  tx: Queries,
  wish: Wish,
  account: AccountId,
  restricted: boolean,
  hashes: readonly string[],
): Promise<boolean> {
  const found =
    (await filingByKey(tx, 'pub', wish.court, account, wish.key)) ??
    (restricted ? await filingByKey(tx, 'sealed', wish.court, account, wish.key) : null);
  if (!found) return !restricted && (await keyFiledApart(tx, wish.court, account, wish.key));
  if (!hashes.includes(found.request_hash)) throw new CourtError('key-reused');
  return true;
}

/** The receipt of a filing that `filedBefore` has found. */
export async function earlierReceipt(
  ports: CourtPorts,
  actor: Actor & { kind: 'account' },
  wish: Wish,
  hashes: readonly string[],
): Promise<Receipt> {
  const apart = await filingByKey(ports.vault, 'sealed', wish.court, actor.account, wish.key);
  if (apart && !hashes.includes(apart.request_hash)) throw new CourtError('key-reused');
  const receipt = await receiptByKey(ports, actor, wish.court, wish.key);
  if (!receipt) throw new CourtError('filing-not-found');
  return receipt;
}

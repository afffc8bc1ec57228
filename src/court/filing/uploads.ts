/** Taking a PDF: streamed to disk once, hashed as it goes, through the gate (DESIGN §3.2; spec/filing.md §4.3). */
import type { Readable } from 'node:stream';
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId, CourtId, DraftId, UploadId } from '../../kernel/ids.ts';
import { uuidAt } from '../../kernel/random.ts';
import type { CourtPorts } from '../ports.ts';
import type { UploadedDocument } from './model.ts';

type UploadPorts = Pick<CourtPorts, 'web' | 'clock' | 'random' | 'staging' | 'pdf' | 'settingsOf' | 'log'>;

/** Only the last part of a path that a browser sent, without control characters and marks that turn a line; what the NEF prints as original name. */
export const fileNameOf = (sent: string): string =>
  (sent.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/gu, '')
    .slice(0, 200) || 'document.pdf';

/**
 * Takes one file. Throws `pdf-too-big`, `pdf-not-wellformed`, `pdf-active`, `pdf-secured`, and in courts that refuse them
 * `pdf-fillable`; then nothing of it is kept, and the draft's other answers stand.
 */
export async function takeUpload(
  ports: UploadPorts,
  court: CourtId,
  account: AccountId,
  draft: DraftId | null,
  file: {
    readonly name: string;
    readonly stream: Readable;
    /** Code of the court's form that the program has made of the answers; left out: the filer's own file. */
    readonly form?: string;
  },
): Promise<UploadedDocument & { readonly title: string | null }> {
  const { maxFileMegabytes, fillableForms } = await ports.settingsOf(court);
  const taken = await ports.staging.take(file.stream, maxFileMegabytes * 1_000_000);
  if (taken.overLimit) {
    file.stream.resume();
    throw new CourtError('pdf-too-big', fileNameOf(file.name));
  }
  try {
    const verdict = await ports.pdf.examine(taken.path);
    if (!verdict.ok) {
      ports.log.info({ court, code: verdict.code, detail: verdict.detail }, 'the PDF gate refused a document');
      throw new CourtError(verdict.code, fileNameOf(file.name));
    }
    const fillable = verdict.notes.includes('fillable-fields');
    if (fillable && fillableForms === 'refuse') throw new CourtError('pdf-fillable', fileNameOf(file.name));
    const now = ports.clock.now();
    const upload = {
      uploadId: uuidAt<UploadId>(ports.random, now),
      sha256: taken.sha256,
      bytes: taken.bytes,
      pages: verdict.pages,
      originalName: fileNameOf(file.name),
      stagedPath: taken.path,
      fillable,
      form: file.form ?? null,
    };
    await ports.web.query(
      `insert into pub.upload (court_id, upload_id, account_id, draft_id, original_name, sha256, bytes, pages, staged_path, at, fillable, form)
       values ($1, $2, $3::uuid, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        court,
        upload.uploadId,
        account,
        draft,
        upload.originalName,
        upload.sha256,
        upload.bytes,
        upload.pages,
        upload.stagedPath,
        now,
        fillable,
        upload.form,
      ],
      'insert-upload',
    );
    return { ...upload, title: verdict.title };
  } catch (error) {
    await ports.staging.remove(taken.path);
    throw error;
  }
}

/** The uploads of this account among those named. */
export async function uploadsOf(
  ports: Pick<CourtPorts, 'web'>,
  court: CourtId,
  account: AccountId,
  ids: readonly UploadId[],
): Promise<UploadedDocument[]> {
  if (ids.length === 0) return [];
  return ports.web.query<UploadedDocument>(
    `select upload_id as "uploadId", sha256, bytes, pages, original_name as "originalName", staged_path as "stagedPath", fillable, form
     from pub.upload where court_id = $1 and account_id = $2::uuid and upload_id = any($3::uuid[])`,
    [court, account, ids],
    'uploads-of',
  );
}

/** Takes an upload away again: its row and its bytes. One that has been filed stays. */
export async function removeUpload(
  ports: UploadPorts,
  court: CourtId,
  account: AccountId,
  upload: UploadId,
): Promise<void> {
  const rows = await ports.web.query<{ staged_path: string }>(
    `delete from pub.upload where court_id = $1 and account_id = $2::uuid and upload_id = $3::uuid and not filed returning staged_path`,
    [court, account, upload],
    'remove-upload',
  );
  if (rows[0]) await ports.staging.remove(rows[0].staged_path);
}

/** The documents step of a filing: takes the files of its form, and keeps what is said of them. */
import type { FastifyRequest } from 'fastify';
import { keepAnswers } from '../../../court/filing/drafts.ts';
import { removeUpload, takeUpload } from '../../../court/filing/uploads.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type UploadId } from '../../../kernel/ids.ts';
import { readUploadForm } from '../forms.ts';
import type { FieldError } from '../look/parts.ts';
import type { Desk } from './wizard-desk.ts';
import { describedUploads, withoutUpload } from './wizard-steps.ts';

/** What the documents form may hold besides files: of each upload, by its id, category and description. */
const DOCUMENTS_FIELD = /^(go|rowVersion|category|description|(category|description)-[0-9a-f-]{36})$/;

/** What became of the documents form. */
export interface DocumentsTaken {
  readonly after: Desk;
  /** Of each file that was refused, beside its field. */
  readonly errors: readonly FieldError[];
  /** Words for an attachment that was refused: they stay typed. */
  readonly typed: { readonly category: string; readonly description: string };
  /** Where to go: `upload` stays on the page. */
  readonly go: string;
}

/** The documents step: files are taken one by one as they arrive; a refusal loses nothing. */
export async function takeDocuments(request: FastifyRequest, desk: Desk): Promise<DocumentsTaken> {
  const { system, court, draft } = desk;
  const account = request.who!.account;
  const taken: { field: string; upload: UploadId }[] = [];
  const errors: FieldError[] = [];
  const fields = await readUploadForm(request, async (part) => {
    try {
      const upload = await takeUpload(system.court, court.id, account, draft.draft, {
        name: part.filename,
        stream: part.file,
      });
      taken.push({ field: part.fieldname, upload: upload.uploadId });
    } catch (error) {
      part.file.resume();
      if (!(error instanceof CourtError)) throw error;
      errors.push({
        field: part.fieldname === 'main' ? 'main' : 'attachment',
        text: `${error.detail ?? ''}: ${error.entry.text}`,
        todo: error.entry.todo,
      });
    }
  });
  const stranger = Object.keys(fields).find((name) => !DOCUMENTS_FIELD.test(name));
  if (stranger !== undefined) throw new CourtError('request-malformed', stranger);
  const removed = asUuid<UploadId>((fields.go ?? '').replace(/^remove-/, ''));
  const kept = await keepAnswers(system.court, court.id, account, draft.draft, (before) => {
    let answers = describedUploads(fields, before);
    for (const { field, upload } of taken) {
      const { main, attachments } = answers.documents;
      const documents =
        field === 'main'
          ? { main: upload, attachments }
          : {
              main,
              attachments: [
                ...attachments,
                { upload, category: fields.category || null, description: fields.description ?? '' },
              ],
            };
      answers = { ...answers, documents };
    }
    return removed ? withoutUpload(answers, removed) : answers;
  });
  if (removed) await removeUpload(system.court, court.id, account, removed);
  const refused = errors.some(({ field }) => field === 'attachment');
  const { category = '', description = '', go = 'next' } = refused ? fields : { go: fields.go };
  return {
    after: { ...desk, draft: kept },
    errors,
    typed: { category, description },
    go: removed ? 'upload' : go,
  };
}

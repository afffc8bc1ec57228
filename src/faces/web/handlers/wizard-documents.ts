/** The documents step of a filing: takes the files of its form, keeps what is said of them, and puts them in order. */
import type { FastifyRequest } from 'fastify';
import { type Answers, MOST_ATTACHMENTS } from '../../../court/events/answers.ts';
import { movedAttachment, namedByFile, namedOnce } from '../../../court/events/attachment-names.ts';
import { keepAnswers, keepAnswersSeen } from '../../../court/filing/drafts.ts';
import { fileNameOf, removeUpload, takeUpload } from '../../../court/filing/uploads.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type UploadId } from '../../../kernel/ids.ts';
import { readUploadForm } from '../forms.ts';
import type { FieldError } from '../look/parts.ts';
import type { Desk } from './wizard-desk.ts';
import { changedMeanwhile, versionSeen } from './wizard-meanwhile.ts';
import { describedUploads, withoutUpload } from './wizard-steps.ts';

/** Which way an attachment was moved. */
export type Way = 'up' | 'down';

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
  /** The attachment that was moved, and where to: the page says its new place. */
  readonly moved: { readonly upload: UploadId; readonly way: Way } | null;
}

/** The documents step: files are taken one by one as they arrive; a refusal loses nothing. */
export async function takeDocuments(request: FastifyRequest, desk: Desk): Promise<DocumentsTaken> {
  const { system, court, draft } = desk;
  const account = request.who!.account;
  const taken: { field: string; upload: UploadId; fileName: string }[] = [];
  const errors: FieldError[] = [];
  const fields = await readUploadForm(request, async (part) => {
    try {
      if (part.fieldname !== 'main' && draft.answers.documents.attachments.length + taken.length >= MOST_ATTACHMENTS)
        throw new CourtError('too-many-attachments', fileNameOf(part.filename));
      const upload = await takeUpload(system.court, court.id, account, draft.draft, {
        name: part.filename,
        stream: part.file,
      });
      taken.push({ field: part.fieldname, upload: upload.uploadId, fileName: upload.originalName });
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
  const moved = movedBy(fields.go ?? '');
  const removed = asUuid<UploadId>((fields.go ?? '').replace(/^remove-/, ''));
  // Names first, by themselves: those of another window are not overwritten unseen. What was uploaded is kept in any case.
  const names = await keepAnswersSeen(system.court, court.id, account, draft.draft, versionSeen(fields), (before) =>
    describedUploads(fields, before),
  );
  if (names.kind === 'changed-since') errors.push(changedMeanwhile(names, desk.definition, { parties: [] }));
  const kept = await keepAnswers(system.court, court.id, account, draft.draft, (before) => {
    let answers = before;
    for (const { field, upload, fileName } of taken) {
      const { main, attachments } = answers.documents;
      const documents =
        field === 'main'
          ? { main: upload, attachments }
          : {
              main,
              attachments: [
                ...attachments,
                newAttachment(upload, fileName, fields, court.dictionary.attachmentCategories),
              ],
            };
      answers = { ...answers, documents };
    }
    answers = namedOnce(answers);
    if (moved) answers = movedAttachment(answers, moved.upload, moved.way === 'up' ? -1 : 1);
    return removed ? withoutUpload(answers, removed) : answers;
  });
  if (removed) await removeUpload(system.court, court.id, account, removed);
  const refused = errors.some(({ field }) => field === 'attachment');
  const { category = '', description = '', go = 'next' } = refused ? fields : { go: fields.go };
  return {
    after: {
      ...desk,
      draft: names.kind === 'kept' ? kept : { ...kept, answers: describedUploads(fields, kept.answers) },
    },
    errors,
    typed: { category, description },
    go: removed || moved ? 'upload' : go,
    moved,
  };
}

/** The attachment that a button moves: `up-<uploadId>`, `down-<uploadId>`. */
function movedBy(go: string): DocumentsTaken['moved'] {
  const [, way, id = ''] = /^(up|down)-(.+)$/.exec(go) ?? [];
  const upload = asUuid<UploadId>(id);
  return upload && (way === 'up' || way === 'down') ? { upload, way } : null;
}

/** A file as an attachment: named by what was typed for it; what was left empty comes from the name of the file. */
function newAttachment(
  upload: UploadId,
  fileName: string,
  typed: Record<string, string>,
  categories: readonly string[],
): Answers['documents']['attachments'][number] {
  const { category = '', description = '' } = typed;
  if (description.trim() !== '') return { upload, category: category || null, description };
  const named = namedByFile(fileName, category ? [category] : categories);
  return { upload, category: category || named.category, description: named.description };
}

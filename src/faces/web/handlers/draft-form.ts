/** The court's form of a draft: made when the filer comes to check the filing, and shown before anything is filed. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FormWish, formOf, shownForm, withForm } from '../../../court/filing/court-form.ts';
import { keepAnswers } from '../../../court/filing/drafts.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { draftsOf } from '../look/addresses.ts';
import type { ReviewView } from '../pages/filing/review.ts';
import { reads } from '../route.ts';
import type { Running } from '../running.ts';
import { type Desk, deskOf } from './wizard-desk.ts';

const wishOf = (request: FastifyRequest, { court, open, draft }: Desk): FormWish => ({
  court: court.id,
  caseId: draft.caseId,
  caption: open.header,
  caseType: open.header.number.type,
  account: request.who!.account,
  draft: draft.draft,
  answers: draft.answers,
});

/**
 * The desk with the form as main document, where the event has one and nothing else was uploaded. A form that cannot be made
 * is refused with what to do (`form-not-made`).
 */
export async function deskWithForm(
  request: FastifyRequest,
  desk: Desk,
): Promise<{ readonly desk: Desk; readonly form: ReviewView['form'] }> {
  const { system, court, draft, definition } = desk;
  if (definition.form === null) return { desk, form: null };
  const answers = await withForm(system.court, wishOf(request, desk));
  const kept =
    answers === draft.answers
      ? draft
      : await keepAnswers(system.court, court.id, request.who!.account, draft.draft, (before) => ({
          ...before,
          documents: { ...before.documents, main: answers.documents.main },
        }));
  const after = { ...desk, draft: kept };
  const wish = wishOf(request, after);
  const shown = await shownForm(system.court, wish);
  shown?.destroy();
  const filled = shown && (await formOf(system.court, wish));
  return {
    desk: after,
    form: filled && {
      name: filled.form.name,
      paragraphs: filled.paragraphs,
      href: `${draftsOf(court.base)}/${draft.draft}/form`,
    },
  };
}

/** The form itself, as it will be filed. */
export function draftFormRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/drafts/:draft/form', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    const bytes = await shownForm(desk.system.court, wishOf(request, desk));
    if (!bytes) throw new CourtError('absent');
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'inline; filename="form.pdf"')
      .header('cache-control', 'no-store')
      .send(bytes);
  });
}

/** Another event for a draft: the filer wishes one, or the court has changed or retired the one it was begun with. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { changeDraftEvent } from '../../../court/filing/drafts.ts';
import { readBody } from '../forms.ts';
import { draftsOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { eventChangedPage } from '../pages/filing/event-changed.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { caseLine, eventsFor } from './wizard-choose.ts';
import { type Desk, deskOf, eventChangedAddress } from './wizard-desk.ts';

const form = z.strictObject({
  go: z.enum(['new', 'other', 'leave']),
  event: z
    .string()
    .max(100)
    .regex(/^[a-z0-9-]*$/)
    .default(''),
});

export function eventChangedRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/drafts/:draft/event', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    return desk.draft.filing ? toDraft(reply, desk) : show(request, reply, desk, []);
  });
  writes(app, '/ecf/:court/drafts/:draft/event', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    const { system, court, draft, changed } = desk;
    const { go, event } = readBody(request, form);
    if (go === 'leave') return reply.redirect(draftsOf(court.base), 303);
    if (draft.filing || (!changed && go === 'new')) return toDraft(reply, desk);
    const chosen =
      go === 'new' && changed?.kind === 'changed'
        ? changed.to
        : eventsFor(request, system, court, desk.open).find((each) => each.code === event);
    if (!chosen) return show(request, reply, desk, [{ field: 'event', text: 'Choose another event.' }]);
    await changeDraftEvent(system.court, court.id, request.who!.account, draft.draft, chosen);
    return toDraft(reply, desk);
  });
}

/** To the first step that is not answered yet. */
const toDraft = (reply: FastifyReply, desk: Desk): FastifyReply =>
  reply.redirect(`${draftsOf(desk.court.base)}/${desk.draft.draft}`, 303);

function show(request: FastifyRequest, reply: FastifyReply, desk: Desk, errors: readonly FieldError[]): FastifyReply {
  const { system, court, open, definition, changed } = desk;
  const page = eventChangedPage(pageContext(request, court), {
    action: eventChangedAddress(desk),
    inCase: caseLine(court, open)!,
    event: definition.name,
    changed: changed?.kind ?? null,
    now: changed?.kind === 'changed' ? changed.to.name : null,
    reliefs: changed?.kind === 'changed' ? changed.reliefs : [],
    events: eventsFor(request, system, court, open).map((each) => ({ value: each.code, text: each.name })),
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

/** The clerk records what became of something that was announced to come by hand. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ENDS,
  faultsOfStep,
  followManualFiling,
  type ManualFiling,
  type ManualFilingStep,
  manualFilingOfEntry,
} from '../../../court/clerk/manual-filings.ts';
import type { EntryView } from '../../../court/docket/model.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type EntrySeq } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate, civilDate, usDate } from '../../../kernel/time.ts';
import { readBody } from '../forms.ts';
import { caseOf, manageManualOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { manualPage } from '../pages/manage/manual.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { type Managed, managedInPublic } from './manage.ts';

/** The largest that an entry's place in its case can be. */
const LARGEST_SEQ = 2 ** 31 - 1;

interface ManualDesk extends Managed {
  readonly entry: EntryView;
  readonly filing: ManualFiling;
}

async function manualDesk(request: FastifyRequest, system: Running): Promise<ManualDesk> {
  const found = await managedInPublic(request, system);
  const seq = asDigits<EntrySeq>((request.params as { entry: string }).entry);
  const [entry] = seq === null || seq > LARGEST_SEQ ? [] : await found.open.entries([seq]);
  if (!entry) throw new CourtError('absent');
  if (entry.restricted !== null) throw new CourtError('not-in-sealed-matter');
  const filing = await manualFilingOfEntry(system.court.web, found.court.id, found.open.header.caseId, entry.seq);
  if (!filing) throw new CourtError('absent');
  return { ...found, entry, filing };
}

const stepForm = z.strictObject({
  act: z.enum(['received', 'ended', 'never-came']),
  on: z.string().max(20).default(''),
  keptAt: z.string().max(300).default(''),
  how: z.enum(ENDS).optional(),
});

export function manageManualRoutes(app: FastifyInstance, up: () => Running): void {
  const path = '/ecf/:court/cases/:case/manage/entries/:entry/manual';
  reads(app, path, 'clerk', async (request, reply) => show(request, reply, await manualDesk(request, up()), null, []));

  writes(app, path, 'clerk', async (request, reply) => {
    const form = readBody(request, stepForm);
    const desk = await manualDesk(request, up());
    const { system, court, open, entry, filing } = desk;
    const today = civilDate(system.court.clock.now(), court.zone);
    const on = form.act === 'never-came' && form.on === '' ? today : (asUsDate(form.on) ?? asCivilDate(form.on));
    const errors: FieldError[] = [];
    if (!on) errors.push({ field: 'on', text: 'Type the day as mm/dd/yyyy.' });
    if (form.act === 'ended' && !form.how) errors.push({ field: 'how', text: 'Say what became of it.' });
    const step: ManualFilingStep | null =
      on === null || errors.length > 0
        ? null
        : form.act === 'received'
          ? { kind: 'received', on, keptAt: form.keptAt }
          : { kind: 'ended', on, how: form.act === 'never-came' ? 'never-came' : form.how! };
    if (step && filing.endedOn === null && !(step.kind === 'received' && filing.receivedOn !== null))
      errors.push(...faultsOfStep(filing, step, today));
    if (!step || errors.length > 0) return show(request, reply, desk, form, errors);
    const wish = { court: court.id, caseId: open.header.caseId, seq: entry.seq, step };
    await followManualFiling(system.court, request.actor, wish);
    return reply.redirect(manageManualOf(caseOf(court.base, open.header.number), entry.seq), 303);
  });
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { system, court, open, entry, filing }: ManualDesk,
  typed: z.output<typeof stepForm> | null,
  errors: readonly FieldError[],
): FastifyReply {
  const today = usDate(civilDate(system.court.clock.now(), court.zone));
  const page = manualPage(pageContext(request, court), open.header, {
    entry,
    filing,
    typed: { on: typed?.on ?? today, keptAt: typed?.keptAt ?? '', how: typed?.how ?? '' },
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

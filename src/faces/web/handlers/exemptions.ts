/** The clerk records who is let off filing, opening cases or paying electronically (spec/filing.md §14.1 item 44). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  EXEMPT_FROM,
  endExemption,
  exemptionsOf,
  filersNamed,
  mandatoryWords,
  recordExemption,
} from '../../../court/filing/exemptions.ts';
import { asUuid, type PersonId } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate, civilDate, usDate } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { exemptionsAt } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { courtOf, pageContext, sendPage } from '../page-context.ts';
import { type ExemptionTyped, exemptionsPage } from '../pages/exemptions.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';

const form = z.strictObject({
  go: z.enum(['find', 'record', 'end']),
  name: z.string().max(200).default(''),
  person: z.string().max(40).default(''),
  what: z.enum(EXEMPT_FROM).optional(),
  from: z.string().max(20).default(''),
  until: z.string().max(20).default(''),
  authority: z.string().trim().max(500).default(''),
  reason: z.string().trim().max(1000).default(''),
  exemption: z.string().max(40).default(''),
});

const DONE = { recorded: 'The exemption is recorded.', ended: 'The exemption has ended.' } as const;
const day = (typed: string) => asUsDate(typed) ?? asCivilDate(typed);

export function exemptionRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/exemptions', 'clerk', async (request, reply) => {
    const { done } = readQuery(request, z.strictObject({ done: z.enum(['recorded', 'ended']).optional() }));
    const typed = { name: '', person: '', what: 'filing', from: '', until: '', authority: '', reason: '' } as const;
    return show(request, reply, up(), typed, [], done);
  });
  writes(app, '/ecf/:court/exemptions', 'clerk', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { go, exemption, ...sent } = readBody(request, form);
    const typed = { ...sent, what: sent.what ?? 'filing' };
    const back = (done: keyof typeof DONE) => reply.redirect(`${exemptionsAt(court.base)}?done=${done}`, 303);
    if (go === 'end') {
      await endExemption(system.court, request.actor, court.id, exemption);
      return back('ended');
    }
    if (go === 'find') return show(request, reply, system, typed, []);
    const person = asUuid<PersonId>(typed.person);
    const from = day(typed.from);
    const until = typed.until.trim() === '' ? null : day(typed.until);
    const errors: FieldError[] = [];
    if (!person) errors.push({ field: 'person', text: 'Choose who is exempt.' });
    if (!from) errors.push({ field: 'from', text: 'Give the day from which it holds, as mm/dd/yyyy.' });
    if (typed.until.trim() !== '' && (!until || (from && until <= from)))
      errors.push({ field: 'until', text: 'The day on which it ends must be after the first, as mm/dd/yyyy.' });
    if (typed.authority === '') errors.push({ field: 'authority', text: 'Say what order or rule allows it.' });
    if (typed.reason === '') errors.push({ field: 'reason', text: 'Give the reason.' });
    if (!person || !from || errors.length > 0) return show(request, reply, system, typed, errors);
    const { what, authority, reason } = typed;
    await recordExemption(system.court, request.actor, court.id, { person, what, from, until, authority, reason });
    return back('recorded');
  });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  typed: ExemptionTyped,
  errors: readonly FieldError[],
  done?: keyof typeof DONE,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const today = civilDate(system.court.clock.now(), court.zone);
  const found = typed.name.trim().length < 2 ? [] : await filersNamed(system.court.web, court.id, typed.name.trim());
  const page = exemptionsPage(pageContext(request, court, done && { kind: 'success', text: DONE[done] }), {
    rules: mandatoryWords(court),
    typed,
    found: found.map(({ id, name, firm }) => ({ value: id, label: firm ? `${name}, ${firm}` : name })),
    rows: (await exemptionsOf(system.court.web, court.id)).map((each) => ({
      id: each.id,
      name: each.name,
      what: each.what,
      from: usDate(each.from),
      until: each.until === null ? '' : usDate(each.until),
      authority: each.authority,
      open: each.until === null || each.until > today,
    })),
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

/** The deadline calculator, over all courts and in one. Reads nothing but settings and the dictionary's data. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Asked, type AskedPeriod, type Calculated, calculate } from '../../../court/deadlines/calculate.ts';
import type { Length } from '../../../court/deadlines/compute-deadline.ts';
import { SERVICES } from '../../../court/deadlines/model.ts';
import { type CourtDeadlines, deadlinesOfCourt } from '../../../court/deadlines/rules.ts';
import type { CourtInForce } from '../../../court/settings/in-force.ts';
import { asCivilDate, asUsDate, type CivilDate, civilDate } from '../../../kernel/time.ts';
import { readQuery } from '../forms.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { type CalculatorView, deadlineCalculatorPage } from '../pages/deadline-calculator.ts';
import { reads } from '../route.ts';
import type { Running } from '../running.ts';

const typedText = z.string().max(60).default('');
const query = z.strictObject({
  court: typedText,
  from: typedText,
  period: typedText,
  count: typedText,
  unit: z.enum(['days', 'weeks', 'months', 'years', 'hours']).default('days'),
  direction: z.enum(['after', 'before']).default('after'),
  time: typedText,
  served: z.enum(SERVICES).default('electronic'),
});
type Typed = z.output<typeof query>;

/** The longest periods taken, about thirty years. */
const MOST = { days: 11_000, weeks: 1_500, months: 360, years: 30, hours: 20_000 };
/** Holidays are known since 1971. */
const EARLIEST = '1971-01-01';
const LATEST = '2150-12-31';
const FEDERAL: CourtDeadlines = { deadlineDays: {} };

export function calculatorRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/deadlines/calculate', 'anyone', async (request, reply) => {
    const system = up();
    const typed = readQuery(request, query);
    const courts = await Promise.all((await system.courts()).map((id) => system.court.settingsOf(id)));
    const chosen = courts.find(({ id }) => id === typed.court) ?? (courts.length === 1 ? courts[0]! : null);
    return show(request, reply, system, { at: null, chosen, courts, typed });
  });

  reads(app, '/ecf/:court/deadlines/calculate', 'anyone', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    return show(request, reply, system, { at: court, chosen: court, courts: [], typed: readQuery(request, query) });
  });
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  given: {
    /** On a court's own page. */
    readonly at: CourtAt | null;
    readonly chosen: CourtInForce | null;
    readonly courts: readonly CourtInForce[];
    readonly typed: Typed;
  },
): Promise<FastifyReply> {
  const { chosen, courts, typed } = given;
  const { deadlines, clock } = system.court;
  const settings = chosen ? { ...deadlinesOfCourt(chosen), zone: chosen.zone, cutOff: chosen.cutOff } : null;
  const read = Object.keys(request.query as object).length === 0 ? null : readAsked(typed, chosen !== null);
  const errors: FieldError[] = [...(read?.errors ?? [])];
  let found: Calculated | null = null;
  if (read?.asked && settings) {
    found = calculate(deadlines, settings, read.asked);
    if (!found) errors.push({ field: 'period', text: 'This court has no such period on that day. Choose another.' });
  }
  const on = read?.asked?.from ?? civilDate(clock.now(), chosen?.zone ?? courts[0]?.zone ?? UTC);
  const view: CalculatorView = {
    courts: courts.map(({ id, name }) => ({ id, name })),
    typed: { ...typed, court: chosen?.id ?? typed.court },
    periods: deadlines.named(on, settings ?? FEDERAL).map(({ code, name, days, direction, rule }) => ({
      value: code,
      text: `${name}: ${days} days ${direction === 'before' ? 'before' : 'after'} (${rule})`,
    })),
    found: found && chosen && { ...found, courtName: chosen.name },
    errors,
  };
  return sendPage(reply, deadlineCalculatorPage(pageContext(request, given.at), view), errors.length > 0 ? 400 : 200);
}

const UTC = 'UTC' as CourtInForce['zone'];

/** What was asked, or what is wrong with it, field by field. */
function readAsked(
  typed: Typed,
  courtChosen: boolean,
): { readonly asked: Asked | null; readonly errors: FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (field: string, text: string): null => {
    errors.push({ field, text });
    return null;
  };
  if (!courtChosen) wrong('court', 'Choose a court.');
  const from = dayOf(typed.from) ?? wrong('from', 'Type a day from 1971 to 2150, like 03/24/2026.');
  const period = periodOf(typed, wrong);
  return { asked: errors.length === 0 && from && period ? { from, period, servedBy: typed.served } : null, errors };
}

function dayOf(text: string): CivilDate | null {
  const day = asUsDate(text) ?? asCivilDate(text.trim());
  return day && day >= EARLIEST && day <= LATEST ? day : null;
}

function periodOf(typed: Typed, wrong: (field: string, text: string) => null): AskedPeriod | null {
  if (typed.period !== '' && typed.count.trim() !== '')
    return wrong('count', 'You chose a period and typed one of your own too: leave one of them empty.');
  if (typed.period !== '') return { kind: 'named', code: typed.period };
  const { unit, direction } = typed;
  const count = /^\d{1,6}$/.test(typed.count.trim()) ? Number(typed.count) : 0;
  if (count < 1 || count > MOST[unit])
    return wrong(
      'count',
      `Choose a period, or type how many ${unit}: from 1 to ${MOST[unit].toLocaleString('en-US')}.`,
    );
  if (unit !== 'hours') return { kind: 'days', length: { [unit]: count } as unknown as Length, direction };
  const time = timeOf(typed.time) ?? wrong('time', 'Type the time of day of the event, like 10:30 AM or 14:30.');
  return time === null ? null : { kind: 'hours', hours: count, time, direction };
}

/** `HH:MM` of what people type: `10:30 AM`, `2:05pm`, `14:30`. */
function timeOf(text: string): string | null {
  const found = /^(\d{1,2}):([0-5]\d)\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim());
  if (!found) return null;
  const [hour, half] = [Number(found[1]), found[3]?.toLowerCase()];
  if (half ? hour < 1 || hour > 12 : hour > 23) return null;
  const of24 = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(of24).padStart(2, '0')}:${found[2]}`;
}

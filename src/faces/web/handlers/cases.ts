/** A case and its docket sheet (spec/filing.md §2.6-2.11, spec/pacer.md §7, §9). */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import type { Charged, Price as PortPrice, Purchase } from '../../../court/ports.ts';
import { cents } from '../../../kernel/money.ts';
import { token } from '../../../kernel/random.ts';
import { asCivilDate, asUsDate, type CivilDate } from '../../../kernel/time.ts';
import { readBody, readFields, readQuery } from '../forms.ts';
import { caseOf, docketOf } from '../look/addresses.ts';
import type { Price } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { casePage } from '../pages/case.ts';
import { docketFoot, docketHead, docketRows } from '../pages/docket.ts';
import { type DocketOptions, docketFields } from '../pages/docket-options.ts';
import { docketPricePage } from '../pages/docket-price.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { caseAt, freeFor, readerOf, recordShown } from './reading.ts';
import { receiptView } from './receipt-view.ts';

const usDay = z
  .string()
  .max(20)
  .optional()
  .transform((typed, check): CivilDate | undefined => {
    if (!typed) return undefined;
    const read = asUsDate(typed) ?? asCivilDate(typed);
    if (read) return read;
    check.addIssue('is not a day like 11/22/2026');
    return z.NEVER;
  });
const number = z
  .string()
  .max(9)
  .optional()
  .transform((typed, check): number | undefined => {
    if (!typed) return undefined;
    if (/^\d{1,7}$/.test(typed)) return Number(typed);
    check.addIssue('is not a number');
    return z.NEVER;
  });
const optionFields = {
  order: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
  filedFrom: usDay,
  filedTo: usDay,
  numberFrom: number,
  numberTo: number,
  /** The number of one defendant of a criminal case. */
  defendant: number,
  parties: z.string().optional(),
  /** Set by the option form, which leaves `parties` out when the box is not ticked. */
  show: z.string().optional(),
};
const docketQuery = z.strictObject(optionFields);
const docketPurchase = z.strictObject({
  ...optionFields,
  accepted: z.coerce.number().int().min(0),
  key: z.string().max(100).optional(),
});

function optionsFrom(given: z.output<typeof docketQuery>): DocketOptions {
  const asked = Object.values(given).some((value) => value !== undefined && value !== 'oldest-first');
  return {
    order: given.order,
    filedFrom: given.filedFrom,
    filedTo: given.filedTo,
    numberFrom: given.numberFrom,
    numberTo: given.numberTo,
    defendant: given.defendant,
    withParties: given.parties !== undefined || !asked,
  };
}

const queryOf = (options: DocketOptions): string =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(docketFields(options)).map(([name, value]) => [name, String(value)])),
  ).toString();

/** What a docket report is as a thing that is bought: the same options are the same thing. */
const docketObject = ({ header }: OpenCase, options: DocketOptions): string =>
  `docket ${header.caseId} ${queryOf(options)}`;

/** A docket report with its size, which takes as long to find as a part of the docket: only for who asks its price. */
async function docketPurchaseOf(court: CourtAt, open: OpenCase, options: DocketOptions): Promise<Purchase> {
  const size = await open.size(options);
  return {
    court: court.id,
    kind: 'docket-report',
    object: docketObject(open, options),
    size: { extractedBytes: size.bytes },
    description: 'Docket Report',
    caseNumber: open.header.fullNumber,
  };
}

export const priceShown = (price: PortPrice): Price => {
  if (price.exempt)
    return {
      kind: 'free',
      pages: price.billablePages,
      why: price.exemption ? `${price.exemption}.` : 'Court users and exempt accounts are not charged.',
    };
  if (price.openUntil)
    return {
      kind: 'free',
      pages: price.billablePages,
      why: 'You have paid for this already; looking again is free for 24 hours.',
    };
  return { kind: 'charged', pages: price.billablePages, amount: price.cents, capped: price.billablePages === 30 };
};

export function caseRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/cases/:case', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const open = await caseAt(request, readerOf(request, system, court.id));
    const parties = await open.parties();
    const { who } = request;
    const whole: DocketOptions = { order: 'oldest-first', withParties: true };
    const price =
      who && (await system.pacerPort.price(who, await docketPurchaseOf(court, open, whole), freeFor(request, court)));
    const page = casePage(pageContext(request, court), {
      header: open.header,
      parties: parties.length,
      counsel: new Set(parties.flatMap((party) => party.counsel.map((each) => each.name))).size,
      docketPrice: price ? priceShown(price) : null,
      mayFile: open.side === 'pub' && mayAct(request.actor, court.id, open.header.caseId, 'file'),
      mayManage: mayAct(request.actor, court.id, open.header.caseId, 'manage-case'),
    });
    return sendPage(reply, page);
  });

  reads(app, '/ecf/:court/cases/:case/docket', 'signed-on', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const options = optionsFrom(readQuery(request, docketQuery));
    const open = await caseAt(request, readerOf(request, system, court.id));
    const free = freeFor(request, court);
    const bought = free ? null : await system.pacerPort.openLook(request.who!, court.id, docketObject(open, options));
    if (free || bought) return showDocket(request, reply, system, court, open, options, bought);
    const purchase = await docketPurchaseOf(court, open, options);
    const price = await system.pacerPort.price(request.who!, purchase, false);
    return sendPage(
      reply,
      docketPricePage(pageContext(request, court), {
        header: open.header,
        options,
        price: priceShown(price),
        errors: [],
      }),
    );
  });

  writes(
    app,
    '/ecf/:court/cases/:case/docket',
    'signed-on',
    async (request, reply) => {
      const system = up();
      const court = await courtOf(request, system);
      const { accepted, key, ...given } = readBody(request, docketPurchase);
      const options = optionsFrom(readFields(docketQuery, toQuery(given)));
      const open = await caseAt(request, readerOf(request, system, court.id));
      const purchase = await docketPurchaseOf(court, open, options);
      // A look into a sealed case is free for those cleared, and leaves no number in the billing.
      if (open.side === 'pub')
        await system.pacerPort.charge(
          request.who!,
          purchase,
          cents(accepted),
          freeFor(request, court),
          key ?? token(system.court.random, 24),
        );
      const query = queryOf(options);
      const address = docketOf(caseOf(court.base, open.header.number));
      return reply.redirect(`${address}?${query}`, 303);
    },
    { charges: true },
  );
}

/** The options of a purchase as the query schema reads them, so that price page and docket agree to the letter. */
function toQuery(given: z.output<typeof docketQuery>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}

/** Streams the sheet batch by batch: the first row leaves before the last is read (spec/stack.md §3). */
async function showDocket(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  court: CourtAt,
  open: OpenCase,
  options: DocketOptions,
  bought: Charged | null,
): Promise<FastifyReply> {
  const context = pageContext(request, court);
  const { header } = open;
  const caseBase = caseOf(court.base, header.number);
  const batches = open.docket(options)[Symbol.asyncIterator]();
  const [parties, first] = await Promise.all([options.withParties ? open.parties() : [], batches.next()]);
  const shown = parties.filter(
    ({ defendant }) => options.defendant === undefined || !defendant || defendant.number === options.defendant,
  );
  const office = court.offices.find((each) => each.code === header.number.office)?.name;
  const [title, district] = court.name.split(', ');
  await recordShown(request, system, court.id, `docket ${header.caseId}`);
  async function* sheet(): AsyncGenerator<string> {
    yield docketHead(context, header, shown, {
      options,
      courtLines: [title ?? court.name, [district, office ? `(${office})` : ''].filter(Boolean).join(' ')],
      mayFile: open.side === 'pub' && mayAct(request.actor, court.id, header.caseId, 'file'),
      otherForms: [],
      defendants: parties.flatMap(({ name, defendant }) => (defendant ? [{ number: defendant.number, name }] : [])),
    }).toString();
    let rows = 0;
    for (let batch = first; !batch.done; ) {
      rows += batch.value.length;
      // The next batch is read while this one is written and sent; a reader who has gone by then need not hear how it went.
      const next = batches.next();
      next.catch(() => undefined);
      yield docketRows(caseBase, batch.value).toString();
      batch = await next;
    }
    const receipt = bought ? receiptView(bought, request.who!.loginId, court.zone, 'Search Criteria') : null;
    yield docketFoot(context, { rows, receipt }).toString();
  }
  return reply
    .type('text/html; charset=UTF-8')
    .send(Readable.from(sheet(), { objectMode: false, highWaterMark: 64 * 1024 }));
}

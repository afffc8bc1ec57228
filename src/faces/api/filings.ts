/**
 * Filing by program (spec/interfaces.md): the same acts as the wizard's. A filing is one multipart request: a field `filing`
 * with the answers as JSON, in which documents are named by the file parts' names, and the PDFs.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TAKES_A_DAY } from '../../court/access/check-restriction.ts';
import { answersSchema } from '../../court/events/answers.ts';
import { answeredAlready, answeredWarning } from '../../court/filing/answered-already.ts';
import { checkFiling } from '../../court/filing/check-filing.ts';
import { type CaptionOfCase, withForm } from '../../court/filing/court-form.ts';
import { FILING_LEVELS } from '../../court/filing/decide-filing.ts';
import type { Receipt } from '../../court/filing/model.ts';
import { readFiling, receiptByKey } from '../../court/filing/read-filing.ts';
import { submitFiling } from '../../court/filing/submit-filing.ts';
import { takeUpload } from '../../court/filing/uploads.ts';
import { shortNumber, wholeCaseNumber } from '../../kernel/case-number.ts';
import { CourtError } from '../../kernel/errors.ts';
import { asDigits, asUuid, type CaseId, type CourtId, type FilingId, type UploadId } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import { readFields, readUploadForm } from '../web/forms.ts';
import { caseAt, readerOf } from '../web/handlers/reading.ts';
import { courtOf } from '../web/page-context.ts';
import { reads, writes } from '../web/route.ts';
import type { Running } from '../web/running.ts';

/** The answers as a program writes them: documents by the names of their parts instead of upload ids. */
const filingSchema = z.strictObject({
  ...answersSchema.shape,
  documents: z
    .strictObject({
      main: z.string().max(100).nullable().default(null),
      attachments: z
        .array(
          z.strictObject({
            part: z.string().max(100),
            category: z.string().max(200).nullable().default(null),
            description: z.string().max(1000).default(''),
          }),
        )
        .max(500)
        .default([]),
    })
    .default({ main: null, attachments: [] }),
  /** The other cases of a spread filing, by number or caseid; filers left out: matched by name. */
  alsoIn: z
    .array(
      z.strictObject({
        case: z.union([z.string().max(40), z.int().positive()]),
        filers: z.array(z.int().positive().max(2_147_483_647)).max(2000).nullable().default(null),
        references: z
          .array(z.strictObject({ seq: z.int().positive().max(2_147_483_647) }))
          .max(500)
          .default([]),
      }),
    )
    .max(1000)
    .default([]),
  /** `public` leaves it to event and case; who is no clerk may name the level that these give, and no other. */
  restriction: z.enum(FILING_LEVELS).default('public'),
  /** The first day on which the documents are public: of an embargo, or until they are redacted. */
  restrictedUntil: z
    .string()
    .max(10)
    .optional()
    .transform((given, check): CivilDate | undefined => {
      if (given === undefined) return undefined;
      const day = asCivilDate(given);
      if (day) return day;
      check.addIssue('is not a day like 2026-11-22');
      return z.NEVER;
    }),
});

interface Metrics {
  filing(outcome: 'filed' | 'repeated' | 'refused', seconds: number): void;
}

export function filingApi(app: FastifyInstance, up: () => Running, metrics: Metrics): void {
  const base = '/api/v1/courts/:court/cases/:case';
  writes(
    app,
    `${base}/filings`,
    'filer',
    async (request, reply) => {
      const started = performance.now();
      const system = up();
      const key = keyOf(request);
      const court = await courtOf(request, system);
      const earlier = await receiptByKey(system.court, request.actor, court.id, key);
      // What was filed before its case was sealed is still its filer's: the same request gives the same receipt.
      const inCase =
        earlier && isCaseOf(request, earlier)
          ? { caseId: earlier.caseId, side: 'pub' as const, caption: captionOf(earlier) }
          : null;
      const { caseId, side, caption } = inCase ?? (await openedCase(request, system, court.id));
      // Asked first, so that a repeated request need not send its documents through the gate again to get its receipt.
      const read = await readWish(request, system, earlier);
      const wish = side === 'pub' ? await wishWithForm(request, system, court.id, caseId, caption, read) : read;
      const receivedAt = system.court.clock.now();
      const receipt = await submitFiling(system.court, request.actor, {
        court: court.id,
        caseId,
        side,
        key,
        draft: null,
        channel: 'api',
        ...wish,
        history: false,
        receivedAt,
      });
      metrics.filing(earlier ? 'repeated' : 'filed', (performance.now() - started) / 1000);
      return reply.status(earlier ? 200 : 201).send(receiptJson(receipt));
    },
    { bodyLimit: 600_000_000 },
  );

  writes(
    app,
    `${base}/filings::check`,
    'filer',
    async (request, reply) => {
      const system = up();
      const court = await courtOf(request, system);
      const open = await caseAt(request, readerOf(request, system, court.id));
      const read = await readWish(request, system, null);
      const wish = await wishWithForm(request, system, court.id, open.header.caseId, open.header, read);
      const decided = await checkFiling(system.court, request.actor, {
        court: court.id,
        caseId: open.header.caseId,
        header: open.header,
        ...wish,
        history: false,
        receivedAt: system.court.clock.now(),
      });
      if (decided.kind === 'refusal') throw decided.error;
      const answered = await answeredAlready(
        system.court.web,
        court.id,
        open.header.caseId,
        decided.category,
        decided.filers.map((party) => party.partyNo),
      );
      return reply.send({
        text: decided.text,
        filedOn: decided.filedOn,
        pages: decided.documents.reduce((sum, each) => sum + each.upload.pages, 0),
        feeCents: 0,
        emailed: decided.notices.map((each) => ({ name: each.person.displayName, address: each.address })),
        paper: decided.paper,
        deadlines: decided.deadlinesSet,
        alsoIn: decided.alsoIn.map(({ state, filing }) => ({
          case: shortNumber(state.number),
          text: filing.text,
          filers: filing.filers.map((party) => party.name),
          emailed: filing.notices.map((each) => ({ name: each.person.displayName, address: each.address })),
          paper: filing.paper,
          deadlines: filing.deadlinesSet,
        })),
        findings: [],
        // What a filer should know and may file against.
        warnings: [answeredWarning(answered)].filter((words) => words !== null),
      });
    },
    { bodyLimit: 600_000_000 },
  );

  reads(app, `${base}/filings/by-key/:key`, 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { key } = request.params as { key: string };
    const receipt = await receiptByKey(system.court, request.actor, court.id, key);
    if (!receipt || !isCaseOf(request, receipt)) await caseAt(request, readerOf(request, system, court.id));
    if (!receipt) throw new CourtError('filing-not-found');
    return reply.send(receiptJson(receipt));
  });

  reads(app, '/api/v1/courts/:court/filings/:filing', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const id = asUuid<FilingId>((request.params as { filing: string }).filing);
    const found = id && (await readFiling(system.court, request.actor, court.id, { filing: id }));
    if (!found) throw new CourtError('filing-not-found');
    const { receipt, signers, manualFiling } = found;
    return reply.send({ ...receiptJson(receipt), signers, manualFiling });
  });
}

async function openedCase(request: FastifyRequest, system: Running, court: CourtId) {
  const { header, side } = await caseAt(request, readerOf(request, system, court));
  return { caseId: header.caseId, side, caption: header };
}

const captionOf = (receipt: Receipt): CaptionOfCase => ({
  fullNumber: receipt.caseNumber,
  shortTitle: receipt.caseTitle,
});

/** The wish with the court's form as main document, where the event has one and the program sends none. */
async function wishWithForm(
  request: FastifyRequest,
  system: Running,
  court: CourtId,
  caseId: CaseId,
  caption: CaptionOfCase,
  wish: Awaited<ReturnType<typeof readWish>>,
) {
  const caseType = wholeCaseNumber(caption.fullNumber.split('-', 3).join('-'))?.type ?? 'cv';
  const { account } = request.who!;
  const answers = await withForm(system.court, { court, caseId, caption, caseType, account, draft: null, ...wish });
  return { ...wish, answers };
}

/** Whether the request's address names the receipt's case, which its filer may no longer be shown. */
function isCaseOf(request: FastifyRequest, receipt: Receipt): boolean {
  return isCaseNamed((request.params as { case: string }).case, receipt);
}

function isCaseNamed(named: string, receipt: Pick<Receipt, 'caseId' | 'caseNumber'>): boolean {
  if (named === String(receipt.caseId)) return true;
  const number = wholeCaseNumber(named);
  // without the initials
  const filed = wholeCaseNumber(receipt.caseNumber.split('-', 3).join('-'));
  return number !== null && filed !== null && shortNumber(number) === shortNumber(filed);
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) throw new CourtError('key-required');
  return key;
}

/** The multipart request as answers, its PDFs taken through the gate. Throws what `takeUpload` throws. */
async function readWish(request: FastifyRequest, system: Running, earlier: Receipt | null) {
  if (!request.isMultipart()) throw new CourtError('request-malformed', 'multipart/form-data is wanted');
  const court = await courtOf(request, system);
  const uploads = new Map<string, UploadId>();
  const fields = await readUploadForm(request, async (part) => {
    const taken = await takeUpload(system.court, court.id, request.who!.account, null, {
      name: part.filename,
      stream: part.file,
    });
    uploads.set(part.fieldname, taken.uploadId);
  });
  const { filing, ...unknown } = fields;
  const stranger = Object.keys(unknown)[0];
  if (stranger !== undefined) throw new CourtError('request-malformed', stranger);
  const { restriction, restrictedUntil, documents, alsoIn, ...answers } = readFields(filingSchema, parseJson(filing));
  if (restrictedUntil !== undefined && !TAKES_A_DAY.some((level) => level === restriction))
    throw new CourtError('request-malformed', 'restrictedUntil');
  const partOf = (name: string): UploadId => {
    const upload = uploads.get(name);
    if (!upload) throw new CourtError('request-malformed', `documents: there is no part "${name}"`);
    return upload;
  };
  return {
    answers: answersSchema.parse({
      ...answers,
      alsoIn: await furtherCases(request, system, court.id, alsoIn, earlier),
      documents: {
        main: documents.main === null ? null : partOf(documents.main),
        attachments: documents.attachments.map(({ part, ...rest }) => ({ upload: partOf(part), ...rest })),
      },
    }),
    restriction,
    ...(restrictedUntil ? { restrictedUntil } : {}),
  };
}

/**
 * The cases by their ids. One that is not there for this actor, for whatever reason, is answered as one that is not associated; but
 * for those of a filing that this actor has made already.
 */
async function furtherCases<Further extends { readonly case: string | number }>(
  request: FastifyRequest,
  system: Running,
  court: CourtId,
  named: readonly Further[],
  earlier: Receipt | null,
): Promise<(Omit<Further, 'case'> & { readonly case: CaseId })[]> {
  const reader = readerOf(request, system, court);
  const cases = [];
  for (const { case: typed, ...rest } of named) {
    const known = earlier?.alsoIn.find((each) => isCaseNamed(String(typed), each));
    if (known) {
      cases.push({ ...rest, case: known.caseId });
      continue;
    }
    const by = typeof typed === 'number' ? (typed as CaseId) : (asDigits<CaseId>(typed) ?? wholeCaseNumber(typed));
    const open = by === null ? null : await reader.openCase(by).catch(notThere);
    if (open?.side !== 'pub') throw new CourtError('spread-not-associated', String(typed));
    cases.push({ ...rest, case: open.header.caseId });
  }
  return cases;
}

const notThere = (error: unknown): null => {
  if (error instanceof CourtError && ['case-not-found', 'case-under-seal'].includes(error.code)) return null;
  throw error;
};

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new CourtError('request-malformed', 'filing: not JSON');
  }
}

const receiptJson = (receipt: Receipt) => ({ filed: true, receipt });

/** Sealing and opening again, by clerks (spec/filing.md §9.7): asked, confirmed with what the public will see, done. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import { ELSEWHERE, type Sealed, sealCase, sealEntry, unsealCase, unsealEntry } from '../../../court/access/seal.ts';
import { entriesElsewhere } from '../../../court/access/siblings.ts';
import type { EntryView } from '../../../court/docket/model.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import { modeInTheCase } from '../../../court/filing/filing-rows.ts';
import { shortNumber } from '../../../kernel/case-number.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type EntrySeq } from '../../../kernel/ids.ts';
import { readBody, readQuery } from '../forms.ts';
import { caseOf, homeOf, manageSealOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import {
  AUTHORITY_LIMIT,
  REASON_LIMIT,
  type SealableEntry,
  type SealFormView,
  sealConfirmPage,
  sealDonePage,
  sealFormPage,
} from '../pages/manage/seal.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { caseAt, readerOf } from './reading.ts';

const order = {
  caseAuthority: z.string().trim().max(AUTHORITY_LIMIT).default(''),
  caseReason: z.string().trim().max(REASON_LIMIT).default(''),
  entryAuthority: z.string().trim().max(AUTHORITY_LIMIT).default(''),
  entryReason: z.string().trim().max(REASON_LIMIT).default(''),
};
const sealForm = z.strictObject({
  what: z.enum(['case', 'entry']),
  act: z.enum(['seal', 'unseal']).optional(),
  number: z.string().trim().max(20).default(''),
  entry: z.string().max(12).default(''),
  ...order,
  /** Of a case with entries that stand in open cases too: what becomes of them there. */
  elsewhere: z.enum(ELSEWHERE).optional(),
  go: z.enum(['check', 'do']).default('check'),
});
type SealForm = z.output<typeof sealForm>;

/** A clerk at work on a case. */
interface Desk {
  readonly request: FastifyRequest;
  readonly system: Running;
  readonly court: CourtAt;
  readonly open: OpenCase;
}

const ROUTE = '/ecf/:court/cases/:case/manage/seal';

export function manageSealRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, ROUTE, 'clerk', async (request, reply) => {
    const { entry } = readQuery(request, z.strictObject({ entry: z.string().max(12).default('') }));
    const desk = await deskOf(request, up());
    const seq = asDigits<EntrySeq>(entry);
    const choices = seq === null ? [] : await desk.open.entries([seq]);
    return showForm(reply, desk, null, choices.map(sealable), []);
  });

  writes(app, ROUTE, 'clerk', async (request, reply) => {
    const form = readBody(request, sealForm);
    const desk = await deskOf(request, up());
    const asked = form.what === 'case' ? { entry: null, choices: [] } : await entryAsked(desk, form);
    const errors = errorsOf(desk, form, asked);
    if (errors.length > 0) return showForm(reply, desk, form, asked.choices.map(sealable), errors);
    const act = actOf(desk, asked.entry);
    const elsewhere = asked.entry || act === 'unseal' ? 0 : await elsewhereOf(desk);
    const undecided = elsewhere > 0 && form.elsewhere === undefined;
    return form.go === 'do' && form.act === act && !undecided
      ? carryOut(reply, desk, form, asked.entry)
      : confirm(reply, desk, form, asked.entry, act, { elsewhere, wrong: form.go === 'do' && undecided });
  });
}

async function deskOf(request: FastifyRequest, system: Running): Promise<Desk> {
  const court = await courtOf(request, system);
  if (!mayAct(request.actor, court.id, null, 'restrict')) throw new CourtError('program-refused');
  return { request, system, court, open: await caseAt(request, readerOf(request, system, court.id)) };
}

/** How many entries of the case stand in other open cases too. */
const elsewhereOf = ({ system, court, open }: Desk): Promise<number> =>
  entriesElsewhere(system.court.web, court.id, open.header.caseId);

interface Asked {
  readonly entry: EntryView | null;
  /** Those that could be meant, where one has to be chosen. */
  readonly choices: readonly EntryView[];
  /** The number is taken by an entry that this clerk cannot see. */
  readonly closed?: boolean;
}

async function entryAsked({ open }: Desk, { entry, number }: SealForm): Promise<Asked> {
  const seq = asDigits<EntrySeq>(entry);
  if (seq !== null) return { entry: (await open.entries([seq]))[0] ?? null, choices: [] };
  if (!/^\d{1,7}$/.test(number)) return { entry: null, choices: [] };
  const no = Number(number);
  const found: EntryView[] = [];
  let closed = false;
  for await (const batch of open.docket({ order: 'oldest-first', numberFrom: no, numberTo: no }))
    for (const row of batch) {
      if (row.kind === 'entry') found.push(row);
      else closed = true;
    }
  return { entry: found.length === 1 ? found[0]! : null, choices: found.length > 1 ? found : [], closed };
}

function errorsOf({ open, request, court }: Desk, form: SealForm, asked: Asked): FieldError[] {
  const errors: FieldError[] = [];
  const say = (field: string, text: string, todo?: string) => errors.push({ field, text, todo });
  if (form.what === 'entry') {
    const field = asked.choices.length > 0 ? 'entry' : 'number';
    if (open.side === 'sealed') say(field, 'The whole case is sealed: its entries are sealed with it.');
    else if (asked.closed)
      say(field, 'That entry is sealed already.', 'A clerk cleared for sealed matter can open it.');
    else if (asked.choices.length > 0) say(field, 'Several entries have that number. Choose one.');
    else if (!asked.entry)
      say(field, 'There is no such entry on the docket.', 'Type its number as the docket prints it.');
    else if (asked.entry.restricted === 'court-only')
      say(field, 'A note of the staff is not seen by the public anyway.');
  }
  const [authority, reason] = orderOf(form);
  if (authority === '') say(`${form.what}Authority`, 'Say what orders or allows it.');
  if (reason === '') say(`${form.what}Reason`, 'Give the reason.');
  const act = actOf({ open }, asked.entry);
  if (errors.length === 0 && act === 'unseal' && !mayAct(request.actor, court.id, open.header.caseId, 'unseal'))
    say(form.what === 'case' ? 'caseAuthority' : 'number', 'Only a clerk cleared for sealed matter can open it.');
  return errors;
}

const orderOf = (form: SealForm): [authority: string, reason: string] =>
  form.what === 'case' ? [form.caseAuthority, form.caseReason] : [form.entryAuthority, form.entryReason];

/** The one act that changes something as things stand now. */
const actOf = ({ open }: Pick<Desk, 'open'>, entry: EntryView | null): 'seal' | 'unseal' =>
  (entry ? entry.restricted === 'sealed' : open.side === 'sealed') ? 'unseal' : 'seal';

const sealable = ({ seq, number, filedOn, text }: EntryView): SealableEntry => ({ seq, number, filedOn, words: text });

function viewOf({ court, open }: Desk) {
  const caseHref = caseOf(court.base, open.header.number);
  const caseWords = `${open.header.fullNumber} ${open.header.shortTitle}`;
  return { caseWords, caseHref, action: manageSealOf(caseHref) };
}

function showForm(
  reply: FastifyReply,
  desk: Desk,
  form: SealForm | null,
  choices: readonly SealableEntry[],
  errors: SealFormView['errors'],
): FastifyReply {
  const [authority, reason] = form ? orderOf(form) : ['', ''];
  const page = sealFormPage(pageContext(desk.request, desk.court), {
    ...viewOf(desk),
    caseSealed: desk.open.side === 'sealed',
    sent: form?.what ?? null,
    typed: { number: form?.number ?? '', authority, reason },
    choices,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

function confirm(
  reply: FastifyReply,
  desk: Desk,
  form: SealForm,
  entry: EntryView | null,
  act: 'seal' | 'unseal',
  { elsewhere, wrong }: { readonly elsewhere: number; readonly wrong: boolean },
): FastifyReply {
  const [authority, reason] = orderOf(form);
  const words = entry ? entryWords(desk, entry, act) : caseWords(desk, act);
  const errors = wrong ? [{ field: 'elsewhere', text: 'Say what becomes of them in the other cases.' }] : [];
  const view = {
    ...{ ...viewOf(desk), act, entry: entry && sealable(entry), ...words, authority, reason },
    elsewhere: elsewhere > 0 ? { entries: elsewhere, chosen: form.elsewhere ?? null } : null,
    errors,
  };
  return sendPage(reply, sealConfirmPage(pageContext(desk.request, desk.court), view), wrong ? 422 : 200);
}

const NO_DEADLINE = 'No deadline is changed: those that run go on running.';

interface Words {
  readonly seen: readonly string[];
  readonly besides: readonly string[];
}

/** DESIGN §4.4's table, in words for the clerk. */
function caseWords({ court, open }: Desk, act: 'seal' | 'unseal'): Words {
  const number = shortNumber(open.header.number);
  if (act === 'unseal')
    return {
      seen: [
        `Everyone finds ${number}, ${open.header.shortTitle}, by its number and by the names of its parties, here and in the national index.`,
        'The docket, the parties, counsel and the documents are public again, with everything that was filed while the case was sealed.',
        'Entries and documents that are sealed or restricted by an order of their own stay so.',
      ],
      besides: [
        'Notices that waited when the case was sealed are sent now. Of what was filed while it was sealed nobody is told by this.',
        'Drafts that were begun in it before are there again.',
        NO_DEADLINE,
      ],
    };
  const byNumber =
    court.sealModes.case === 'under-seal'
      ? `Whoever asks for ${number} is told “Case under seal”, and nothing more: no title, no party, no judge, no date.`
      : `Whoever asks for ${number} is told that there is no such case.`;
  return {
    seen: [
      byNumber,
      'By name, in lists, in search and in the national index it is not found.',
      'Every address of its docket and documents answers as if there were no such page, to those too who had bought a look or have a free look.',
    ],
    besides: [
      'Counsel and parties lose their access with everyone else; whoever has filed still finds the receipt of it. Only the judge of the case and clerks cleared for sealed matter see it.',
      'Notices that have not been sent yet are held back. What was sent, printed or downloaded before cannot be called back.',
      'Other cases that are linked to it no longer name it as a link. What their entries say in words stays.',
      'Drafts in it are put away until it is opened again.',
      NO_DEADLINE,
    ],
  };
}

function entryWords({ court }: Desk, entry: EntryView, act: 'seal' | 'unseal'): Words {
  const number = entry.number === null ? 'it' : `number ${entry.number}`;
  if (act === 'unseal')
    return {
      seen: [
        `The docket shows the entry with its day, its number and these words: “${entry.text}”`,
        'Its documents open as others do; one that is restricted by an order of its own stays so.',
      ],
      besides: [
        'An entry that had its number in the sealed series takes the next number of the case.',
        'What was filed with it in other cases is opened there too.',
        'What it ruled is shown as ruled, unless another entry has ruled on the same since.',
        'A notice that waited when it was sealed is sent now.',
        NO_DEADLINE,
      ],
    };
  const row =
    entry.number === null
      ? 'The docket has no row for it.'
      : modeInTheCase(court.sealModes.entry) === 'placeholder'
        ? `The docket shows ${number} as “SEALED ENTRY”: no day, no filer, no words, no size, no attachments.`
        : `The docket has no row for it; ${number} is missing.`;
  return {
    seen: [
      row,
      'Every address of its documents answers as if there were no such page, to those too who had bought a look or have a free look.',
      'If it ruled on a motion, the motion is shown as pending.',
    ],
    besides: [
      'What was filed with it in other cases is sealed there too: the entry, and its documents.',
      'Other entries that speak of it keep their words. Look at them: they may have to be sealed too. Flags that it put up stay up.',
      'Its filer still finds the receipt. Only the judge of the case and clerks cleared for sealed matter see the entry.',
      'A notice that has not been sent yet is held back. What was sent, printed or downloaded before cannot be called back.',
      NO_DEADLINE,
    ],
  };
}

async function carryOut(
  reply: FastifyReply,
  desk: Desk,
  form: SealForm,
  entry: EntryView | null,
): Promise<FastifyReply> {
  const { request, court, open, system } = desk;
  const [authority, reason] = orderOf(form);
  const ordered = { court: court.id, caseId: open.header.caseId, authority, reason };
  const act = actOf(desk, entry);
  const done: Sealed = entry
    ? await (act === 'seal' ? sealEntry : unsealEntry)(system.court, request.actor, { ...ordered, entry: entry.seq })
    : act === 'seal'
      ? await sealCase(system.court, request.actor, ordered, form.elsewhere ?? null)
      : await unsealCase(system.court, request.actor, ordered);
  const cleared = mayAct(request.actor, court.id, open.header.caseId, 'unseal');
  const { caseHref, action } = viewOf(desk);
  const context = pageContext(request, court);
  const gone = !entry && act === 'seal' && !cleared;
  const page = sealDonePage(context, {
    act,
    what: entry ? `Entry ${entry.number ?? '(not numbered)'}` : shortNumber(open.header.number),
    unchanged: done === 'unchanged',
    undo: cleared
      ? `The opposite is done at the same place: ${action}`
      : 'A clerk cleared for sealed matter can undo it; you cannot see it any more.',
    onward: gone
      ? { words: 'To the court’s page', href: homeOf(context) }
      : { words: 'Back to the case', href: caseHref },
  });
  return sendPage(reply, page);
}

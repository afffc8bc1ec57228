/** The acts of a case in plain words, as its clerks read them. */
import { type CaseActRead, caseActs } from '../../../court/audit/case-acts.ts';
import type { OpenCase, Reader } from '../../../court/docket/reader.ts';
import type { CaseId } from '../../../kernel/ids.ts';
import { usDateTime } from '../../../kernel/time.ts';
import type { CourtAt } from '../page-context.ts';
import type { ActRow } from '../pages/manage/acts.ts';
import type { Running } from '../running.ts';

export interface ActsShown {
  readonly rows: readonly ActRow[];
  /** The last link shown, before which there are more; null: these are the earliest. */
  readonly before: number | null;
}

/** At most `most` acts before a link of the chain, newest first; null: the latest. */
export async function actsShown(
  system: Running,
  court: CourtAt,
  reader: Reader,
  open: OpenCase,
  before: number | null,
  most: number,
): Promise<ActsShown> {
  const read = await caseActs(system.court.web, court.id, open.header.caseId, before, most + 1);
  const acts = read.slice(0, most);
  const seqs = [...new Set(acts.flatMap(({ body }) => (typeof body.entry === 'number' ? [body.entry] : [])))];
  const entries = new Map((await open.entries(seqs)).map((each) => [each.seq as number, each.number]));
  const cases = await numbersOf(reader, acts);
  const rows = acts.map(
    (act): ActRow => ({
      at: usDateTime(act.at, court.zone),
      who: act.name ?? (act.actor.startsWith('system') ? 'The system' : 'An account that this court does not know'),
      what: actWords(act, entries, cases),
    }),
  );
  return { rows, before: read.length > most ? acts.at(-1)!.n : null };
}

/** The numbers under which the linked cases are known today, as far as this reader may know them. */
async function numbersOf(reader: Reader, acts: readonly CaseActRead[]): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(acts.flatMap(({ body }) => (typeof body.to === 'number' ? [body.to] : [])));
  const found = await Promise.all(
    [...ids].map(async (id) => {
      const open = await reader.openCase(id as CaseId).catch(() => null);
      return [id, open?.header.fullNumber ?? 'a case that is not public'] as const;
    }),
  );
  return new Map(found);
}

const LINK: Readonly<Record<string, string>> = {
  lead: 'its lead case',
  member: 'a member case',
  related: 'a related case',
  'mj-to-cr': 'the magistrate judge’s case it came from',
  'other-court': 'a case in another court',
};

function actWords(
  { act, body }: CaseActRead,
  entries: ReadonlyMap<number, string | null>,
  cases: ReadonlyMap<number, string>,
): string {
  const number = typeof body.entry === 'number' ? entries.get(body.entry) : null;
  const entry = number ? `entry ${number}` : 'an entry without a number';
  const other = typeof body.to === 'number' ? cases.get(body.to) : String(body.to ?? '');
  switch (act) {
    case 'open case':
      return 'Opened the case.';
    case 'close case':
      return 'Closed the case.';
    case 'import docket':
      return 'Took a docket in from a file.';
    case 'import attachment menu':
      return 'Took the list of an entry’s attachments in from a file.';
    case 'file entry':
      return `Filed ${entry}.`;
    case 'restrict document':
      return `Changed who may open a document of ${entry}.`;
    case 'strike entry':
      return `Struck ${entry}. Stricken by ${String(body.by)}.`;
    case 'restore entry':
      return `Let ${entry} stand again, which had been stricken by ${String(body.by)}.`;
    case 'ask correction':
      return `Asked the clerk to correct ${entry}.`;
    case 'answer correction':
      return `Answered a request to correct ${entry}: ${body.state === 'done' ? 'done' : 'declined'}.`;
    case 'correct event':
      return `Gave ${entry} another event: ${String(body.to)} (before: ${String(body.from)}).`;
    case 'link case':
      return `Tied the case to ${other}, ${LINK[String(body.kind)]}.`;
    case 'unlink case':
      return `Took away the link to ${other}, ${LINK[String(body.kind)]}.`;
    case 'reassign judge':
      return `${body.role === 'presider' ? 'Assigned the case' : 'Referred matters'} to ${String(body.to ?? 'nobody')} (before: ${String(body.from ?? 'nobody')}).`;
    default:
      return `${act.charAt(0).toUpperCase()}${act.slice(1)}.`;
  }
}

/** Numbers and places of imported entries: what the file says where it says it, and what fits where it does not. */
import type { CivilDate } from '../../kernel/time.ts';

export interface NumberedInFile {
  readonly date_filed: CivilDate;
  readonly pacer_seq_no: string | null;
}

/** Sealed entries are numbered from 1,000,000,001 (migration 0004). */
const LAST_SEQ = 1_000_000_000;

/**
 * An entry number for each entry of a file, in the file's order. The file's own number is taken where it is free and the
 * first of its kind; the others get free numbers, between their neighbours of the same day where there is room, so that
 * day and number give the order of the docket.
 */
export function assignSeqs(entries: readonly NumberedInFile[], taken: ReadonlySet<number>): number[] {
  const used = new Set(taken);
  const seqs = entries.map((entry) => {
    const wanted = Number(entry.pacer_seq_no ?? 0);
    if (wanted < 1 || wanted >= LAST_SEQ || used.has(wanted)) return 0;
    used.add(wanted);
    return wanted;
  });
  const backwards = newestFirst(entries.map((entry) => entry.date_filed));
  let lowest = 1;
  let before: { day: CivilDate; seq: number } | null = null;
  for (let step = 0; step < entries.length; step += 1) {
    const n = backwards ? entries.length - 1 - step : step;
    const day = entries[n]!.date_filed;
    if (seqs[n] === 0) {
      while (used.has(lowest)) lowest += 1;
      let free: number = before?.day === day ? before.seq + 1 : lowest;
      while (used.has(free)) free += 1;
      used.add(free);
      seqs[n] = free;
    }
    before = { day, seq: seqs[n]! };
  }
  return seqs;
}

/** Whether days run from the newest to the oldest. */
export const newestFirst = (days: readonly CivilDate[]): boolean =>
  days.length > 1 && days[0]! > days[days.length - 1]!;

/**
 * One order out of two: entries of the second list that the first lacks come right after the entry they follow in the second.
 * `known[i]` is the place in the first list (from 0) of the second's entry i, or null when it is new.
 * Returns for each new entry, and each of the first list, its place from 1.
 */
export function joinOrders(
  standing: number,
  known: readonly (number | null)[],
): { readonly standing: readonly number[]; readonly added: readonly number[] } {
  const after = new Map<number, number[]>();
  let last = -1;
  for (const [n, place] of known.entries()) {
    if (place !== null) last = place;
    else {
      const following = after.get(last) ?? [];
      following.push(n);
      after.set(last, following);
    }
  }
  const places = { standing: Array<number>(standing), added: Array<number>(known.length).fill(0) };
  let next = 1;
  for (let place = -1; place < standing; place += 1) {
    if (place >= 0) places.standing[place] = next++;
    for (const n of after.get(place) ?? []) places.added[n] = next++;
  }
  return places;
}

/** The dated fee schedule, from its file (`dictionary/fees.yaml`) into the database. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Database } from '../../kernel/ports.ts';
import { asCivilDate } from '../../kernel/time.ts';
import type { Fee } from './model.ts';
import { insertFee, storedFees } from './store.ts';

const feeRow = z.strictObject({
  kind: z.enum(['document', 'docket-report', 'transcript', 'search-list', 'audio']),
  'effective-from': z.string().transform((text, context) => {
    const day = asCivilDate(text);
    if (day) return day;
    context.addIssue(`not a day: ${text}`);
    return z.NEVER;
  }),
  'cents-per-page': z.int().min(0).max(100_000),
  'cap-pages': z.int().min(1).optional(),
  'window-hours': z.int().min(1),
  source: z.string().min(1),
});

/** The fees that the text of `dictionary/fees.yaml` states. Throws ZodError on anything that is not a fee. */
export function feesFrom(yamlText: string): readonly Fee[] {
  return z
    .array(feeRow)
    .parse(parse(yamlText))
    .map((row) => ({
      kind: row.kind,
      effectiveFrom: row['effective-from'],
      centsPerPage: row['cents-per-page'],
      capPages: row['cap-pages'] ?? null,
      windowHours: row['window-hours'],
      source: row.source,
    }));
}

/**
 * Puts the fees of the file into the schedule; rows that are there stay. Run at each start.
 * Throws Error when a row of the schedule says something else than the file: prices change by a new day, not by an edit.
 */
export async function installFeeSchedule(db: Database, yamlText: string): Promise<void> {
  const fees = feesFrom(yamlText);
  await db.transaction(async (tx) => {
    for (const fee of fees) await insertFee(tx, fee);
    const stored = await storedFees(tx);
    for (const fee of fees) {
      const kept = stored.find((each) => each.kind === fee.kind && each.effectiveFrom === fee.effectiveFrom);
      if (!kept || !samePrice(kept, fee)) {
        throw new Error(`the fee for ${fee.kind} from ${fee.effectiveFrom} differs from dictionary/fees.yaml`);
      }
    }
  });
}

const samePrice = (a: Fee, b: Fee): boolean =>
  a.centsPerPage === b.centsPerPage && a.capPages === b.capPages && a.windowHours === b.windowHours;

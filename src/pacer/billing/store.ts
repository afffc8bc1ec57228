/** The SQL of billing. A charge is written once and never changed: the web login has no right to. */
import type { AccountId, ChargeId, CourtId } from '../../kernel/ids.ts';
import type { Cents } from '../../kernel/money.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { Charge, Fee, FeeKind } from './model.ts';

interface FeeRow {
  readonly kind: FeeKind;
  readonly effective_from: CivilDate;
  readonly cents_per_page: number;
  readonly cap_pages: number | null;
  readonly window_hours: number;
  readonly source: string;
}

const FEE_COLUMNS = 'kind, effective_from, cents_per_page, cap_pages, window_hours, source';

const feeOf = (row: FeeRow): Fee => ({
  kind: row.kind,
  effectiveFrom: row.effective_from,
  centsPerPage: row.cents_per_page,
  capPages: row.cap_pages,
  windowHours: row.window_hours,
  source: row.source,
});

export async function insertFee(tx: Queries, fee: Fee): Promise<void> {
  await tx.query(
    `insert into pacer.fee_schedule (${FEE_COLUMNS}) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [fee.kind, fee.effectiveFrom, fee.centsPerPage, fee.capPages, fee.windowHours, fee.source],
  );
}

export async function storedFees(q: Queries): Promise<readonly Fee[]> {
  return (await q.query<FeeRow>(`select ${FEE_COLUMNS} from pacer.fee_schedule`)).map(feeOf);
}

/** The fee that holds for a kind on a day. Throws Error when the schedule has none: the schedule is not installed. */
export async function feeAt(q: Queries, kind: FeeKind, day: CivilDate): Promise<Fee> {
  const rows = await q.query<FeeRow>(
    `select ${FEE_COLUMNS} from pacer.fee_schedule where kind = $1 and effective_from <= $2
     order by effective_from desc limit 1`,
    [kind, day],
    'pacer-fee-at',
  );
  const row = rows[0];
  if (!row) throw new Error(`the fee schedule has no ${kind} on ${day}`);
  return feeOf(row);
}

interface ChargeRow {
  readonly charge_id: ChargeId;
  readonly account_id: AccountId;
  readonly court_id: CourtId;
  readonly kind: FeeKind;
  readonly object: string;
  readonly description: string;
  readonly case_number: string;
  readonly pages: number;
  readonly cents: Cents;
  readonly client_code: string;
  readonly at: Instant;
  readonly until_at: Instant;
  readonly exempt_reason: string | null;
}

const CHARGE_COLUMNS = `charge_id, account_id, court_id, kind, object, description, case_number, pages, cents, client_code,
  at, until_at, exempt_reason`;

const chargeOf = (row: ChargeRow): Charge => ({
  id: row.charge_id,
  account: row.account_id,
  court: row.court_id,
  kind: row.kind,
  object: row.object,
  description: row.description,
  caseNumber: row.case_number,
  billablePages: row.pages,
  cents: row.cents,
  clientCode: row.client_code,
  at: row.at,
  until: row.until_at,
  exemptReason: row.exempt_reason,
});

/** The account's look at a thing that is still open at `now`, or null. Index charge_window. */
export async function openLook(
  q: Queries,
  account: AccountId,
  court: CourtId,
  object: string,
  now: Instant,
): Promise<Charge | null> {
  const rows = await q.query<ChargeRow>(
    `select ${CHARGE_COLUMNS} from pacer.charge
     where account_id = $1 and court_id = $2 and object = $3 and until_at > $4 order by until_at desc limit 1`,
    [account, court, object, now],
    'pacer-open-look',
  );
  return rows[0] ? chargeOf(rows[0]) : null;
}

export async function chargeKeyUsed(q: Queries, idemKey: string): Promise<boolean> {
  const rows = await q.query(`select 1 from pacer.charge where idem_key = $1`, [idemKey], 'pacer-charge-key');
  return rows.length > 0;
}

export async function insertCharge(tx: Queries, charge: Charge, idemKey: string): Promise<void> {
  await tx.query(
    `insert into pacer.charge (${CHARGE_COLUMNS}, idem_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      charge.id,
      charge.account,
      charge.court,
      charge.kind,
      charge.object,
      charge.description,
      charge.caseNumber,
      charge.billablePages,
      charge.cents,
      charge.clientCode,
      charge.at,
      charge.until,
      charge.exemptReason,
      idemKey,
    ],
    'pacer-insert-charge',
  );
}

/** A charge of this account; null when there is none or it is another's. */
export async function chargeById(q: Queries, account: AccountId, id: ChargeId): Promise<Charge | null> {
  const rows = await q.query<ChargeRow>(
    `select ${CHARGE_COLUMNS} from pacer.charge where charge_id = $1 and account_id = $2`,
    [id, account],
  );
  return rows[0] ? chargeOf(rows[0]) : null;
}

/** The account's charges from one moment up to, not including, another, oldest first. Index charge_of_account. */
export async function chargesBetween(
  q: Queries,
  account: AccountId,
  from: Instant,
  before: Instant,
): Promise<readonly Charge[]> {
  const rows = await q.query<ChargeRow>(
    `select ${CHARGE_COLUMNS} from pacer.charge where account_id = $1 and at >= $2 and at < $3 order by at, charge_id`,
    [account, from, before],
  );
  return rows.map(chargeOf);
}

/** A charge as receipts print it (spec/pacer.md §7.6). */
import type { Charged } from '../../../court/ports.ts';
import { civilDate, usDate, type Zone } from '../../../kernel/time.ts';
import type { ReceiptView } from '../pages/receipt.ts';

export function receiptView(
  charged: Charged,
  login: string,
  zone: Zone,
  label: ReceiptView['criteriaLabel'],
): ReceiptView {
  const time = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(charged.at));
  return {
    at: `${usDate(civilDate(charged.at, zone))} ${time}`,
    login,
    clientCode: charged.clientCode,
    description: charged.description,
    criteriaLabel: label,
    criteria: charged.caseNumber,
    pages: charged.billablePages,
    cost: charged.cents,
    note: charged.exemptReason ? `Not charged: ${charged.exemptReason}` : null,
  };
}

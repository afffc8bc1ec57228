/** A docket as long as wanted, of invented entries: what the docket bench and the test of query plans take in. */

import type { DocketFile } from '../src/court/cases/docket-file.ts';
import { aDocket, aDocketEntry, aParty } from '../src/court/cases/fictional-docket.ts';
import type { CivilDate } from '../src/kernel/time.ts';

const ACTS = [
  'MOTION to Compel Discovery',
  'MEMORANDUM in Opposition',
  'NOTICE of Appearance',
  'ORDER on Motion',
  'REPLY',
];
const WORDS =
  'regarding the production of records kept in the ordinary course of business at the harbor office, with a proposed order, a certificate of service and the declaration of a custodian of records';

/** `1:26-cv-<seq>` of court `dcd` with so many entries, five a day, each with a document, of about 400 characters. */
export function aLongDocket(entries: number, seq: number): DocketFile {
  const day = (n: number) => new Date(Date.UTC(2016, 0, 1 + Math.floor(n / 5))).toISOString().slice(0, 10) as CivilDate;
  const us = (date: string) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`;
  return aDocket({
    case_name: `Pell & Company No. ${seq} v. Harbor Lines, Inc.`,
    docket_number: `1:26-cv-${String(seq).padStart(5, '0')}`,
    parties: [aParty({ name: `Pell & Company No. ${seq}` }), aParty({ type: 'Defendant', name: 'Harbor Lines, Inc.' })],
    docket_entries: Array.from({ length: entries }, (_, n) => {
      const act = ACTS[n % ACTS.length]!;
      return aDocketEntry({
        date_filed: day(n),
        date_entered: day(n),
        document_number: String(n + 1),
        pacer_doc_id: `045${String(seq * 10_000 + n).padStart(8, '0')}`,
        pacer_seq_no: String(n + 1),
        description: `${act} ${WORDS} (item ${n * 7919}); ${WORDS} by Harbor Lines, Inc.. (Attachments: # 1 Exhibit A, # 2 Exhibit B)(Osei, Kwame) (Entered: ${us(day(n))})`,
      });
    }),
  });
}

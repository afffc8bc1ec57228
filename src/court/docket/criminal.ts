/** What a docket sheet says beyond the civil header: defendants with their counts, links to other cases, a court's own lines. */
import type { CaseNumber } from '../../kernel/case-number.ts';
import { fullNumber } from '../../kernel/case-number.ts';
import type { LinkKind } from '../cases/links.ts';
import type { Side } from '../cases/side.ts';

export interface CountView {
  readonly label: string;
  readonly disposition: string;
}

/** One defendant of a criminal case (spec/filing.md §2.10). Offence levels are empty where the record says none. */
export interface DefendantView {
  readonly number: number;
  readonly pendingCounts: readonly CountView[];
  readonly terminatedCounts: readonly CountView[];
  readonly complaints: readonly CountView[];
  readonly offenseOpening: string;
  readonly offenseTerminated: string;
}

/** What another case is to this one. `number` is null for a case that is not of this court: then only the words are there. */
export interface LinkView {
  readonly kind: LinkKind;
  readonly words: string;
  readonly number: CaseNumber | null;
}

export interface HeaderLine {
  readonly label: string;
  readonly value: string;
}

/** A link as it is read: to a case of this court by its columns, elsewhere by words. */
export interface LinkRow {
  readonly kind: LinkKind;
  readonly words: string | null;
  readonly office: string;
  readonly yy: string;
  readonly type: string;
  readonly seq: number;
  readonly presider: string | null;
  readonly referral: string | null;
}

/** A linked case under the number that it has today: judges come and go, the link stands. */
export function linkView(row: LinkRow): LinkView {
  if (row.words !== null) return { kind: row.kind, words: row.words, number: null };
  const number = { office: row.office, yy: row.yy, type: row.type, seq: row.seq };
  return { kind: row.kind, words: fullNumber(number, row), number };
}

/**
 * Links and own lines of a case `c`, as columns (primary keys). A linked case that is not public is not named, to nobody:
 * who may see one sealed case need not know of another.
 */
export const sheetColumns = (side: Side): string => `
  (select jsonb_agg(jsonb_build_object('kind', l.kind, 'words', l.words, 'office', o.office, 'yy', o.yy, 'type', o.type,
     'seq', o.seq, 'presider', o.presider_initials, 'referral', o.referral_initials) order by l.n)
   from ${side}.case_link l left join pub.case_record o on o.court_id = l.court_id and o.case_id = l.other_case_id
   where l.court_id = c.court_id and l.case_id = c.case_id and (l.words is not null or o.case_id is not null)) as links,
  (select jsonb_agg(jsonb_build_object('label', h.label, 'value', h.value) order by h.n) from ${side}.header_field h
   where h.court_id = c.court_id and h.case_id = c.case_id) as lines`;

/** The criminal matter of a party `p`, as a column; null for who is no defendant (primary keys). */
export const defendantColumn = (side: Side): string => {
  const counts = (status: string) => `coalesce((select jsonb_agg(jsonb_build_object('label', k.label,
      'disposition', k.disposition) order by k.n) from ${side}.criminal_count k
    where k.court_id = d.court_id and k.case_id = d.case_id and k.party_no = d.party_no and k.status = '${status}'), '[]')`;
  return `(select jsonb_build_object('number', d.number, 'offenseOpening', d.offense_opening,
      'offenseTerminated', d.offense_terminated, 'pendingCounts', ${counts('pending')},
      'terminatedCounts', ${counts('terminated')},
      'complaints', coalesce((select jsonb_agg(jsonb_build_object('label', k.label, 'disposition', k.disposition) order by k.n)
        from ${side}.criminal_complaint k
        where k.court_id = d.court_id and k.case_id = d.case_id and k.party_no = d.party_no), '[]'))
    from ${side}.defendant d where d.court_id = p.court_id and d.case_id = p.case_id and d.party_no = p.party_no) as defendant`;
};

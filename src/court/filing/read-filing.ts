/**
 * A filing again, for the account that made it and for nobody else: by its id, or by the key of its submission ("did it land?",
 * interfaces.md). What has been sealed since, or was filed sealed, is found by its filer too (DESIGN §4.3): the public side is
 * asked first, and the Registrar for what is not there.
 */
import type { AccountId, CaseId, CourtId, DocumentSerial, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import type { Side } from '../cases/side.ts';
import type { TextPart } from '../docket/model.ts';
import type { CourtPorts } from '../ports.ts';
import type {
  DocumentFacts,
  FurtherReceipt,
  ManualFilingAnnounced,
  Receipt,
  SignedReceipt,
  SignerNamed,
} from './model.ts';

/** Which of an account's filings. */
export type FilingNamed = { readonly filing: FilingId } | { readonly key: string };

export interface FiledAgain {
  readonly receipt: Receipt;
  /** The entry's text in parts, as it was first entered. */
  readonly parts: readonly TextPart[] | null;
  /** The same of the further cases of a spread filing, as far as the login sees them. */
  readonly furtherParts: ReadonlyMap<CaseId, readonly TextPart[] | null>;
  /** It has entries in several cases, some of which may stand where this login does not look. */
  readonly spread: boolean;
  /** Who signed its paper besides its filer; of somebody else's filing nobody learns it here. */
  readonly signers: readonly SignerNamed[];
  /** What came, or comes, to the clerk by hand with it; null: nothing. */
  readonly manualFiling: ManualFilingSeen | null;
  /** What its key stands for. */
  readonly requestHash: string;
}

interface FurtherRead {
  receipt: SignedReceipt;
  signature: string;
  key: string;
  parts: TextPart[] | null;
}

/** What became of a manual filing, for its filer. */
export interface ManualFilingSeen extends ManualFilingAnnounced {
  readonly receivedOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  readonly endedHow: string | null;
}

interface FiledRow {
  signers: SignerNamed[] | null;
  manual: ManualFilingSeen | null;
  receipt: SignedReceipt;
  receipt_signature: string;
  receipt_key_id: string;
  request_hash: string;
  parts: TextPart[] | null;
  spread: boolean | null;
  further: FurtherRead[];
  facts: (DocumentFacts & { serial: DocumentSerial })[];
}

/**
 * On the sides that the login may read (primary key, or unique court, account, key). Null: there is none, it is another
 * account's, or one of its documents stands on a side that was not looked at.
 */
export async function filingOn(
  db: Queries,
  sides: readonly Side[],
  court: CourtId,
  account: string,
  named: FilingNamed,
): Promise<FiledAgain | null> {
  const [column, value] = 'filing' in named ? ['filing_id = $3::uuid', named.filing] : ['idem_key = $3', named.key];
  const facts = sides
    .map(
      (side) =>
        `select serial, salt, original_name, sha256, bytes, pages, court_id, case_id, entry_seq from ${side}.document`,
    )
    .join(' union all ');
  const further = sides
    .map(
      (side) =>
        `select x.filing_id, x.court_id, x.case_id, x.receipt, x.receipt_signature, x.receipt_key_id, v.parts from ${side}.spread_entry x
         left join ${side}.entry_version v on v.court_id = x.court_id and v.case_id = x.case_id and v.entry_seq = x.entry_seq
           and v.version = 1`,
    )
    .join(' union all ');
  for (const side of sides) {
    const rows = await db.query<FiledRow>(
      `select f.receipt, f.receipt_signature, f.receipt_key_id, f.request_hash, v.parts, e.spread,
         case when e.spread then coalesce((select json_agg(json_build_object('receipt', x.receipt, 'signature', x.receipt_signature,
             'key', x.receipt_key_id, 'parts', x.parts) order by x.case_id) from (${further}) x
           where x.court_id = f.court_id and x.filing_id = f.filing_id), '[]') else '[]' end as further,
         coalesce((select json_agg(json_build_object('serial', d.serial, 'salt', d.salt, 'originalName', d.original_name,
             'sha256', d.sha256, 'bytes', d.bytes, 'pages', d.pages)) from (${facts}) d
           where d.court_id = f.court_id and d.case_id = (f.receipt->>'caseId')::bigint
             and d.entry_seq = (f.receipt->>'entry')::int), '[]') as facts,
         (select json_agg(json_build_object('name', s.name, 'capacity', s.capacity, 'held', s.held, 'keptUntil', s.kept_until)
             order by s.n) from ${side}.paper_signer s
           where s.court_id = f.court_id and s.case_id = (f.receipt->>'caseId')::bigint
             and s.entry_seq = (f.receipt->>'entry')::int) as signers,
         (select json_build_object('what', m.what, 'medium', m.medium, 'reason', m.reason, 'receivedOn', m.received_on,
             'endedOn', m.ended_on, 'endedHow', m.ended_how) from ${side}.manual_filing m
           where m.court_id = f.court_id and m.case_id = (f.receipt->>'caseId')::bigint
             and m.entry_seq = (f.receipt->>'entry')::int) as manual
       from ${side}.filing f
       left join ${side}.docket_entry e on e.court_id = f.court_id and e.case_id = (f.receipt->>'caseId')::bigint
         and e.entry_seq = (f.receipt->>'entry')::int
       left join ${side}.entry_version v on v.court_id = f.court_id and v.case_id = (f.receipt->>'caseId')::bigint
         and v.entry_seq = (f.receipt->>'entry')::int and v.version = 1
       where f.court_id = $1 and f.account_id = $2::uuid and f.${column}`,
      [court, account, value!],
      `filing-${'filing' in named ? 'by-id' : 'again-by-key'}-${side}-${sides.length}`,
    );
    if (rows[0]) return filedAgain(rows[0]);
  }
  return null;
}

function filedAgain(row: FiledRow): FiledAgain | null {
  const documents = row.receipt.documents.flatMap((each) => {
    const facts = row.facts.find(({ serial }) => serial === each.serial);
    return facts ? [{ ...each, ...facts }] : [];
  });
  if (documents.length < row.receipt.documents.length) return null;
  const receipt = {
    ...row.receipt,
    documents,
    alsoIn: row.further.map(
      (each): FurtherReceipt => ({ ...each.receipt, signature: each.signature, signatureKey: each.key }),
    ),
    signature: row.receipt_signature,
    signatureKey: row.receipt_key_id,
  };
  const furtherParts = new Map(row.further.map((each) => [each.receipt.caseId, each.parts]));
  const { parts, signers, manual, request_hash: requestHash } = row;
  const read = { receipt, parts, furtherParts, spread: row.spread ?? false };
  return { ...read, signers: signers ?? [], manualFiling: manual, requestHash };
}

/** Null: this actor has made no such filing in this court. */
export async function readFiling(
  ports: Pick<CourtPorts, 'web' | 'registrar'>,
  actor: Actor,
  court: CourtId,
  named: FilingNamed,
): Promise<FiledAgain | null> {
  if (actor.kind !== 'account') return null;
  const open = await filingOn(ports.web, ['pub'], court, actor.account, named);
  if (open && !open.spread) return open;
  return (await ports.registrar.ownFiling(actor, court, named)) ?? open;
}

/** Whether a filing of this account is public through and through: entry, text and every document, now as when it was filed. */
export async function isPublicFiling(
  ports: Pick<CourtPorts, 'web'>,
  court: CourtId,
  account: AccountId,
  filing: FilingId,
): Promise<boolean> {
  const found = await filingOn(ports.web, ['pub'], court, account, { filing });
  return found?.receipt.restriction === 'public';
}

/** Whether a key has landed, for "did it land?" (interfaces.md). Null: no filing of this account with this key. */
export const receiptByKey = async (
  ports: Pick<CourtPorts, 'web' | 'registrar'>,
  actor: Actor,
  court: CourtId,
  key: string,
): Promise<Receipt | null> => (await readFiling(ports, actor, court, { key }))?.receipt ?? null;

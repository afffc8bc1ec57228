/**
 * What a court has chosen (DESIGN §2 rule 7): a file under `courts/` says it, the database keeps it by date.
 * What may differ between courts is here; what may not is a rule and stands in the code that cites it.
 */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { CourtId } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate, type Zone, zone } from '../../kernel/time.ts';

const words = z.string().trim().min(1);
const courtId = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,9}$/)
  .transform((id) => id as CourtId);
const day = z.string().transform((text, context): CivilDate => {
  const read = asCivilDate(text);
  if (read) return read;
  context.addIssue('is not a day of the form YYYY-MM-DD');
  return z.NEVER;
});
const zoneName = z.string().transform((name, context): Zone => {
  try {
    return zone(name);
  } catch {
    context.addIssue('is not a time zone, such as America/New_York');
    return z.NEVER;
  }
});

const office = z.strictObject({ code: z.string().regex(/^[0-9a-z]$/), name: words });
const caseType = z.strictObject({ code: z.string().regex(/^[a-z]{1,5}$/), name: words });
const judge = z.strictObject({
  name: words,
  /** As the docket prints it before the name: `Chief Judge`, `Magistrate Judge`. */
  title: words,
  initials: z.string().regex(/^[A-Z]{1,4}$/),
  role: z.enum(['district', 'magistrate']),
  /** Offices in which new cases may be assigned; none named: all. */
  offices: z.array(z.string()).default([]),
  /** Whom filers in this judge's cases call when something fails (spec/filing.md §14.3 item 96); none: the help desk alone. */
  caseManager: z.strictObject({ name: words, phone: words.nullable(), email: z.email().nullable() }).optional(),
});

/** `HH:MM` in the court's zone; 24:00 is the end of the day. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is not a time such as 18:00');
/** Whole days when `from` and `to` are left out. */
const closure = z
  .strictObject({
    name: words,
    dates: z.array(day).min(1),
    from: timeOfDay.default('00:00'),
    to: timeOfDay.default('24:00'),
    source: words,
  })
  .refine(({ from, to }) => from < to, 'ends before it begins');

/** Classes of filers for whom a court may make something mandatory. */
export const FILER_CLASSES = ['attorney', 'pro-se'] as const;
export type FilerClass = (typeof FILER_CLASSES)[number];
const filerClass = z.enum(FILER_CLASSES);

/** Each key is dated by itself (`pub.court_setting_version`). The defaults hold for a court that has chosen nothing. */
const settingsShape = {
  offices: z.array(office).default([]),
  caseTypes: z.array(caseType).default([
    { code: 'cv', name: 'Civil' },
    { code: 'cr', name: 'Criminal' },
    { code: 'mj', name: 'Magistrate' },
    { code: 'mc', name: 'Miscellaneous' },
    { code: 'md', name: 'Multidistrict litigation' },
  ]),
  judges: z.array(judge).default([]),
  helpDesk: z
    .strictObject({ phone: words.nullable(), email: z.email().nullable(), hours: words.nullable() })
    .default({ phone: null, email: null, hours: null }),
  /** The largest document that may be filed, in megabytes of 1,000,000 bytes (spec/filing.md §4.3). */
  maxFileMegabytes: z.int().min(1).max(500).default(50),
  /** What becomes of PDF forms that can still be filled in: refused, or taken with a warning (spec/filing.md §4.3, content policy 1.8). */
  fillableForms: z.enum(['refuse', 'warn']).default('refuse'),
  /** How long a filer keeps what others have signed (spec/filing.md §1.4), as it is said to filers, and the rule that says so. */
  keepOriginals: z
    .strictObject({ until: words, source: words.nullable().default(null) })
    .default({ until: 'as long as the rules of this court say', source: null }),
  /** Until when a filing counts for the day, in the court's zone, `HH:MM`; 24:00 is midnight (Fed. R. Civ. P. 6(a)(4)(A)). */
  cutOff: timeOfDay.default('24:00'),
  /** Whether an order of the court makes what comes after the cut-off count for the next day; else it is of its day, and late. */
  lateCountsNextDay: z.boolean().default(false),
  /** Whether entries without a document get a number (spec/filing.md §2.11). */
  numberTextOnlyEntries: z.boolean().default(false),
  /** Word before the name of orders that have no document: `ELECTRONIC ORDER`. Empty: none. */
  textOrderPrefix: z.string().default(''),
  /** The wording of its docket texts (`dictionary/wordings/`); null: as the dictionary words them. */
  docketWording: z.string().nullable().default(null),
  /** The two lines at the head of notices (spec/filing.md §5.2 item 3). */
  nefCourtLines: z.array(words).min(1).max(3).nullable().default(null),
  /** Heading of the list of those who are told on paper (spec/filing.md §5.2 item 10). */
  paperListLabel: words.default('Notice has been delivered by other means to:'),
  nefBoldDocketText: z.boolean().default(true),
  /** The sender of notices (spec/filing.md §5.1); null: made from the court's id. */
  noticeFrom: z.email().nullable().default(null),
  /** The state whose legal holidays the court keeps beside the federal ones (Fed. R. Civ. P. 6(a)(6)(C)); null: none. */
  holidaysOf: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  /** Counties whose own holidays it keeps too, as the dictionary writes them: `Suffolk`. */
  holidaysOfCounties: z.array(words).default([]),
  /** When the clerk's office was or will be inaccessible, by notice or order (Fed. R. Civ. P. 6(a)(3)). Past ones stay. */
  closures: z.array(closure).default([]),
  /** Days of named deadlines where this court's rule differs from the dictionary's. */
  deadlineDays: z.record(z.string().regex(/^[a-z][a-z-]*$/), z.int().min(0).max(3650)).default({}),
  /** How long the free look of a notice stays open (spec/filing.md §5.5.4). */
  freeLookDays: z.int().min(1).max(365).default(15),
  /** Who of a notice's recipients has a free look (spec/filing.md §5.5.6). */
  freeLookScope: z.enum(['per-recipient', 'primary-and-first-secondary']).default('per-recipient'),
  /** How sealed matter shows to the public (DESIGN §4.4). */
  sealModes: z
    .strictObject({
      case: z.enum(['under-seal', 'hidden']),
      entry: z.enum(['placeholder', 'gap', 'series']),
    })
    .default({ case: 'under-seal', entry: 'placeholder' }),
  /** What an attachment needs before it can be filed (spec/filing.md §4.2). */
  attachments: z
    .strictObject({ described: z.enum(['category-or-description', 'category', 'both']), most: z.int().min(0).max(999) })
    .default({ described: 'category-or-description', most: 100 }),
  /** What the court's home page says: a sentence of welcome, and notices one a paragraph. */
  home: z.strictObject({ welcome: z.string(), notices: z.array(words) }).default({ welcome: '', notices: [] }),
  /** One document docketed in several cases at once (spec/filing.md §2.9). */
  spread: z
    .strictObject({
      /** What the text says before their numbers. */
      words: words.default('Filed In Associated Cases'),
      /** `all` of them; or the `first`, et al. */
      named: z.enum(['first', 'all']).default('first'),
      /** Where documents belong into the master case alone unless ordered otherwise: what filers are told. */
      masterOnly: words.nullable().default(null),
    })
    .default({ words: 'Filed In Associated Cases', named: 'first', masterOnly: null }),
  /** For whom what is mandatory (spec/filing.md §14.1 items 44, 54, 56): filing, opening cases, and paying, electronically. */
  mandatory: z
    .strictObject({
      filing: z.array(filerClass).default([]),
      caseOpening: z.array(filerClass).default([]),
      onlinePayment: z.array(filerClass).default([]),
      /** The rule or order that says so: `Local Rule 5.4`. */
      source: words,
    })
    .nullable()
    .default(null),
};
/**
 * What a court has written of its own into the dictionary of events: the text of `courts/<id>.events.yaml`, what was wrong
 * with it when it was last read (empty: nothing), and the entries of its dictionary page, each a text of its own.
 */
const ownEventsShape = {
  eventsByFile: z.string().default(''),
  eventsFileTrouble: z.string().default(''),
  eventsByPage: z.array(z.string()).default([]),
};
const settingsSchema = z.strictObject({ ...settingsShape, ...ownEventsShape });

export type CourtSettings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof CourtSettings;
export const SETTING_KEYS = Object.keys(settingsSchema.shape) as SettingKey[];

/** A setting by its key, checked; undefined where the court has chosen nothing that can be read. */
export function settingsFrom(chosen: ReadonlyMap<string, unknown>): CourtSettings {
  return settingsSchema.parse(Object.fromEntries([...chosen].filter(([key]) => key in settingsSchema.shape)));
}

export const COURT_KINDS = ['district', 'trade', 'training', 'other'] as const;
export type CourtKind = (typeof COURT_KINDS)[number];

const courtFileSchema = z.strictObject({
  id: courtId,
  /** `United States District Court`. */
  title: words,
  /** `District of Olympia`; empty for a court of the whole country. */
  district: z.string().default(''),
  kind: z.enum(COURT_KINDS),
  zone: zoneName,
  docPrefix: z.string().regex(/^\d{3}$/, 'is not a prefix of three digits'),
  /** The real court's id under which existing software finds this one (DESIGN §4.12); null: none. */
  legacyAs: courtId.nullable().default(null),
  /** The first day on which the first version of the settings holds. */
  since: day,
  settings: z.strictObject(settingsShape).partial().default({}),
});

/** A court file as read: the court's facts, and the settings that it names (the others keep their defaults). */
export type CourtFile = Omit<z.infer<typeof courtFileSchema>, 'settings'> & {
  readonly settings: Partial<CourtSettings>;
};

/** A court file that cannot be used. The message lists every problem, with the path of its field. */
export class CourtFileError extends Error {}

/** Reads a court's YAML. Throws `CourtFileError`, naming file and field. */
export function readCourtFile(name: string, yaml: string): CourtFile {
  const document = parseDocument(yaml);
  if (document.errors.length > 0)
    throw new CourtFileError(document.errors.map((each) => `${name}: ${each.message}`).join('\n'));
  const written: unknown = document.toJS();
  const read = courtFileSchema.safeParse(written);
  if (!read.success)
    throw new CourtFileError(
      read.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  return { ...read.data, settings: onlyNamed(read.data.settings, written) };
}

/** Without the defaults that the schema has put in for keys the file does not name. */
function onlyNamed(settings: object, written: unknown): Partial<CourtSettings> {
  const named = (written as { settings?: object | null }).settings ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key in named));
}

/** A court as it stands in the database. */
export interface Court {
  readonly id: CourtId;
  readonly name: string;
  readonly kind: (typeof COURT_KINDS)[number];
  readonly zone: Zone;
  readonly docPrefix: string;
  readonly legacyAs: CourtId | null;
  /** False: made from the list of courts because an imported docket names it. */
  readonly configured: boolean;
}

/** `United States District Court, District of Olympia`: the name under which a court stands in the database. */
export const courtName = (title: string, district: string): string => [title, district].filter(Boolean).join(', ');

/** What is publicly known of a real court (`courts/facts.csv`). */
export interface CourtFact {
  readonly id: CourtId;
  readonly docPrefix: string;
  readonly pclId: string;
  readonly host: string;
  /** `D.Alaska`, as citations abbreviate it; may be empty. */
  readonly abbrev: string;
  readonly kind: Court['kind'];
  readonly title: string;
  readonly district: string;
  readonly zone: Zone;
}

const factSchema = z.tuple([
  courtId,
  z.string().regex(/^\d{3}$/),
  words,
  z.url(),
  z.string(),
  z.enum(COURT_KINDS),
  words,
  z.string(),
  zoneName,
]);

/** Reads `courts/facts.csv` (a line of headings; no quoted fields). Throws, naming the line. */
export function readCourtFacts(csv: string): ReadonlyMap<CourtId, CourtFact> {
  const facts = new Map<CourtId, CourtFact>();
  for (const [n, line] of csv.trimEnd().split('\n').entries()) {
    if (n === 0) continue;
    const read = factSchema.safeParse(line.split(','));
    if (!read.success) throw new CourtFileError(`facts.csv: line ${n + 1}: ${read.error.issues[0]?.message}`);
    const [id, docPrefix, pclId, host, abbrev, kind, title, district, where] = read.data;
    facts.set(id, { id, docPrefix, pclId, host, abbrev, kind, title, district, zone: where });
  }
  return facts;
}

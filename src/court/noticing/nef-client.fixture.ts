/**
 * A reader of notices written from spec/legacy-pages.md §15 alone, as the software of others reads them. For tests.
 * It knows nothing of our renderer; where it cannot read a notice, neither can they.
 */

export interface ReadEntry {
  readonly caseName: string;
  readonly docketNumber: string;
  readonly pacerCaseId: string | null;
  readonly documentNumber: string | null;
  readonly documentUrl: string | null;
  readonly docId: string | null;
  readonly magic: string | null;
  readonly seq: string | null;
  readonly description: string;
}

export interface ReadNotice {
  readonly dateFiled: string;
  readonly entries: readonly ReadEntry[];
  readonly recipients: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly containsAttachments: boolean;
}

interface Element {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: (Element | string)[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };
const VOID = new Set(['br', 'wbr', 'meta', '!doctype']);

const decoded = (text: string): string =>
  text.replace(/&([^;\s]{1,6});/g, (whole, name: string) => {
    const sign = ENTITIES[name];
    if (sign === undefined) throw new Error(`entity ${whole}`);
    return sign;
  });

/** The tree of well-formed markup; throws on anything a browser would have to repair. */
function treeOf(markup: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open = [root];
  for (const [token] of markup.matchAll(/<[^>]*>|[^<]+/g)) {
    const inside = open.at(-1)!;
    if (!token.startsWith('<')) inside.children.push(decoded(token));
    else if (token.startsWith('</')) {
      if (token !== `</${open.pop()!.tag}>`) throw new Error(`${token} closes <${inside.tag}>`);
    } else {
      const tag = /^<([!\w]+)/.exec(token)![1]!.toLowerCase();
      if (open.some((each) => each.tag === 'p') && ['p', 'div', 'table'].includes(tag))
        throw new Error(`<${tag}> in <p>`);
      const attributes = Object.fromEntries(
        [...token.matchAll(/([\w-]+)="([^"]*)"/g)].map((a) => [a[1]!, decoded(a[2]!)]),
      );
      const element: Element = { tag, attributes, children: [] };
      inside.children.push(element);
      if (!VOID.has(tag)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.tag}> is not closed`);
  return root;
}

const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
const textOf = (node: Element | string): string =>
  typeof node === 'string' ? node : node.children.map(textOf).join('');
const elementsOf = (node: Element): Element[] =>
  node.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsOf(child)]));

/** "Body lines ending in = are glued to the next; other line ends become blanks." */
const joinedLines = (body: string): string => body.replace(/=\r?\n/g, '').replace(/\r?\n/g, ' ');

function dateFiledIn(text: string): string {
  const found = /filed\son\s([\d|/]*)/.exec(clean(text));
  if (!found?.[1]) throw new Error('no date');
  return found[1];
}

const ofUrl = (url: string | null, pattern: RegExp): string | null =>
  url === null ? null : (pattern.exec(url)?.[1] ?? null);

function entryFields(documentUrl: string | null, caseUrl: string) {
  return {
    documentUrl,
    docId: ofUrl(documentUrl, /\/doc1\/(\d+)/),
    magic: ofUrl(documentUrl, /[?&]magic_num=(\d+)/),
    seq: ofUrl(documentUrl, /[?&]de_seq_num=(\d+)/),
    pacerCaseId: ofUrl(documentUrl, /[?&]caseid=(\d+)/) ?? ofUrl(caseUrl, /\?(\d+)$/),
  };
}

/** The value beside a label in a case's table. */
function cellAfter(table: Element, label: string): Element {
  for (const row of elementsOf(table).filter(({ tag }) => tag === 'tr')) {
    const cells = row.children.filter((child): child is Element => typeof child !== 'string');
    const at = cells.findIndex((cell) => textOf(cell).includes(`${label}:`));
    if (at >= 0 && cells[at + 1]) return cells[at + 1]!;
  }
  throw new Error(`no ${label}`);
}

const linkIn = (cell: Element): Element | undefined => elementsOf(cell).find(({ tag }) => tag === 'a');

/** `font` and `b` behind the label; without them, the text beside it. None at all is an error to the client too. */
function descriptionAfter(all: readonly Element[], table: Element): string {
  const block = all.slice(all.indexOf(table)).find((each) => each.tag === 'p' && textOf(each).includes('Docket Text:'));
  const bold =
    block &&
    elementsOf(block).find(
      (each) => each.tag === 'font' && each.children.some((c) => typeof c !== 'string' && c.tag === 'b'),
    );
  const text = clean(bold ? textOf(bold) : (block?.children.filter((c) => typeof c === 'string').join('') ?? ''));
  if (!text) throw new Error('no description');
  return text;
}

function entryOf(all: readonly Element[], table: Element): ReadEntry {
  const numberCell = cellAfter(table, 'Document Number');
  const numberText = clean(textOf(numberCell));
  const number = numberText === 'No document attached' ? null : numberText.split(/\(|\s/)[0] || null;
  const caseAnchor = linkIn(cellAfter(table, 'Case Number'))!;
  return {
    caseName: clean(textOf(cellAfter(table, 'Case Name'))),
    docketNumber: clean(textOf(caseAnchor)),
    documentNumber: number === 'doc' ? null : number,
    description: descriptionAfter(all, table),
    ...entryFields(linkIn(numberCell)?.attributes.href ?? null, caseAnchor.attributes.href!),
  };
}

/** Text beside the headings: words up to an address are a name, addresses follow, the next word begins another name. */
function recipientsOf(all: readonly Element[]): ReadNotice['recipients'] {
  const heading = (node: Element | string) =>
    typeof node !== 'string' && node.tag === 'b' && textOf(node).includes('Notice has been electronically mailed to');
  const beside = all.flatMap((parent) => {
    const at = parent.children.findIndex(heading);
    return at < 0 ? [] : parent.children.slice(at + 1).filter((child) => typeof child === 'string');
  });
  const found: { name: string; addresses: string[] }[] = [];
  for (const word of clean(beside.join(' ')).split(' ')) {
    const last = found.at(-1);
    if (word.includes('@')) last?.addresses.push(word.replace(',', ''));
    else if (last && last.addresses.length === 0) last.name += ` ${word}`;
    else found.push({ name: word, addresses: [] });
  }
  return found.filter(({ addresses }) => addresses.length > 0);
}

/** Reads the HTML body of a notice. Throws where a client would. */
export function readHtmlNotice(body: string): ReadNotice {
  const root = treeOf(joinedLines(body));
  const all = elementsOf(root);
  const tables = all.filter((each) => each.tag === 'table' && textOf(each).includes('Case Name:'));
  return {
    dateFiled: dateFiledIn(textOf(root)),
    entries: tables.map((table) => entryOf(all, table)),
    recipients: recipientsOf(all),
    containsAttachments:
      all.filter((e) => e.tag === 'strong' && textOf(e).includes('Document description:')).length > 1,
  };
}

/** Reads the plain-text body of a notice of one case (clients read no more than one there). */
export function readTextNotice(body: string): Omit<ReadNotice, 'containsAttachments'> {
  const line = (label: string) => clean(new RegExp(`${label}:(.*)`).exec(body)?.[1] ?? '');
  const [docketNumber = '', caseUrl = ''] = line('Case Number').split(' ');
  const text = /^[\s\S]*?Docket Text:([\s\S]*?)electronically mailed to:/.exec(body)?.[1] ?? '';
  const description = clean(
    text
      .split('\n')
      .filter((each) => !each.includes('Notice has been'))
      .join(' '),
  );
  if (!description) throw new Error('no description');
  const lines = body.slice(body.indexOf('Notice has been electronically mailed to:')).split('\n');
  const recipients = lines.flatMap((each, at) =>
    each.includes('@') ? [{ name: clean(lines[at - 1]!), addresses: each.split(',').map(clean) }] : [],
  );
  return {
    dateFiled: dateFiledIn(body),
    recipients,
    entries: [
      {
        caseName: line('Case Name'),
        docketNumber,
        documentNumber: line('Document Number') || null,
        description,
        ...entryFields(/view the document:[\r\n]+([^\r\n]+)/.exec(body)?.[1] ?? null, caseUrl),
      },
    ],
  };
}

/** What follows the case name in a subject as it stands in the raw message; null when a client cannot find it. */
export function shortDescriptionIn(rawMessage: string, caseName: string): string | null {
  const subject = clean(/^Subject:((?:.*\r\n[ \t])*.*)/m.exec(rawMessage)?.[1] ?? '');
  const at = subject.indexOf(caseName);
  return at < 0 ? null : clean(subject.slice(at + caseName.length));
}

/** Words that make clients throw a notice away. */
export const WORDS_THAT_VOID_A_NOTICE = [
  'Notice of Electronic Claims Filing',
  'This is an announcement e-mail message generated by Court action through the CM/ECF system.',
  'Join ZoomGov Meeting',
  'Modified Dkt text from',
  'Modified Date Filed from',
  'Added Correct PDF to document',
  'Notice of Docket Activity',
];

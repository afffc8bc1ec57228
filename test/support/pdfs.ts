/** PDFs for tests, built in code: good ones, odd ones, and the kinds that the gate must refuse. */
import { deflateSync } from 'node:zlib';

export interface PdfWish {
  readonly pages?: number;
  /** Kind of its cross-references. */
  readonly xref?: 'table' | 'stream';
  /** Entries added to the catalog, to each page, to the page tree and to the trailer, as PDF text. */
  readonly catalog?: string;
  readonly page?: string;
  readonly tree?: string;
  readonly trailer?: string;
  readonly mediaBox?: string;
  readonly info?: string;
  /** More objects, numbered 1000 and up by convention: their whole body as PDF text, or bytes. */
  readonly objects?: Readonly<Record<number, string | Buffer>>;
  /** Numbers of those that go into an object stream (needs `xref: 'stream'`). */
  readonly packed?: readonly number[];
  /** Replaces the objects that the plain document would have. */
  readonly instead?: Readonly<Record<number, string>>;
  /** The text of page n, from 1. */
  readonly text?: (n: number) => string;
}

const stream = (dict: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<<${dict}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** Objects 1 catalog, 2 page tree, 3 font, 4 info, then page and content of each page from 10. */
export function pdf(wish: PdfWish = {}): Buffer {
  const pages = wish.pages ?? 1;
  const objects = new Map<number, string | Buffer>();
  objects.set(1, `<</Type/Catalog/Pages 2 0 R${wish.catalog ?? ''}>>`);
  const kids = Array.from({ length: pages }, (_, n) => `${10 + 2 * n} 0 R`).join(' ');
  const inherited = `/MediaBox ${wish.mediaBox ?? '[0 0 612 792]'}/Resources<</Font<</F1 3 0 R>>>>`;
  objects.set(2, `<</Type/Pages/Kids[${kids}]/Count ${pages}${inherited}${wish.tree ?? ''}>>`);
  objects.set(3, '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>');
  objects.set(4, wish.info ?? '<<>>');
  for (let n = 0; n < pages; n++) {
    const text = wish.text?.(n + 1) ?? `This is what page ${n + 1} says.`;
    objects.set(10 + 2 * n, `<</Type/Page/Parent 2 0 R/Contents ${11 + 2 * n} 0 R${wish.page ?? ''}>>`);
    objects.set(11 + 2 * n, stream('', Buffer.from(`BT /F1 12 Tf 72 600 Td (${text}) Tj ET`)));
  }
  for (const [num, body] of Object.entries({ ...wish.objects, ...wish.instead })) objects.set(Number(num), body);
  return assemble(objects, wish);
}

function assemble(objects: Map<number, string | Buffer>, wish: PdfWish): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = chunks[0]!.length;
  const offsets = new Map<number, number>();
  const put = (num: number, body: string | Buffer): void => {
    const whole = Buffer.concat([Buffer.from(`${num} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.set(num, at);
    at += whole.length;
    chunks.push(whole);
  };
  const packed = wish.packed ?? [];
  for (const [num, body] of objects) if (!packed.includes(num)) put(num, body);
  const packer = Math.max(...objects.keys()) + 1;
  if (packed.length > 0) put(packer, objectStream(packed.map((num) => [num, String(objects.get(num))])));
  const start = at;
  const trailer = `/Root 1 0 R/Info 4 0 R/ID[<0011><0011>]${wish.trailer ?? ''}`;
  if (wish.xref === 'stream') {
    const own = packer + 1;
    const rows = Array.from({ length: own + 1 }, (_, num) => {
      if (num === own) return row(1, start, 0);
      const index = packed.indexOf(num);
      if (index >= 0) return row(2, packer, index);
      return offsets.has(num) ? row(1, offsets.get(num)!, 0) : row(0, 0, 0);
    });
    const dict = `/Type/XRef/Size ${own + 1}/W[1 4 2]/Filter/FlateDecode${trailer}`;
    put(own, stream(dict, deflateSync(Buffer.concat(rows))));
  } else {
    const size = packer;
    const rows = Array.from({ length: size }, (_, num) =>
      offsets.has(num) ? `${String(offsets.get(num)).padStart(10, '0')} 00000 n\r\n` : '0000000000 65535 f\r\n',
    );
    chunks.push(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size}${trailer}>>\n`));
  }
  chunks.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(chunks);
}

function row(kind: number, second: number, third: number): Buffer {
  const made = Buffer.alloc(7);
  made.writeUInt8(kind, 0);
  made.writeUInt32BE(second, 1);
  made.writeUInt16BE(third, 5);
  return made;
}

function objectStream(bodies: ReadonlyArray<readonly [number, string]>): Buffer {
  let at = 0;
  const starts = bodies.map(([num, body]) => {
    const start = `${num} ${at}`;
    at += body.length + 1;
    return start;
  });
  const head = `${starts.join(' ')} `;
  const whole = deflateSync(Buffer.from(head + bodies.map(([, body]) => body).join(' ')));
  return stream(`/Type/ObjStm/N ${bodies.length}/First ${head.length}/Filter/FlateDecode`, whole);
}

const ALERT = "<</S/JavaScript/JS(app.alert\\('hello'\\))>>";
const EMBEDDED = stream('/Type/EmbeddedFile', Buffer.from('MZ'));

/** PDFs that contain what may not be filed; the gate's answer to each is `pdf-active`. */
export const activePdfs: Readonly<Record<string, () => Buffer>> = {
  'JavaScript that runs on opening': () => pdf({ catalog: `/OpenAction ${ALERT}` }),
  'JavaScript among the names': () => pdf({ catalog: `/Names<</JavaScript<</Names[(a)${ALERT}]>>>>` }),
  'JavaScript when a page is shown': () => pdf({ page: `/AA<</O ${ALERT}>>` }),
  'JavaScript whose name is spelt with an escape': () => pdf({ catalog: '/OpenAction<</S/J#61vaScript/J#53(x)>>' }),
  'JavaScript whose type stands in another object': () =>
    pdf({ catalog: '/OpenAction<</S 1000 0 R>>', objects: { 1000: '/JavaScript' } }),
  'JavaScript behind a second key of the same name': () => pdf({ catalog: '/OpenAction<</S/JavaScript/S/GoTo>>' }),
  'JavaScript in an object stream': () =>
    pdf({ xref: 'stream', catalog: '/OpenAction 1000 0 R', objects: { 1000: ALERT }, packed: [1000] }),
  'JavaScript in a form field': () =>
    pdf({ catalog: '/AcroForm<</Fields[1000 0 R]>>', objects: { 1000: `<</FT/Tx/T(a)/AA<</K ${ALERT}>>>>` } }),
  'JavaScript that only a reader without cross-references sees': () => {
    const made = pdf({ objects: { 1000: 'null' } }).toString('latin1');
    const hidden = `1000 0 obj\n<</OpenAction ${ALERT}>>\nendobj\n`;
    const at = made.indexOf('xref\n');
    return Buffer.from(
      made.slice(0, at) + hidden + made.slice(at).replace(/startxref\n\d+/, `startxref\n${at + hidden.length}`),
      'latin1',
    );
  },
  'JavaScript that only a reader by cross-references sees': () => {
    const inside = `1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction ${ALERT}>>\nendobj\n`;
    const made = pdf({ objects: { 1000: stream('', Buffer.from(inside)) } }).toString('latin1');
    const offset = String(made.indexOf(inside)).padStart(10, '0');
    return Buffer.from(made.replace(/(xref\n0 \d+\n.{20})\d{10}/s, `$1${offset}`), 'latin1');
  },
  'a link that is a script': () =>
    pdf({ page: '/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(java\\nscript:x)>>>>]' }),
  'an address that opens by itself': () => pdf({ catalog: '/OpenAction<</S/URI/URI(https://example.org/)>>' }),
  'a program to launch': () => pdf({ page: '/Annots[<</Subtype/Link/A<</S/Launch/F(calc.exe)>>>>]' }),
  'a program to launch after a jump': () =>
    pdf({ catalog: '/OpenAction<</S/GoTo/D[10 0 R/Fit]/Next<</S/Launch/F(calc.exe)>>>>' }),
  'a form that sends itself': () => pdf({ page: '/Annots[<</A<</S/SubmitForm/F(https://example.org)>>>>]' }),
  'another file to open': () => pdf({ page: '/AA<</O<</S/GoToE/F(//example/share/a.pdf)/D[0/Fit]>>>>' }),
  'a file inside': () =>
    pdf({
      catalog: '/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 1000 0 R>>>>]>>>>',
      objects: { 1000: EMBEDDED },
    }),
  'a film': () => pdf({ page: '/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]' }),
  'a sound': () => pdf({ page: '/Annots[<</Subtype/Sound/Rect[0 0 9 9]>>]' }),
  'an XFA form': () => pdf({ catalog: '/AcroForm<</Fields[]/XFA 1000 0 R>>', objects: { 1000: '(<xdp/>)' } }),
  'an object stream that inflates to 300 MB': () => bomb(),
  'arrays 200,000 deep': () => pdf({ objects: { 1000: '['.repeat(200_000) + ']'.repeat(200_000) } }),
};

const FIELD = '/Subtype/Widget/Rect[72 500 300 520]/P 10 0 R';
const form = (fields: string, objects: Readonly<Record<number, string>>, annots = '/Annots[1000 0 R]'): Buffer =>
  pdf({ catalog: `/AcroForm<</Fields[${fields}]>>`, page: annots, objects });

/** Forms that can still be filled in; the gate notes each as `fillable-fields`. */
export const fillablePdfs: Readonly<Record<string, () => Buffer>> = {
  'a field for text': () => form('1000 0 R', { 1000: `<</FT/Tx/T(name)/V(Ann)${FIELD}>>` }),
  'a box to tick': () => form('1000 0 R', { 1000: `<</FT/Btn/T(yes)${FIELD}>>` }),
  'a field whose type stands above it': () =>
    form('1001 0 R', { 1000: `<</Parent 1001 0 R/T(b)${FIELD}>>`, 1001: '<</FT/Ch/T(a)/Kids[1000 0 R]>>' }),
  'a field in an object stream': () =>
    pdf({
      xref: 'stream',
      catalog: '/AcroForm 1001 0 R',
      page: '/Annots[1000 0 R]',
      objects: { 1000: `<</FT/Tx/T(name)${FIELD}>>`, 1001: '<</Fields[1000 0 R]>>' },
      packed: [1000, 1001],
    }),
  'a place for a signature that nobody has signed': () => form('1000 0 R', { 1000: `<</FT/Sig/T(s)${FIELD}>>` }),
  'a signed place and a field beside it': () =>
    form('1000 0 R 1001 0 R', {
      1000: `<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]>>${FIELD}>>`,
      1001: `<</FT/Tx/T(name)${FIELD}>>`,
    }),
};

/** Files that have to do with forms and can no longer be filled in. */
export const flatPdfs: Readonly<Record<string, () => Buffer>> = {
  'a form without fields': () => pdf({ catalog: '/AcroForm<</Fields[]>>' }),
  'fields that are gone': () => form('1000 0 R 1001 0 R', { 1001: 'null' }, ''),
  'a field that stands on no page': () => form('1000 0 R', { 1000: '<</FT/Tx/T(name)/V(Ann)>>' }, ''),
  'fields left behind when the form was flattened': () => pdf({ objects: { 1000: `<</FT/Tx/T(name)${FIELD}>>` } }),
  'a signature': () => form('1000 0 R', { 1000: `<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]>>${FIELD}>>` }),
};

/** Deflated twice: some kilobytes of an object stream that would become 300 MB. */
function bombStream(): Buffer {
  made ??= deflateSync(deflateSync(Buffer.alloc(300_000_000, 0x20), { level: 9 }), { level: 9 });
  return stream('/Type/ObjStm/N 1/First 8/Filter[/FlateDecode/FlateDecode]', made);
}
/** Making it takes a second. */
let made: Buffer | undefined;

/** A bomb which a reader has to open, because an object is said to be inside. */
export const bomb = (): Buffer =>
  pointInto(pdf({ xref: 'stream', objects: { 1000: 'null', 1001: bombStream() } }), 1000, 1001);

/** A bomb in which no object is said to be: only a reader that opens everything steps on it. */
export const hiddenBomb = (): Buffer => pdf({ objects: { 1001: bombStream() } });

/** The same file with object `num` said to be in object stream `packer`. */
function pointInto(made: Buffer, num: number, packer: number): Buffer {
  const start = Number(/startxref\n(\d+)/.exec(made.toString('latin1', made.length - 60))?.[1]);
  const old = Math.max(num, packer) + 2;
  const chunk = Buffer.concat([row(2, packer, 0), row(1, made.length, 0)]);
  const dict = `/Type/XRef/Size ${old + 1}/W[1 4 2]/Index[${num} 1 ${old} 1]/Root 1 0 R/Prev ${start}`;
  return Buffer.concat([
    made,
    Buffer.from(`${old} 0 obj\n`),
    stream(dict, chunk),
    Buffer.from(`\nendobj\nstartxref\n${made.length}\n%%EOF\n`),
  ]);
}

/** Files that are no PDF, or a broken one; the gate's answer to each is `pdf-not-wellformed`. */
export const brokenPdfs: Readonly<Record<string, () => Buffer>> = {
  'nothing at all': () => Buffer.alloc(0),
  'a Word file by another name': () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5000, 7)]),
  'a web page': () => Buffer.from('<!doctype html><title>Motion</title><p>See attached.'),
  'a header and nothing else': () => Buffer.from('%PDF-1.7\n'),
  'the first half of a file': () => pdf({ pages: 50 }).subarray(0, 5000),
  'a file without its last line': () => pdf().subarray(0, -30),
  'cross-references that are not where the end says': () => edit(pdf(), /startxref\n\d+/, 'startxref\n17'),
  'cross-references that are missing': () => edit(pdf(), /xref\n0[\s\S]*?(?=startxref)/, ''),
  'cross-references that go round': () => {
    const made = pdf();
    const start = /startxref\n(\d+)/.exec(made.toString('latin1'))![1];
    return edit(made, /\/Root 1 0 R/, `/Root 1 0 R/Prev ${start}`);
  },
  'a page tree that goes round': () => pdf({ instead: { 10: '<</Type/Pages/Kids[2 0 R]/Count 1>>' } }),
  'a page tree that says 2 and has 3 pages': () => pdf({ pages: 3, tree: '/Count 2' }),
  'a page tree that says 100,000,000': () => pdf({ tree: '/Count 100000000' }),
  'no pages': () => pdf({ pages: 0 }),
  'no catalog': () => pdf({ instead: { 1: 'null' } }),
  'a page that is not there': () => edit(pdf({ pages: 2 }), /\n12 0 obj/, '\n92 0 obj'),
};

const edit = (bytes: Buffer, what: RegExp, by: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(what, by), 'latin1');

/** Encrypted by the standard handler with an owner's password only: it opens without one, and is refused all the same. */
export const securedPdf = (): Buffer =>
  pdf({
    trailer: '/Encrypt 1000 0 R',
    objects: { 1000: `<</Filter/Standard/V 1/R 2/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/P -44>>` },
  });

/** Like a scan: one large picture a page, of about `megabytes` together. */
export function scanLikePdf(megabytes: number, pages: number): Buffer {
  const picture = Buffer.alloc(Math.floor((megabytes * 1024 * 1024) / pages), 0x5a);
  const objects: Record<number, Buffer> = {};
  for (let n = 0; n < pages; n++) {
    objects[1000 + 2 * pages + n] = stream(
      '/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8',
      picture,
    );
  }
  return pdf({ pages, objects });
}

/** Serving a stamped PDF of 50 MB, beside `node:http` sending the filer's plain file. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { takeUpload } from '../src/court/filing/uploads.ts';
import type { Sha256 } from '../src/kernel/ids.ts';
import { pdf } from '../test/support/pdfs.ts';
import { COURT, motionToCompel } from '../test/support/system.ts';
import { type Ask, aClient, type Fetched } from './http.ts';
import { type Measured, median } from './line.ts';
import { buys, type World } from './world.ts';

const RUNS = 15;
const PAGES = 200;
const SIZE = 49_900_000;
const MIDDLE = { from: 25_000_000, to: 25_999_999 };

export async function* benchServe(world: World): AsyncGenerator<Measured> {
  const { path, sha256 } = await fileIt(world);
  await buys(world, path.replace(/\/pdf$/, '/view'), {});
  const plain = await plainServer(world.court.system.court.objects.pathOf(sha256));
  const client = aClient();
  try {
    const ours: Ask = { url: `${world.baseUrl}${path}`, headers: world.reader };
    const bare: Ask = { url: plain.url, headers: {} };
    const whole = await both(client.fetch, ours, bare);
    if (!(whole.last.bytes > SIZE)) throw new Error(`${whole.last.bytes} bytes are not a stamped 50 MB`);
    yield {
      name: 'serve-50mb',
      ours: whole.ours,
      bare: whole.bare,
      unit: 'ms',
      n: RUNS,
      bar: { of: 'ratio', atMost: 1.1 },
    };

    const range = { range: `bytes=${MIDDLE.from}-${MIDDLE.to}` };
    const part = await both(
      client.fetch,
      { ...ours, headers: { ...ours.headers, ...range } },
      { ...bare, headers: range },
    );
    if (part.last.bytes !== 1_000_000) throw new Error(`${part.last.bytes} bytes are not the range`);
    yield { name: 'serve-50mb-range', ours: part.ours, bare: part.bare, unit: 'ms', n: RUNS };
  } finally {
    client.end();
    plain.end();
  }
}

/** Medians of the total times, measured in turn. */
async function both(fetch: (ask: Ask) => Promise<Fetched>, ours: Ask, bare: Ask) {
  const times = { ours: [] as number[], bare: [] as number[] };
  let last = await fetch(ours);
  await fetch(bare);
  for (let run = 0; run < RUNS; run++) {
    last = await fetch(ours);
    times.ours.push(last.total);
    times.bare.push((await fetch(bare)).total);
  }
  return { ours: median(times.ours), bare: median(times.bare), last };
}

/** Uploads a large PDF through the gate, files it, and gives the address of its bytes. */
async function fileIt({ court, lawyer }: World): Promise<{ path: string; sha256: Sha256 }> {
  const image = '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length ';
  const each = Math.floor(SIZE / PAGES) - 400;
  const objects = Object.fromEntries(
    Array.from({ length: PAGES }, (_, n) => [
      1000 + n,
      Buffer.concat([Buffer.from(`${image}${each}>>\nstream\n`), randomBytes(each), Buffer.from('\nendstream')]),
    ]),
  );
  const upload = await takeUpload(court.system.court, COURT, lawyer.account, null, {
    name: 'scan.pdf',
    stream: Readable.from([pdf({ pages: PAGES, objects })]),
  });
  const receipt = await court.files(lawyer, await court.aCase(9001, lawyer), motionToCompel(upload.uploadId));
  const path = `/ecf/${COURT}/cases/1-26-cv-09001/documents/${receipt.documents[0]!.serial}/pdf`;
  return { path, sha256: upload.sha256 };
}

async function plainServer(file: string): Promise<{ url: string; end(): void }> {
  const server = http.createServer((request, response) => {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const stream = createReadStream(file, range ? { start: Number(range[1]), end: Number(range[2]) } : {});
    response.writeHead(range ? 206 : 200, { 'content-type': 'application/pdf' });
    stream.pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

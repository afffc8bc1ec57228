import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import { sha256 } from '../../kernel/canonical.ts';
import { CourtError, type ErrorCode } from '../../kernel/errors.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { instant, plusMilliseconds } from '../../kernel/time.ts';
import { type Objects, openObjects } from './open-objects.ts';

let folder: string;
let at: Objects;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openecf-objects-'));
  at = await openObjects(folder, seededRandom('objects'));
});
afterEach(() => rm(folder, { recursive: true }));

const motion = Buffer.from('MOTION to Compel. '.repeat(20_000));
const staged = (bytes: Buffer) => at.staging.take(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]), 1e9);
const refusedAs = (code: ErrorCode) => (error: unknown) => error instanceof CourtError && error.code === code;

/** Every file below a folder. */
async function filesIn(path: string): Promise<readonly string[]> {
  const found = await readdir(path, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

test('an upload is on disk, whole and hashed, and becomes an object under its hash', async () => {
  const upload = await staged(motion);
  assert.deepEqual({ bytes: upload.bytes, sha256: upload.sha256 }, { bytes: motion.length, sha256: sha256(motion) });
  await at.objects.keep(upload.path, upload.sha256);
  assert.ok(await at.objects.has(upload.sha256));
  const read = await at.objects.read(upload.sha256);
  assert.equal(read.bytes, motion.length);
  assert.ok((await buffer(read.stream)).equals(motion));
  assert.deepEqual(await filesIn(join(folder, 'staging')), []);
  assert.equal((await stat(at.objects.pathOf(upload.sha256))).mode & 0o777, 0o400);
});

test('an upload of exactly the limit is taken; one byte more is not, and leaves no file', async () => {
  const exact = await at.staging.take(Readable.from([motion]), motion.length);
  assert.equal(exact.overLimit, false);
  await at.staging.remove(exact.path);
  const from = Readable.from([motion, Buffer.from('x'), motion]);
  const over = await at.staging.take(from, motion.length);
  assert.equal(over.overLimit, true);
  assert.deepEqual(await filesIn(join(folder, 'staging')), []);
});

test('an upload that is cut off is refused as such and leaves no file', async () => {
  const cut = new Readable({ read() {} });
  cut.push(motion);
  setImmediate(() => cut.destroy(new Error('connection reset')));
  await assert.rejects(at.staging.take(cut, 1e9), refusedAs('upload-cut-off'));
  assert.deepEqual(await filesIn(join(folder, 'staging')), []);
});

test('uploads that became nothing are swept once they are old, younger ones stay', async () => {
  await staged(motion);
  const now = instant(new Date().toISOString());
  assert.equal(await at.staging.sweep(plusMilliseconds(now, -60_000)), 0);
  assert.equal(await at.staging.sweep(plusMilliseconds(now, 60_000)), 1);
  assert.deepEqual(await filesIn(join(folder, 'staging')), []);
});

test('the same document filed twice is kept once; a repeated keep after a crash is harmless', async () => {
  const [first, second] = [await staged(motion), await staged(motion)];
  await at.objects.keep(first.path, first.sha256);
  await at.objects.keep(second.path, second.sha256);
  await at.objects.keep(second.path, second.sha256);
  assert.equal((await filesIn(join(folder, 'objects', 'public'))).length, 1);
  assert.deepEqual(await filesIn(join(folder, 'staging')), []);
  assert.ok((await buffer((await at.objects.read(first.sha256)).stream)).equals(motion));
});

test('an upload that is gone cannot be kept', async () => {
  await assert.rejects(at.objects.keep(join(folder, 'staging', 'gone'), sha256(motion)), refusedAs('upload-unknown'));
});

test('a reader gets the bytes it asks for: first, last, one, and an end beyond the end', async () => {
  const { path, sha256: hash } = await staged(motion);
  await at.objects.keep(path, hash);
  const last = motion.length - 1;
  for (const [from, to] of [
    [0, 0],
    [0, 99],
    [100_000, 200_000],
    [last, last],
    [last - 5, last + 1000],
  ] as const) {
    const read = await at.objects.read(hash, { from, to });
    const got = await buffer(read.stream);
    assert.ok(got.equals(motion.subarray(from, to + 1)), `bytes ${from}-${to}`);
    assert.equal(read.bytes, got.length);
  }
  await assert.rejects(at.objects.read(hash, { from: last + 1, to: last + 2 }), RangeError);
});

test('an object that is not there is reported as missing; what is no hash is never a path', async () => {
  await assert.rejects(at.objects.read(sha256('never filed')), refusedAs('document-missing'));
  assert.throws(() => at.objects.pathOf('../../keys/sealed.json' as Sha256), RangeError);
});

async function sealed(bytes: Buffer): Promise<{ objectId: string; wrappedKey: Buffer; path: string }> {
  const upload = await staged(bytes);
  const { objectId, wrappedKey } = await at.sealed.seal(upload.path, 'court mad, document 7');
  await at.staging.remove(upload.path);
  const path = join(folder, 'objects', 'sealed', objectId.slice(0, 2), objectId.slice(2, 4), objectId);
  return { objectId, wrappedKey, path };
}
const opened = async (objectId: string, key: Buffer, context = 'court mad, document 7'): Promise<Buffer> =>
  buffer(await at.sealed.open(objectId, key, context));

test('sealed bytes come back as they were, whatever their length, and not a word of them is on disk', async () => {
  for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
    const { objectId, wrappedKey, path } = await sealed(motion.subarray(0, length));
    assert.ok((await opened(objectId, wrappedKey)).equals(motion.subarray(0, length)), `${length} bytes`);
    assert.ok(!(await readFile(path)).includes('MOTION'));
  }
});

test('a sealed object with any byte altered, cut, lengthened or moved is not opened', async () => {
  const { objectId, wrappedKey, path } = await sealed(motion.subarray(0, 200_000));
  const good = await readFile(path);
  const whole = 65_536 + 16;
  const faults: Record<string, Buffer> = {
    'cut at a chunk': good.subarray(0, 2 * whole),
    'cut in a chunk': good.subarray(0, 100_000),
    'cut to nothing': Buffer.alloc(0),
    lengthened: Buffer.concat([good, Buffer.alloc(20)]),
    'a chunk twice': Buffer.concat([good.subarray(0, whole), good]),
    'chunks swapped': Buffer.concat([
      good.subarray(whole, 2 * whole),
      good.subarray(0, whole),
      good.subarray(2 * whole),
    ]),
  };
  for (const byte of [0, 1000, 65_535, 65_536, whole, good.length - 17, good.length - 1]) {
    const flipped = Buffer.from(good);
    flipped[byte] = flipped[byte]! ^ 1;
    faults[`byte ${byte} flipped`] = flipped;
  }
  for (const [fault, bytes] of Object.entries(faults)) {
    await rm(path);
    await writeFile(path, bytes);
    await assert.rejects(opened(objectId, wrappedKey), refusedAs('document-missing'), fault);
  }
});

test('not a byte of an altered chunk is handed out, though the chunks before it are', async () => {
  const { objectId, wrappedKey, path } = await sealed(motion.subarray(0, 200_000));
  const bytes = await readFile(path);
  bytes[65_536 + 16] = bytes[65_536 + 16]! ^ 1;
  await rm(path);
  await writeFile(path, bytes);
  let got = 0;
  await assert.rejects(async () => {
    for await (const chunk of await at.sealed.open(objectId, wrappedKey, 'court mad, document 7')) got += chunk.length;
  });
  assert.equal(got, 65_536);
});

test('a sealed object opens with its own key and context only', async () => {
  const [one, other] = [await sealed(motion), await sealed(motion)];
  await assert.rejects(opened(one.objectId, one.wrappedKey, 'court mad, document 8'), refusedAs('document-missing'));
  await assert.rejects(opened(one.objectId, other.wrappedKey), refusedAs('document-missing'));
  for (let byte = 0; byte < one.wrappedKey.length; byte++) {
    const wrong = Buffer.from(one.wrappedKey);
    wrong[byte] = wrong[byte]! ^ 0x80;
    await assert.rejects(opened(one.objectId, wrong), refusedAs('document-missing'), `byte ${byte} of the key`);
  }
  await assert.rejects(opened('0'.repeat(32), one.wrappedKey), refusedAs('document-missing'));
});

test('the keys outlive a restart, are for their owner only, and are never made anew over sealed objects', async () => {
  const { objectId, wrappedKey } = await sealed(motion);
  const keyFile = join(folder, 'keys', 'sealed.json');
  assert.equal((await stat(keyFile)).mode & 0o777, 0o600);
  at = await openObjects(folder, seededRandom('another start'));
  assert.ok((await opened(objectId, wrappedKey)).equals(motion));
  await rm(keyFile);
  await assert.rejects(openObjects(folder, seededRandom('a third')), /key file is missing/);
});

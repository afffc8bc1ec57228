/** The rules of the house on imports (DESIGN §2 rule 1), read off the files themselves. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const SRC = path.resolve(import.meta.dirname, '../src');
/** What each part of the house may import of ours; longest name first. */
const ALLOWED: Record<string, readonly string[]> = {
  kernel: ['kernel'],
  court: ['court', 'kernel'],
  pacer: ['pacer', 'kernel'],
  platform: ['platform', 'kernel'],
  faces: ['faces', 'court', 'pacer', 'kernel'],
  demo: ['demo', 'court', 'pacer', 'kernel', 'compose.ts'],
};
/** These put the parts together, and nobody imports them but each other. */
const JOINERS = ['main.ts', 'compose.ts', 'start-database.ts', 'tasks.ts', 'cli'];
/** Node's doors to the outside: only the platform, the joiners and the static files of the web face go through them. */
const OUTSIDE =
  /^node:(net|http|https|tls|dgram|child_process|fs|fs\/promises|sqlite|worker_threads|cluster)$|^(pg|nodemailer|smtp-server|graphile-worker|fastify|@fastify\/.+|pino|prom-client)$/;

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && each.name.endsWith('.ts'))
    .map((each) => path.relative(SRC, path.join(each.parentPath, each.name)));
}

export function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map((each) => ({ file, from: (each[2] ?? each[3] ?? each[4])!, typeOnly: each[1] !== undefined }));
}

export function faultOf({ file, from, typeOnly }: Import): string | null {
  const part = file.split('/')[0]!;
  const test =
    /\.(test|fixture)\.ts$/.test(file) || file.endsWith('test-support.ts') || file.endsWith('fictional-docket.ts');
  if (test || JOINERS.includes(part)) return null;
  if (from.startsWith('.')) {
    const target = path.relative(SRC, path.resolve(SRC, path.dirname(file), from)).split('/')[0]!;
    return ALLOWED[part]?.includes(target) ? null : `${file} imports ${target}`;
  }
  if (!OUTSIDE.test(from) || typeOnly) return null;
  const mayOpen = part === 'platform' || (part === 'faces' && /^(fastify|@fastify\/.+|node:fs)$/.test(from));
  const demoWrites = part === 'demo' && /^node:fs/.test(from);
  return mayOpen || demoWrites ? null : `${file} opens ${from} by itself`;
}

test('every import keeps the rules of the house', () => {
  const imports = filesBelow(SRC).flatMap((file) => importsOf(file, readFileSync(path.join(SRC, file), 'utf8')));
  assert.ok(imports.length > 500, 'the files were read');
  assert.deepEqual(
    imports.map(faultOf).filter((fault) => fault !== null),
    [],
  );
});

test('a planted import against the rules is found', () => {
  const planted: [string, string][] = [
    ['court/filing/submit-filing.ts', `import { connect } from '../../platform/database/connect.ts';`],
    ['court/filing/submit-filing.ts', `import { charge } from '../../pacer/billing/charge.ts';`],
    ['court/docket/reader.ts', `import { html } from '../../faces/web/look/layout.ts';`],
    ['pacer/accounts/sign-on.ts', `import { rolesIn } from '../../court/access/actor.ts';`],
    ['kernel/time.ts', `import { thing } from '../court/cases/side.ts';`],
    ['court/noticing/deliver-notices.ts', `import { createServer } from 'node:net';`],
    ['court/documents/serve-document.ts', `import pg from 'pg';`],
    ['platform/mail/mailer.ts', `export { layout } from '../../faces/web/look/layout.ts';`],
    ['court/documents/serve-document.ts', `const fs = await import('node:fs/promises');`],
  ];
  for (const [file, line] of planted) {
    const [found] = importsOf(file, line);
    assert.ok(found && faultOf(found), line);
  }
});

test('a file that is past 500 lines is two', () => {
  const long = filesBelow(SRC).filter((file) => readFileSync(path.join(SRC, file), 'utf8').split('\n').length > 500);
  assert.deepEqual(long, []);
});

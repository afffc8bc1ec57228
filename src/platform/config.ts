/** The variables of the environment (spec/interfaces.md), read once, refused when they make no sense. */
import path from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const list = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter(Boolean);

const schema = z.object({
  PORT: port.default(8080),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_URL_WEB: z.string().optional(),
  DATABASE_URL_COURT: z.string().optional(),
  DATABASE_URL_VAULT: z.string().optional(),
  DATABASE_URL_JOBS: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_PORT: port.default(0),
  PAY_PORT: port.default(0),
  COOKIE_DOMAIN: z.string().optional(),
  TRUSTED_PROXY: z.string().optional(),
  LEGACY_HOST_SUFFIXES: z.string().default('uscourts.gov,localhost'),
  NODE_ENV: z.string().optional(),
  OPENECF_NOW: z.string().optional(),
  OPENECF_SEED: z.string().optional(),
  OPENECF_TEST: z.string().optional(),
});

export interface Config {
  readonly port: number;
  readonly dataDir: string;
  readonly publicUrl: string | null;
  readonly databaseUrl: string | null;
  readonly databaseUrls: Readonly<Partial<Record<'web' | 'court' | 'vault' | 'jobs', string>>>;
  readonly smtpUrl: string | null;
  readonly mailPort: number;
  readonly cookieDomain: string | null;
  readonly trustedProxy: string | null;
  readonly legacyHostSuffixes: readonly string[];
  /** Test mode: the clock and chance may be set, password hashing is cheap. Refused in production. */
  readonly test: { readonly now: string | null; readonly seed: string | null } | null;
}

/** Reads the environment. Throws an Error that names the variable when one is unusable. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(environment);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    throw new Error(`The variable ${issue.path.join('.')} is not usable: ${issue.message}`);
  }
  const given = read.data;
  const testMode = given.OPENECF_TEST === '1';
  if (!testMode && (given.OPENECF_NOW !== undefined || given.OPENECF_SEED !== undefined)) {
    throw new Error('OPENECF_NOW and OPENECF_SEED are for test mode only (OPENECF_TEST=1).');
  }
  const urls = {
    web: given.DATABASE_URL_WEB,
    court: given.DATABASE_URL_COURT,
    vault: given.DATABASE_URL_VAULT,
    jobs: given.DATABASE_URL_JOBS,
  };
  return {
    port: given.PORT,
    dataDir: path.resolve(given.DATA_DIR),
    publicUrl: given.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: given.DATABASE_URL ?? null,
    databaseUrls: Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined)),
    smtpUrl: given.SMTP_URL ?? null,
    mailPort: given.MAIL_PORT,
    cookieDomain: given.COOKIE_DOMAIN ?? null,
    trustedProxy: given.TRUSTED_PROXY ?? null,
    legacyHostSuffixes: list(given.LEGACY_HOST_SUFFIXES),
    test: testMode ? { now: given.OPENECF_NOW ?? null, seed: given.OPENECF_SEED ?? null } : null,
  };
}

/** Structured logs, one JSON object a line. Passwords, tokens and cookies are cut out wherever they appear. */
import { pino } from 'pino';
import type { Log } from '../../kernel/ports.ts';

const SECRETS = [
  'password',
  'token',
  'cookie',
  'authorization',
  'csrfToken',
  '*.password',
  '*.token',
  '*.cookie',
  '*.authorization',
];

/** A log to a file, or to standard error when none is named. `level` as pino's. */
export function makeLog(options: { readonly file?: string; readonly level?: string } = {}): Log & { flush(): void } {
  const destination = pino.destination({ dest: options.file ?? 2, sync: true, mkdir: true });
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      redact: { paths: SECRETS, censor: '[cut]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
  return {
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
    flush: () => destination.flushSync(),
  };
}

/** Says nothing; for tests that do not look at the log. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

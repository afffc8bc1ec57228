const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  '57P01', // the server is being stopped
  '57P02', // the server has crashed
  '57P03', // the server is not ready yet
  '57P05', // idle too long
  '25P03', // idle in a transaction too long
  '53300', // too many connections
]);

/** What `pg` says without a code, when the server went away or did not answer. */
const WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|timeout expired|database "[^"]*" is not currently accepting connections)/;

/** Whether an error of `pg` means that the database cannot be reached, as opposed to a refusal of one statement. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLost);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CODES.has(code) || code.startsWith('08')) return true;
  // No socket in that place: the embedded server is not running.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true;
  return WORDS.test(error.message);
}

/** What a command is, and how it speaks: results on standard output, progress and complaints on standard error. */
import { parseArgs } from 'node:util';

export interface Command {
  /** How it is called, without `openecf`: `cases --court ID [--json]`. */
  readonly usage: string;
  /** Does it. Gives the exit code: 0 good, 1 refused or broken. Throws `WrongCall` (2), and errors whose message is for people (1). */
  run(args: readonly string[]): Promise<number>;
}

/** The command was not called as its usage says. */
export class WrongCall extends Error {}

/** Something that cannot be done, in words for whoever typed the command. */
export class CannotDo extends Error {}

/** Reads switches (`--json`), named values (`--court ID`) and the rest. Throws `WrongCall` on any other. */
export function readArguments<Switch extends string = never, Named extends string = never>(
  args: readonly string[],
  known: { readonly switches?: readonly Switch[]; readonly named?: readonly Named[] },
): { has(name: Switch): boolean; value(name: Named): string | undefined; readonly rest: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries([
        ...(known.switches ?? []).map((name) => [name, { type: 'boolean' as const }]),
        ...(known.named ?? []).map((name) => [name, { type: 'string' as const }]),
      ]),
    });
    const given: Readonly<Record<string, unknown>> = values;
    return {
      has: (name) => given[name] === true,
      value: (name) => (typeof given[name] === 'string' ? (given[name] as string) : undefined),
      rest: positionals,
    };
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error));
  }
}

const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(text, () => resolve()));

/** A line of the result. Resolves when it has left, so that long results do not pile up. */
export const print = (line: string): Promise<void> => write(process.stdout, `${line}\n`);
/** A piece of a long line of the result. */
export const printPart = (text: string): Promise<void> => write(process.stdout, text);
/** Progress, and what is wrong. */
export const tell = (line: string): Promise<void> => write(process.stderr, `${line}\n`);

/** What a measurement says: one line of JSON (interfaces.md), and whether its bar is held. */
import { availableParallelism, cpus } from 'node:os';

export interface Measured {
  readonly name: string;
  /** Ours and the bare thing beside it, in `unit`; `bare` null: nothing stands beside it. */
  readonly ours: number;
  readonly bare: number | null;
  readonly unit: string;
  /** Measurements behind each median, or operations behind a rate. */
  readonly n: number;
  /** What must hold; absent: the figure is for the record only. */
  readonly bar?: { readonly of: 'ratio' | 'ours'; readonly atLeast?: number; readonly atMost?: number };
}

export type Line = Measured & { readonly ratio: number | null; readonly seed: string; readonly machine: Machine };

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly node: string;
}

export const machine: Machine = {
  cores: availableParallelism(),
  model: cpus()[0]?.model.trim() ?? 'unknown',
  node: process.version,
};

const round = (value: number): number => Number(value.toPrecision(4));

/** The line as it is printed. `ratio` is ours / bare. */
export const lineOf = ({ bar: _, ...of }: Measured, seed: string): Omit<Line, 'bar'> => ({
  ...of,
  ours: round(of.ours),
  bare: of.bare === null ? null : round(of.bare),
  ratio: of.bare === null ? null : round(of.ours / of.bare),
  seed,
  machine,
});

/** In words, what is wrong with a measurement; null: nothing. */
export function missed({ name, ours, bare, unit, bar }: Measured): string | null {
  if (!bar) return null;
  const value = bar.of === 'ours' || bare === null ? ours : ours / bare;
  const shown = bar.of === 'ours' ? `${round(value)} ${unit}` : `a ratio of ${round(value)}`;
  if (bar.atLeast !== undefined && !(value >= bar.atLeast))
    return `${name}: ${shown}, at least ${bar.atLeast} is wanted`;
  if (bar.atMost !== undefined && !(value <= bar.atMost)) return `${name}: ${shown}, at most ${bar.atMost} is wanted`;
  return null;
}

export const barWords = ({ bar }: Measured): string =>
  bar ? `${bar.of} ${bar.atLeast === undefined ? `<= ${bar.atMost}` : `>= ${bar.atLeast}`}` : '';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds that something takes. */
export async function millisecondsOf(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await what();
  return performance.now() - began;
}

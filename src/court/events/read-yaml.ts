/**
 * Reads the files of the dictionary: each a list of entries, and the first field of an entry says what kind it is
 * (`- event: motion`). What is wrong is told by file, line and field, all of it at once.
 */
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { CivilDate } from '../../kernel/time.ts';

/** A file's name, for messages, and its text. The caller reads it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** One thing wrong: where, in which field, and what. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `text`, `prompts.0.ask`; empty when it is the entry or the file as a whole. */
  readonly field: string;
  readonly message: string;
}

const problemLine = (problem: Problem): string =>
  `${problem.file}:${problem.line}:${problem.column}: ${problem.field ? `${problem.field}: ` : ''}${problem.message}`;

/** A dictionary that cannot be used. The message lists every problem, one a line. */
export class DictionaryError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'DictionaryError';
    this.problems = problems;
  }
}

type Path = readonly PropertyKey[];

/** One entry of a file as it was written, with the place of each of its fields. */
export interface RawEntry {
  readonly kind: string;
  readonly value: unknown;
  problem(path: Path, message: string): Problem;
}

/** The entries of one file. Problems of form (bad YAML, not a list) are added to `problems`. */
export function readEntries(file: SourceFile, problems: Problem[]): readonly RawEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const problemAt = (offset: number, field: string, message: string): Problem => {
    const place = lines.linePos(offset);
    return { file: file.name, line: place.line, column: place.col, field, message };
  };
  if (document.errors.length > 0) {
    problems.push(...document.errors.map((error) => problemAt(error.pos[0], '', error.message)));
    return [];
  }
  const list = document.contents;
  if (list === null) return [];
  if (!isSeq(list)) {
    problems.push(problemAt(0, '', 'a dictionary file is a list of entries, each beginning with "- "'));
    return [];
  }
  const entries: RawEntry[] = [];
  for (const node of list.items) {
    const first = isMap(node) ? node.items[0]?.key : undefined;
    if (!isNode(node) || !isScalar(first) || typeof first.value !== 'string') {
      problems.push(
        problemAt(
          isNode(node) ? (node.range?.[0] ?? 0) : 0,
          '',
          'an entry is a group of fields, the first of which says what it is',
        ),
      );
      continue;
    }
    entries.push({
      kind: first.value,
      value: node.toJS(document),
      problem: (path, message) => problemAt(offsetOf(node, path), path.map(String).join('.'), message),
    });
  }
  return entries;
}

/** Where a field stands; for one that is missing, where the group stands that lacks it. */
function offsetOf(entry: Node, path: Path): number {
  let at: Node = entry;
  let offset = entry.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(at)) {
      const pair = at.items.find((each) => isScalar(each.key) && each.key.value === step);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      if (!isNode(pair.value)) break;
      at = pair.value;
    } else if (isSeq(at)) {
      const member: unknown = at.items[Number(step)];
      if (!isNode(member)) break;
      offset = member.range?.[0] ?? offset;
      at = member;
    } else break;
  }
  return offset;
}

/** The entry as its schema has it, or null with the problems added. */
export function checkEntry<T>(entry: RawEntry, schema: z.ZodType<T>, problems: Problem[]): T | null {
  const read = schema.safeParse(entry.value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      problems.push(...issue.keys.map((key) => entry.problem([...issue.path, key], 'there is no such field')));
    } else problems.push(entry.problem(issue.path, issue.message));
  }
  return null;
}

/** Whether two spans of validity share a day. `until` is the first day no longer valid; null is open. */
export const overlaps = (a: Validity, b: Validity): boolean =>
  (b.until === null || a.since < b.until) && (a.until === null || b.since < a.until);

export interface Validity {
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

export const validOn = (span: Validity, on: CivilDate): boolean =>
  span.since <= on && (span.until === null || on < span.until);

/** Where a text stops being JSON: `JSON.parse` says so only sometimes. */

const WORD =
  /[ \t\n\r]+|[{}[\]:,]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expects = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** The line (from 1) at which a text is no longer the beginning of a JSON value, or null when it is one. */
export function brokenJsonLine(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expects: Expects = 'value';
  const afterValue = (): Expects => (open.length > 0 ? 'comma-or-end' : 'nothing');
  WORD.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) return lineOf(text, at);
    if (word.trim() !== '') {
      const next = step(word, expects, open, afterValue);
      if (next === null) return lineOf(text, at);
      expects = next;
    }
    at += word.length;
  }
  return expects === 'nothing' ? null : lineOf(text, text.length);
}

function step(word: string, expects: Expects, open: ('{' | '[')[], afterValue: () => Expects): Expects | null {
  const wantsValue = expects === 'value' || expects === 'value-or-end';
  const isEnd = expects === 'comma-or-end' || expects === 'value-or-end' || expects === 'name-or-end';
  switch (word) {
    case '{':
    case '[':
      if (!wantsValue) return null;
      open.push(word);
      return word === '{' ? 'name-or-end' : 'value-or-end';
    case '}':
    case ']':
      if (!isEnd || open.pop() !== (word === '}' ? '{' : '[')) return null;
      return afterValue();
    case ':':
      return expects === 'colon' ? 'value' : null;
    case ',':
      if (expects !== 'comma-or-end') return null;
      return open[open.length - 1] === '{' ? 'name' : 'value';
    default:
      if (word.startsWith('"') && (expects === 'name' || expects === 'name-or-end')) return 'colon';
      return wantsValue ? afterValue() : null;
  }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

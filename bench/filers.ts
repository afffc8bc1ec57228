/** The filers of the bench, in a process of their own: each goes through the pages of a draft, again and again. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';

export interface FilersWish {
  readonly baseUrl: string;
  /** Of each filer: the token, and the addresses that one opens after the other. */
  readonly filers: readonly { readonly token: string; readonly addresses: readonly string[] }[];
  readonly pages: number;
  /** Milliseconds between two pages of one filer, on average; 0: the next is asked for at once. */
  readonly thinks: number;
}

/** Milliseconds that each page took. Throws when one is not answered with 200. */
export async function openPages(wish: FilersWish): Promise<number[]> {
  const child = fork(import.meta.filename, ['filers'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(wish);
  const [answer] = (await once(child, 'message')) as [number[] | { error: string }];
  child.disconnect();
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1000 });

function open(url: string, token: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { 'x-next-gen-cso': token }, agent }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(performance.now() - began)
            : reject(new Error(`${url} answered ${response.statusCode}`)),
        );
      })
      .on('error', reject);
  });
}

async function all({ baseUrl, filers, pages, thinks }: FilersWish): Promise<number[]> {
  const times: number[] = [];
  const rest = (n: number) => new Promise((resolve) => setTimeout(resolve, n));
  await Promise.all(
    filers.map(async ({ token, addresses }, which) => {
      // They do not come in step: each begins at its own moment, at its own page.
      await rest((thinks * which) / filers.length);
      for (let n = 0; n < pages; n++) {
        times.push(await open(`${baseUrl}${addresses[(n + which) % addresses.length]}`, token));
        if (thinks > 0) await rest(thinks * (0.5 + ((n * 7919 + which * 104_729) % 1000) / 1000));
      }
    }),
  );
  return times;
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'filers')
  process.on('message', (wish: FilersWish) => {
    all(wish).then(
      (times) => process.send!(times),
      (error: Error) => process.send!({ error: error.message }),
    );
  });

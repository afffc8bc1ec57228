/** The client of the benches: a process of its own, so that its work is not counted as the server's. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';

export interface Ask {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Fetched {
  readonly status: number;
  readonly bytes: number;
  /** Milliseconds from the request to the first byte of the body, and to the last. */
  readonly firstByte: number;
  readonly total: number;
}

export interface HttpClient {
  /** Fetches and throws the bytes away. Throws on any status but 200 and 206. */
  fetch(ask: Ask): Promise<Fetched>;
  end(): void;
}

const agent = new http.Agent({ keepAlive: true });

function fetched({ url, headers }: Ask): Promise<Fetched> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { ...headers }, agent }, (response) => {
        let bytes = 0;
        let firstByte = 0;
        response.on('data', (chunk: Buffer) => {
          if (bytes === 0) firstByte = performance.now() - began;
          bytes += chunk.length;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode!, bytes, firstByte, total: performance.now() - began }),
        );
        response.on('error', reject);
      })
      .on('error', reject);
  });
}

export function aClient(): HttpClient {
  const child: ChildProcess = fork(import.meta.filename, ['client'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    async fetch(ask) {
      child.send(ask);
      const [answer] = (await once(child, 'message')) as [Fetched | { error: string }];
      if ('error' in answer) throw new Error(answer.error);
      if (answer.status !== 200 && answer.status !== 206) throw new Error(`${ask.url} answered ${answer.status}`);
      return answer;
    },
    end: () => child.disconnect(),
  };
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'client') {
  process.on('message', (ask: Ask) => {
    fetched(ask).then(
      (answer) => process.send!(answer),
      (error: Error) => process.send!({ error: error.message }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

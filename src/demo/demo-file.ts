/** `demo.json` (spec/interfaces.md): what was made, and how to sign on. For the people and programs that try the demo out. */
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoRole } from './people.ts';
import type { DemoState } from './plan.ts';

export interface DemoFile {
  readonly baseUrl: string;
  readonly mailUrl: string | null;
  readonly payUrl: string | null;
  readonly courts: readonly {
    readonly id: string;
    readonly name: string;
    readonly legacyAs: string | null;
    readonly docPrefix: string;
  }[];
  readonly accounts: readonly {
    /** `terminal` is the credential of the courthouse's public terminal: it may do nothing but look, and looks are free. */
    readonly role: DemoRole;
    readonly court: string;
    readonly loginId: string;
    readonly password: string;
    readonly totpSecret?: string;
  }[];
  readonly cases: readonly {
    readonly court: string;
    /** `1:26-cv-00142`. */
    readonly number: string;
    readonly caseid: number;
    /** What is special about it; a public case with a restricted entry says which. */
    readonly state: DemoState;
  }[];
  readonly documents: readonly {
    readonly court: string;
    /** Prefix, 0, serial (spec/legacy-pages.md §3). */
    readonly docId: string;
    readonly pages: number;
    readonly state: DemoState;
  }[];
}

/** Replaces `demo.json` whole; readable by its owner only. */
export async function writeDemoFile(dataDir: string, file: DemoFile): Promise<void> {
  const draft = join(dataDir, `demo.json.${process.pid}.part`);
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // made anew at every start: a power cut may cost the new file, never the old one
  await rename(draft, join(dataDir, 'demo.json'));
}

/** A person of the demo, as everybody is told: whoever knows several courts stands there once. */
export interface DemoSignOn {
  readonly role: DemoRole;
  readonly loginId: string;
  readonly password: string;
  /** Ids of the courts in which the account is of use. */
  readonly courts: readonly string[];
}

/** What the demo's pages tell every visitor. */
export function demoSignOns(file: DemoFile): readonly DemoSignOn[] {
  const people = new Map<string, DemoSignOn>();
  for (const { role, loginId, password, court } of file.accounts) {
    const courts = [...(people.get(loginId)?.courts ?? []), court];
    people.set(loginId, { role, loginId, password, courts });
  }
  return [...people.values()];
}

/**
 * The policy against a second one, written from DESIGN §4.4 and spec/filing.md §1.3, §12.1 without looking at the first, over
 * every actor, standing and level. Then the policy is broken line by line: each broken one must be told from the second.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { AccountId, CaseId, CourtId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type Actor, anonymous, type CourtRole, systemActor } from './actor.ts';
import * as policy from './policy.ts';

type Policy = Pick<
  typeof policy,
  'mayRead' | 'mayAct' | 'mayChangeLevel' | 'mayAskRegistrar' | 'mayAskForDocument' | 'looksFree' | 'levelOn'
>;

const HERE = 'olyd' as CourtId;
const ELSEWHERE = 'cit' as CourtId;
const CASE = 10_000_001 as CaseId;
const ANOTHER = 10_000_002 as CaseId;
const ROLES: readonly CourtRole[] = ['attorney', 'pro-se', 'clerk', 'sealed-clerk', 'judge', 'admin'];

// --- everybody who could ask

interface Asker {
  readonly name: string;
  readonly actor: Actor;
  /** The roles that count for this case in this court; for the court as a whole. */
  readonly inCase: readonly CourtRole[];
  readonly inCourt: readonly CourtRole[];
}

const ACCOUNT = '019a0000-0000-7000-8000-000000000001' as AccountId;

const account = (privileges: (Actor & { kind: 'account' })['privileges']): Actor => ({
  kind: 'account',
  account: ACCOUNT,
  privileges,
});

const ASKERS: readonly Asker[] = [
  { name: 'nobody', actor: anonymous, inCase: [], inCourt: [] },
  { name: 'the terminal', actor: { kind: 'terminal', court: HERE, account: ACCOUNT }, inCase: [], inCourt: [] },
  {
    name: 'a terminal elsewhere',
    actor: { kind: 'terminal', court: ELSEWHERE, account: ACCOUNT },
    inCase: [],
    inCourt: [],
  },
  { name: 'a worker', actor: systemActor('test'), inCase: [], inCourt: [] },
  { name: 'a reader', actor: account([]), inCase: [], inCourt: [] },
  ...ROLES.flatMap((role): Asker[] => [
    { name: role, actor: account([{ court: HERE, role, scopeCase: null }]), inCase: [role], inCourt: [role] },
    {
      name: `${role} of this case only`,
      actor: account([{ court: HERE, role, scopeCase: CASE }]),
      inCase: [role],
      inCourt: [],
    },
    {
      name: `${role} of another case only`,
      actor: account([{ court: HERE, role, scopeCase: ANOTHER }]),
      inCase: [],
      inCourt: [],
    },
    {
      name: `${role} elsewhere`,
      actor: account([{ court: ELSEWHERE, role, scopeCase: null }]),
      inCase: [],
      inCourt: [],
    },
  ]),
  {
    name: 'a judge who is an attorney elsewhere',
    actor: account([
      { court: HERE, role: 'judge', scopeCase: null },
      { court: ELSEWHERE, role: 'attorney', scopeCase: null },
    ]),
    inCase: ['judge'],
    inCourt: ['judge'],
  },
];

const STANDINGS = [false, true].flatMap((participant) =>
  [false, true].map((assignedJudge) => ({ participant, assignedJudge })),
);
const CASES = ['public', 'under-seal', 'hidden'] as const;
const ENTRIES = ['public', 'court-only', 'sealed'] as const;
const DOCUMENTS = [
  'public',
  'participants',
  'ssa-immigration',
  'applicable-party',
  'selected-parties',
  'ex-parte',
  'court-only',
  'sealed',
  'pending-redaction',
  'embargo',
  'stricken',
] as const;
/** None, each alone, and all: what somebody can be to one document. */
const TIES: readonly (policy.Ties | undefined)[] = [
  undefined,
  { filer: true, forFiler: false, granted: false },
  { filer: false, forFiler: true, granted: false },
  { filer: false, forFiler: false, granted: true },
  { filer: true, forFiler: true, granted: true },
];
const DEEDS = [
  ...(['file', 'docket-court-event', 'restrict', 'unseal', 'manage-case', 'exempt-filer', 'edit-dictionary'] as const),
];

// --- the second policy: who is whom, and the ladder of DESIGN §4.4 from the outside in

const worksTheDocket = (roles: readonly CourtRole[]): boolean =>
  roles.includes('clerk') || roles.includes('sealed-clerk') || roles.includes('judge');

function expectedReading(
  { actor, inCase: roles }: Asker,
  standing: policy.Standing,
  ties: policy.Ties | undefined,
  [ofCase, ofEntry, ofDocument]: readonly [policy.CaseRestriction, policy.EntryRestriction, policy.DocumentRestriction],
): policy.Answer {
  if (actor.kind === 'system') return 'allow';
  const cleared = roles.includes('sealed-clerk') || (standing.assignedJudge && roles.includes('judge'));
  const staff = worksTheDocket(roles);
  if (!cleared) {
    if (ofCase === 'hidden') return 'absent';
    if (ofCase === 'under-seal') return 'under-seal';
    if (ofEntry === 'sealed') return 'absent';
  }
  if (ofEntry === 'court-only' && !staff) return 'absent';
  const atTheCourthouse = actor.kind === 'terminal' && actor.court === HERE;
  // Each level's line of spec/filing.md §12.1: whom beside the court it names.
  const opens: Record<policy.DocumentRestriction, boolean> = {
    public: true,
    participants: staff || standing.participant,
    'ssa-immigration': staff || standing.participant || atTheCourthouse,
    'applicable-party': staff || ties?.forFiler === true,
    'selected-parties': staff || ties?.granted === true,
    'ex-parte': staff || ties?.filer === true,
    'court-only': staff,
    sealed: cleared,
    'pending-redaction': staff || ties?.filer === true,
    embargo: staff || ties?.granted === true,
    stricken: staff,
  };
  if (opens[ofDocument]) return 'allow';
  return actor.kind === 'anonymous' ? 'sign-on' : 'no-permission';
}

function expectedDeed({ actor, inCase: roles }: Asker, deed: policy.Deed): boolean {
  if (actor.kind === 'system') return true;
  const allowed: Record<policy.Deed, readonly CourtRole[]> = {
    file: ['attorney', 'pro-se', 'clerk', 'sealed-clerk', 'judge'],
    'docket-court-event': ['clerk', 'sealed-clerk', 'judge'],
    restrict: ['clerk', 'sealed-clerk'],
    'manage-case': ['clerk', 'sealed-clerk'],
    unseal: ['sealed-clerk'],
    'exempt-filer': ['clerk', 'sealed-clerk'],
    'edit-dictionary': ['admin'],
  };
  return roles.some((role) => allowed[deed].includes(role));
}

const asksTheRegistrar = ({ actor, inCase }: Asker, standing: policy.Standing): boolean =>
  actor.kind === 'system' || standing.participant || worksTheDocket(inCase);

const paysNothing = ({ actor, inCourt }: Asker): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'terminal' && actor.court === HERE) ||
  worksTheDocket(inCourt) ||
  inCourt.includes('admin');

/** Every place where a policy and the second one differ, in words; and how many places were looked at. */
function differences(given: Policy): { readonly found: string[]; readonly looked: number } {
  const found: string[] = [];
  let looked = 0;
  const compare = (what: string, is: unknown, wanted: unknown): void => {
    looked++;
    if (is !== wanted) found.push(`${what}: ${String(is)} instead of ${String(wanted)}`);
  };
  for (const asker of ASKERS) {
    const { actor, name } = asker;
    for (const deed of DEEDS)
      compare(`${name} to ${deed}`, given.mayAct(actor, HERE, CASE, deed), expectedDeed(asker, deed));
    for (const document of DOCUMENTS)
      compare(
        `${name} gives a document another level than ${document}`,
        given.mayChangeLevel(actor, HERE, CASE, document),
        expectedDeed(asker, document === 'sealed' ? 'unseal' : 'restrict'),
      );
    compare(`${name} asks for a document`, given.mayAskForDocument(actor), actor.kind !== 'anonymous');
    compare(`${name} looks`, given.looksFree(actor, HERE), paysNothing(asker));
    for (const standing of STANDINGS) {
      const asks = given.mayAskRegistrar(actor, HERE, CASE, standing);
      compare(`${name} asks the registrar`, asks, asksTheRegistrar(asker, standing));
      for (const inCase of CASES)
        for (const inEntry of ENTRIES)
          for (const document of DOCUMENTS)
            for (const ties of TIES) {
              const matter = { court: HERE, caseId: CASE, inCase, inEntry, document, ties };
              const what = `${name} ${JSON.stringify({ ...standing, ...ties })} on ${inCase} / ${inEntry} / ${document}`;
              const wanted = expectedReading(asker, standing, ties, [inCase, inEntry, document]);
              compare(what, given.mayRead(actor, standing, matter), wanted);
            }
    }
  }
  // Restricted until a day means: on that day it is public, on the day before it is not, and without a day it stays as it is.
  for (const document of DOCUMENTS)
    for (const [until, is] of [
      [null, document],
      ['2026-03-04', 'public'],
      ['2026-03-05', document],
      ['2025-12-31', 'public'],
    ] as const) {
      const today = '2026-03-04' as CivilDate;
      compare(`${document} until ${until}`, given.levelOn(document, until as CivilDate | null, today), is);
    }
  return { found, looked };
}

test('the policy answers everybody on everything as a second one does, written from the table', () => {
  const { found, looked } = differences(policy);
  assert.deepEqual(found, []);
  assert.ok(looked > 50_000, `${looked} answers were compared`);
});

/** One broken line each: what somebody could do to the policy, and what it would mean. */
const PLANTED: readonly (readonly [meaning: string, line: string, broken: string])[] = [
  ['a worker is refused', "if (actor.kind === 'system') return 'allow';", ''],
  ['a hidden case is shown', "if (matter.inCase === 'hidden' && !cleared) return 'absent';", ''],
  [
    'a hidden case says that it is there',
    "if (matter.inCase === 'hidden' && !cleared) return 'absent';",
    "if (matter.inCase === 'hidden' && !cleared) return 'under-seal';",
  ],
  [
    'a hidden case is hidden from those cleared',
    "matter.inCase === 'hidden' && !cleared",
    "matter.inCase === 'hidden'",
  ],
  ['a case under seal is shown', "if (matter.inCase === 'under-seal' && !cleared) return 'under-seal';", ''],
  ['a case under seal is denied to exist', "!cleared) return 'under-seal';", "!cleared) return 'absent';"],
  [
    'a case under seal is shown to every clerk',
    "matter.inCase === 'under-seal' && !cleared",
    "matter.inCase === 'under-seal' && !isStaff(roles)",
  ],
  ['a sealed entry is shown', "if (matter.inEntry === 'sealed' && !cleared) return 'absent';", ''],
  [
    'a sealed entry is shown to every clerk',
    "matter.inEntry === 'sealed' && !cleared",
    "matter.inEntry === 'sealed' && !isStaff(roles)",
  ],
  [
    'a sealed entry is refused in words',
    "if (matter.inEntry === 'sealed' && !cleared) return 'absent';",
    "if (matter.inEntry === 'sealed' && !cleared) return 'no-permission';",
  ],
  ['a staff note is shown', "if (matter.inEntry === 'court-only' && !isStaff(roles)) return 'absent';", ''],
  [
    'a staff note is shown to counsel',
    "!isStaff(roles)) return 'absent';",
    "!isStaff(roles) && !standing.participant) return 'absent';",
  ],
  ['a staff note is refused in words', "!isStaff(roles)) return 'absent';", "!isStaff(roles)) return 'no-permission';"],
  ['every document is open', "if (allowed) return 'allow';", "return 'allow';"],
  ['nobody opens anything', "if (allowed) return 'allow';", ''],
  [
    'nobody is led to sign on',
    "return actor.kind === 'anonymous' ? 'sign-on' : 'no-permission';",
    "return 'no-permission';",
  ],
  [
    'everybody is led to sign on',
    "return actor.kind === 'anonymous' ? 'sign-on' : 'no-permission';",
    "return 'sign-on';",
  ],
  ['public documents are closed', "case 'public':\n      return true;", "case 'public':\n      return false;"],
  [
    'counsel of every case opens what is for participants',
    'return standing.participant || isStaff(roles);',
    "return roles.has('attorney') || isStaff(roles);",
  ],
  ['participants are kept out', 'return standing.participant || isStaff(roles);', 'return isStaff(roles);'],
  [
    'staff is kept out of what is for participants',
    'return standing.participant || isStaff(roles);',
    'return standing.participant;',
  ],
  [
    'participants open what is for the court',
    "case 'court-only':\n    case 'stricken':\n      return isStaff(roles);",
    "case 'court-only':\n    case 'stricken':\n      return isStaff(roles) || standing.participant;",
  ],
  [
    'sealed documents are open to every clerk',
    "case 'sealed':\n      return cleared;",
    "case 'sealed':\n      return isStaff(roles);",
  ],
  [
    'sealed documents are open to participants',
    "case 'sealed':\n      return cleared;",
    "case 'sealed':\n      return cleared || standing.participant;",
  ],
  [
    'sealed documents are open to nobody',
    "case 'sealed':\n      return cleared;",
    "case 'sealed':\n      return false;",
  ],
  ['every judge is cleared', "(roles.has('judge') && standing.assignedJudge)", "roles.has('judge')"],
  [
    'a judge’s past assignment clears whoever has it',
    "(roles.has('judge') && standing.assignedJudge)",
    'standing.assignedJudge',
  ],
  ['the assigned judge is not cleared', " || (roles.has('judge') && standing.assignedJudge)", ''],
  ['the cleared clerk is not cleared', "roles.has('sealed-clerk') || (roles", '(roles'],
  [
    'every clerk is cleared',
    "roles.has('sealed-clerk') || (roles",
    "roles.has('clerk') || roles.has('sealed-clerk') || (roles",
  ],
  [
    'who runs the machine is staff',
    "['clerk', 'sealed-clerk', 'judge']",
    "['clerk', 'sealed-clerk', 'judge', 'admin']",
  ],
  ['a judge is not staff', "['clerk', 'sealed-clerk', 'judge']", "['clerk', 'sealed-clerk']"],
  [
    'rights in another court count',
    'rolesIn(actor, matter.court, matter.caseId)',
    'rolesIn(actor, actor.kind === "account" ? (actor.privileges[0]?.court ?? matter.court) : matter.court, matter.caseId)',
  ],
  [
    'a right for one case counts in all',
    'rolesIn(actor, matter.court, matter.caseId)',
    'rolesIn(actor, matter.court, actor.kind === "account" ? (actor.privileges[0]?.scopeCase ?? matter.caseId) : matter.caseId)',
  ],
  [
    'everybody asks the registrar',
    'return standing.participant || isStaff(rolesIn(actor, court, caseId));',
    'return true;',
  ],
  [
    'participants cannot ask the registrar',
    'return standing.participant || isStaff(rolesIn(actor, court, caseId));',
    'return isStaff(rolesIn(actor, court, caseId));',
  ],
  [
    'staff cannot ask the registrar',
    'return standing.participant || isStaff(rolesIn(actor, court, caseId));',
    'return standing.participant;',
  ],
  ['readers file', "return roles.has('attorney') || roles.has('pro-se') || isStaff(roles);", 'return true;'],
  ['attorneys do not file', "roles.has('attorney') || roles.has('pro-se')", "roles.has('pro-se')"],
  ['who files for himself does not file', "roles.has('attorney') || roles.has('pro-se')", "roles.has('attorney')"],
  [
    'attorneys docket orders',
    "case 'docket-court-event':\n      return isStaff(roles);",
    "case 'docket-court-event':\n      return isStaff(roles) || roles.has('attorney');",
  ],
  [
    'every clerk opens what is sealed',
    "case 'unseal':\n      return roles.has('sealed-clerk');",
    "case 'unseal':\n      return isStaff(roles);",
  ],
  ['nobody manages cases', "    case 'manage-case':\n", ''],
  ['nobody restricts', "    case 'restrict':\n", ''],
  [
    'every clerk gives a sealed document another level',
    "(from !== 'sealed' || actor.kind === 'system' || rolesIn(actor, court, caseId).has('sealed-clerk'))",
    'true',
  ],
  ['nobody changes what is not sealed', "(from !== 'sealed' || ", '('],
  ['a worker gives no sealed document another level', " || actor.kind === 'system' || rolesIn(", ' || rolesIn('],
  [
    'who is cleared for it restricts without the right',
    "mayAct(actor, court, caseId, 'restrict') &&\n  (from",
    '(from',
  ],
  ['clerks change the dictionary', "return roles.has('admin');", "return roles.has('admin') || roles.has('clerk');"],
  ['nobody changes the dictionary', "return roles.has('admin');", 'return false;'],
  ['judges restrict by themselves', "roles.has('clerk') || roles.has('sealed-clerk');", 'isStaff(roles);'],
  [
    'attorneys restrict',
    "return roles.has('clerk') || roles.has('sealed-clerk');",
    "return roles.has('clerk') || roles.has('sealed-clerk') || roles.has('attorney');",
  ],
  [
    'a pro se filer files in every case',
    'const roles = rolesIn(actor, court, caseId);\n  switch',
    "const roles = rolesIn(actor, court, actor.kind === 'account' ? (actor.privileges[0]?.scopeCase ?? caseId) : caseId);\n  switch",
  ],
  ['everybody looks free of charge', "return isStaff(roles) || roles.has('admin');", 'return true;'],
  ['the court pays', "return isStaff(roles) || roles.has('admin');", "return roles.has('admin');"],
  ['the administrator pays', "return isStaff(roles) || roles.has('admin');", 'return isStaff(roles);'],
  ['the terminal pays', "actor.kind === 'system' || isTerminalOf(actor, court)", "actor.kind === 'system'"],
  ['the terminal of another court pays nothing', 'actor.court === court', 'true'],
  ['every account is the terminal', "actor.kind === 'terminal' && actor.court === court", "actor.kind !== 'anonymous'"],
  [
    'the terminal shows nothing of Rule 5.2(c)',
    "matter.document === 'ssa-immigration' && isTerminalOf",
    'false && isTerminalOf',
  ],
  [
    'the terminal shows what is for participants',
    "matter.document === 'ssa-immigration' && isTerminalOf",
    "['ssa-immigration', 'participants'].includes(matter.document) && isTerminalOf",
  ],
  ['the terminal shows everything', "matter.document === 'ssa-immigration' && isTerminalOf", 'isTerminalOf'],
  [
    'a Rule 5.2(c) case is open to everyone',
    "case 'public':\n      return true;",
    "case 'public':\n    case 'ssa-immigration':\n      return true;",
  ],
  [
    'every participant is the applicable party',
    'return ties.forFiler || isStaff',
    'return standing.participant || isStaff',
  ],
  ['the applicable party is kept out', 'return ties.forFiler || isStaff(roles);', 'return isStaff(roles);'],
  ['the other side reads what is ex parte', 'return ties.filer || isStaff', 'return standing.participant || isStaff'],
  [
    'who appears for the filer’s party reads what is ex parte',
    'return ties.filer || isStaff',
    'return ties.forFiler || isStaff',
  ],
  ['who filed ex parte is kept out', 'return ties.filer || isStaff(roles);', 'return isStaff(roles);'],
  ['who was named is kept out', 'return ties.granted || isStaff(roles);', 'return isStaff(roles);'],
  [
    'participants need not be named',
    'return ties.granted || isStaff',
    'return ties.granted || standing.participant || isStaff',
  ],
  [
    'the court cannot read what is restricted to persons',
    'return ties.granted || isStaff(roles);',
    'return ties.granted;',
  ],
  ['nothing is ever released', 'today >= until', 'false'],
  ['it is released a day late', 'today >= until', 'today > until'],
  ['everything with a day is released', 'today >= until', 'true'],
  ['what has no day is released', 'until !== null && today >= until', 'until === null || today >= until'],
  ['strangers ask the registrar for documents', "=> actor.kind !== 'anonymous';", '=> true;'],
];

test('the policy broken in any one line is found out', async () => {
  const source = readFileSync(path.join(import.meta.dirname, 'policy.ts'), 'utf8');
  const actorModule = pathToFileURL(path.join(import.meta.dirname, 'actor.ts')).href;
  const folder = mkdtempSync(path.join(tmpdir(), 'openecf-policy-'));
  try {
    for (const [n, [meaning, line, broken]] of PLANTED.entries()) {
      assert.ok(source.includes(line), `${meaning}: the policy has no longer the line ${line}`);
      const file = path.join(folder, `broken-${n}.ts`);
      writeFileSync(file, source.replace(line, broken).replaceAll("'./actor.ts'", `'${actorModule}'`));
      const mutant = (await import(pathToFileURL(file).href)) as Policy;
      assert.ok(differences(mutant).found.length > 0, `nobody notices that ${meaning}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Fills the wizard's pages from a draft and the state of its case. Reads nothing itself. */
import type { Answers, PromptAnswer } from '../../../court/events/answers.ts';
import { mayClose } from '../../../court/events/decide-people.ts';
import { attachmentName, docketText, plainText } from '../../../court/events/docket-text.ts';
import type {
  DeadlineNames,
  Prompt as DictionaryPrompt,
  EventDefinition,
  UserKind,
} from '../../../court/events/model.ts';
import type { Checked } from '../../../court/filing/check-filing.ts';
import { filersOf, partiesAdded, peopleNamed } from '../../../court/filing/decide-people.ts';
import type { Filing, UploadedDocument } from '../../../court/filing/model.ts';
import { keepingTerm } from '../../../court/filing/papers.ts';
import type { PendingRelief, WizardState } from '../../../court/filing/wizard-state.ts';
import { catalogue } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import { asCivilDate, usDate } from '../../../kernel/time.ts';
import type { PageContext } from '../look/context.ts';
import type { AnsweredView } from '../pages/filing/answered.ts';
import { type DetailsView, detailsPage } from '../pages/filing/details.ts';
import { docketWordsPage } from '../pages/filing/docket-words.ts';
import { type DocumentsView, documentsPage } from '../pages/filing/documents.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { signersPage } from '../pages/filing/papers.ts';
import { type ReviewView, reviewPage } from '../pages/filing/review.ts';
import { partiesToShow } from './party-list.ts';
import { findView } from './wizard-filers.ts';
import { moveOfRuling, movesOfEntry } from './wizard-moves.ts';
import { promptField, rulingField, shownFieldOf } from './wizard-steps.ts';

/** In a court that takes them all the same (`fillableForms`). */
const FILLABLE = `${catalogue['pdf-fillable'].text} ${catalogue['pdf-fillable'].todo} This court takes it as it is; no deadline is touched.`;

export function documentsStep(
  ctx: PageContext,
  frame: WizardFrame,
  answers: Answers,
  uploads: readonly UploadedDocument[],
  given: {
    readonly categories: readonly string[];
    readonly largestFile: string;
    readonly visibleTo: string;
    readonly typed: { readonly category: string; readonly description: string };
    readonly moved: DocumentsView['moved'];
    readonly formName: string | null;
  },
): Html {
  const shown = (id: string, category: string | null, description: string) => {
    const upload = uploads.find((each) => each.uploadId === id);
    if (!upload) return [];
    return [
      {
        uploadId: upload.uploadId,
        fileName: upload.originalName,
        pages: upload.pages,
        bytes: upload.bytes,
        category: category ?? '',
        description,
        warnings: upload.fillable ? [FILLABLE] : [],
      },
    ];
  };
  const { main, attachments } = answers.documents;
  return documentsPage(ctx, frame, {
    ...given,
    main:
      main === null || uploads.some((each) => each.uploadId === main && each.form !== null)
        ? null
        : (shown(main, null, '')[0] ?? null),
    attachments: attachments.flatMap((each) => {
      const [here] = shown(each.upload, each.category, each.description);
      return here ?? takenAway(each);
    }),
  });
}

/** An attachment whose file was taken away: it stands on the page to be removed, and its words with it. */
const takenAway = ({ upload, category, description }: Answers['documents']['attachments'][number]) => ({
  uploadId: upload,
  fileName: 'No longer here: remove it and upload it again',
  pages: 0,
  bytes: 0,
  category: category ?? '',
  description,
  warnings: [],
});

export function signersStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  court: Parameters<typeof keepingTerm>[0],
): Html {
  const { of } = answers.prompts;
  return signersPage(ctx, frame, {
    who: definition.signedBy === 'affiant' ? 'affiant' : 'signers',
    signers: answers.signers,
    suggested: definition.signedBy === 'affiant' && typeof of === 'string' ? of : '',
    keeps: answers.keepsOriginals,
    keptUntil: keepingTerm(court),
  });
}

/** A question of the dictionary with what was answered, for its page. */
export const promptView = (
  prompt: DictionaryPrompt,
  name: string,
  label: string,
  given: PromptAnswer | undefined,
  parties: WizardState['parties'],
  find: string | null = null,
): DetailsView['prompts'][number] => {
  switch (prompt.kind) {
    case 'date': {
      const day = typeof given === 'string' ? asCivilDate(given) : null;
      return { kind: 'date', name, label, value: day ? usDate(day) : String(given ?? '') };
    }
    case 'text':
      return { kind: 'text', name, label, value: String(given ?? ''), limit: prompt.max };
    case 'choice':
      return {
        kind: 'choice',
        name,
        label,
        options: prompt.choices.map((choice) => ({ value: choice, label: choice, checked: given === choice })),
      };
    case 'parties': {
      const chosen = new Set<number>(typeof given === 'object' ? given : []);
      const listed = find === null ? null : partiesToShow(parties, find, chosen);
      return {
        kind: 'parties',
        name,
        label,
        find: listed && { ...findView(find ?? '', listed), field: { name: shownFieldOf(name), box: true } },
        options: (listed?.shown ?? parties).map((party) => ({
          value: String(party.partyNo),
          label: party.name,
          hint: party.terminatedOn ? `${party.role}, terminated ${usDate(party.terminatedOn)}` : party.role,
          checked: chosen.has(party.partyNo),
        })),
      };
    }
    case 'yes-no':
      return { kind: 'yes-no', name, label, value: given === undefined ? null : given === true ? 'yes' : 'no' };
  }
};

export function detailsStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  pending: readonly PendingRelief[],
  state: WizardState,
  userKind: UserKind,
  rules: {
    /** What was typed to find parties in the lists. */
    readonly find: string;
    /** Which deadlines granting a pending relief moves; null: none. */
    extendsOf(pending: PendingRelief): DeadlineNames | null;
    title(name: string): string;
  },
): Html {
  const { parties } = state;
  const { matter } = definition;
  const reliefs = matter.kind === 'opens' ? matter.reliefs : [];
  const dispositions = matter.kind === 'rules' ? matter.dispositions : [];
  return detailsPage(ctx, frame, {
    reliefs:
      matter.kind === 'opens'
        ? reliefs.map((relief) => ({
            value: relief.code,
            label: relief.name,
            hint: relief.synonyms.join(', '),
            checked: answers.reliefs.some((each) => each.code === relief.code),
          }))
        : null,
    closes: mayClose(definition, { userKind })
      ? { staysOpen: answers.staysOpen, last: definition.defendants === 'asks' }
      : null,
    rules: dispositions.length > 0,
    rulings:
      dispositions.length === 0
        ? []
        : pending.map((each) => ({
            ...rulingChoice(each, dispositions, answers),
            moves: moveOfRuling(each, rules.extendsOf(each), answers, state, rules.title),
          })),
    moves: movesOfEntry(definition, answers, state, rules.title),
    prompts: [
      ...reliefs.flatMap((relief) =>
        relief.prompts.map((prompt) => ({
          ...promptView(
            prompt,
            promptField(prompt.name, 'relief', relief.code),
            `${relief.name}: ${prompt.ask}`,
            answers.reliefs.find((each) => each.code === relief.code)?.prompts[prompt.name],
            parties,
          ),
          relief: relief.code,
        })),
      ),
      ...definition.prompts
        .map((prompt) =>
          promptView(
            prompt,
            promptField(prompt.name, 'event'),
            prompt.ask,
            answers.prompts[prompt.name],
            parties,
            rules.find,
          ),
        )
        .map(oneBox),
    ],
  });
}

/** One box finds in all the lists of parties of a page. */
const oneBox = (
  prompt: DetailsView['prompts'][number],
  index: number,
  all: readonly DetailsView['prompts'][number][],
): DetailsView['prompts'][number] => {
  if (prompt.kind !== 'parties' || !prompt.find) return prompt;
  const first = all.findIndex((each) => each.kind === 'parties') === index;
  return { ...prompt, find: { ...prompt.find, field: { name: shownFieldOf(prompt.name), box: first } } };
};

function rulingChoice(
  pending: PendingRelief,
  dispositions: readonly { readonly code: string; readonly words: string }[],
  answers: Answers,
): Omit<DetailsView['rulings'][number], 'moves'> {
  const given = answers.rulings.find((each) => each.seq === pending.seq && each.n === pending.n)?.disposition ?? '';
  return {
    name: rulingField(pending.seq, pending.n),
    legend: `${pending.number ?? ''} ${pending.name}`.trim(),
    hint: `Pending since ${usDate(pending.since)}`,
    options: [
      { value: '', label: 'No ruling now', checked: given === '' },
      ...dispositions.map((each) => ({ value: each.code, label: each.words, checked: given === each.code })),
    ],
  };
}

const MARK = '\u241f';

export function textStep(
  ctx: PageContext,
  frame: WizardFrame,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  judge: string | null,
  caseType: string,
): Html {
  const own = definition.orderText ? { orderText: MARK } : { freeText: MARK };
  const preview = plainText(
    docketText(definition, { ...answers, ...own, prefix: null }, factsOf(definition, answers, state, judge, caseType))
      .parts,
  );
  const [before, after] = preview.includes(MARK) ? preview.split(MARK) : [preview, ''];
  return docketWordsPage(ctx, frame, {
    prefixes: definition.prefixes,
    prefix: answers.prefix ?? '',
    words: definition.orderText ? answers.orderText : answers.freeText,
    limit: (definition.orderText ?? definition.freeText)?.max ?? 0,
    before: before?.trim() ?? '',
    after: after?.trim() ?? '',
  });
}

/** What the answers point to, in the docket's words, for the preview. */
function factsOf(
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  judge: string | null,
  caseType: string,
): Parameters<typeof docketText>[2] {
  const entry = (seq: number) => state.referred.find((each) => each.seq === seq);
  const added = partiesAdded(state, answers, caseType);
  return {
    filers: filersOf(state, answers, added).map((party) => party.name),
    filerRoles: filersOf(state, answers, added).map((party) => party.role),
    people: peopleNamed(state, definition, answers, added),
    references: answers.references.flatMap(({ seq }) => {
      const found = entry(seq);
      return found ? [{ seq, number: found.docNo, name: found.referenceName || found.shortName }] : [];
    }),
    rulings: answers.rulings.flatMap(({ seq, n }) => {
      const found = entry(seq);
      return found
        ? [{ seq, number: found.docNo, name: found.reliefs.find((each) => each.n === n)?.name ?? found.shortName }]
        : [];
    }),
    judge,
    signer: state.signer && { name: state.signer.displayName, lastFirst: state.signer.signatureName },
  };
}

export function reviewStep(
  ctx: PageContext,
  frame: WizardFrame,
  filing: Checked,
  given: {
    readonly caseBase: string;
    readonly docketHref: string;
    readonly changeDocumentsHref: string | null;
    readonly changeWordsHref: string;
    readonly visibleTo: string;
    readonly filedDate: string;
    readonly key: string;
    readonly warnings: readonly string[];
    readonly answered: AnsweredView | null;
    readonly form: ReviewView['form'];
  },
): Html {
  return reviewPage(ctx, frame, {
    ...given,
    alsoIn: filing.alsoIn.map(({ state, filing: there }) => ({
      number: state.fullNumber,
      title: state.shortTitle,
      words: there.text,
      filers: there.filers.map((party) => party.name),
      appearsFor: there.associations.flatMap(
        (each) => there.filers.find((one) => one.partyNo === each.partyNo)?.name ?? [],
      ),
      electronic: toldOf(there),
      paper: there.paper,
      deadlines: deadlinesOf(there),
    })),
    words: filing.parts,
    appearsFor: filing.associations
      .filter((each) => !isAdded(filing, each))
      .flatMap((each) => filing.filers.find((one) => one.partyNo === each.partyNo)?.name ?? []),
    documents: filing.documents.map((each) => ({
      name:
        each.attachmentNo === 0
          ? 'Main document'
          : `Attachment ${each.attachmentNo}: ${attachmentName(each.category, each.description ?? '')}`,
      fileName: each.upload.originalName,
      pages: each.upload.pages,
    })),
    fee: null,
    electronic: toldOf(filing),
    paper: filing.paper,
    deadlines: deadlinesOf(filing),
    changes: changesOf(filing),
  });
}

/** Who is told by e-mail, each person once. */
const toldOf = (filing: Filing) =>
  [...Map.groupBy(filing.notices, (each) => each.person.personId).values()].map((each) => ({
    name: each[0]!.person.displayName,
    addresses: each.map((one) => one.address),
  }));

const deadlinesOf = (filing: Filing) =>
  filing.deadlinesSet.map((each) => ({
    what: each.parties ? `${each.title}: ${each.parties.map((party) => party.name).join(', ')}` : each.title,
    due: each.dueOn,
    why: each.rule,
    steps: each.explained,
  }));
/** Whether it is an appearance that the court enters for somebody. */
const isAdded = (filing: Filing, { partyNo, personId }: Filing['associations'][number]): boolean =>
  filing.counselAdded.some((each) => each.partyNo === partyNo && each.personId === personId);

/** What becomes of the case and its people, each in a sentence. */
function changesOf(filing: Filing): readonly string[] {
  const partyName = (no: number): string =>
    [...filing.filers, ...filing.defendants].find((party) => party.partyNo === no)?.name ?? `party ${no}`;
  return [
    ...filing.partiesAdded.map(({ party }) => `${party.name} comes into the case as ${party.role}.`),
    ...[...filing.aliasesAdded, ...filing.affiliatesAdded].map(
      ({ party, kind, name }) => `${party.name} has on the docket, below its name: ${kind} ${name}.`,
    ),
    ...filing.counselAdded.map(({ name, party }) => `${name} appears for ${party} from now on.`),
    ...filing.agreed.map(
      ({ name, parties }) =>
        `${name} joins in it for ${parties.join(', ')}: you state that he or she has consented to the filing and the signature.`,
    ),
    ...filing.partiesEnded.map((party) => `The part of ${party.name} in the case ends.`),
    ...filing.withdrawn.map((each) => `${each.name} no longer appears for ${partyName(each.partyNo)}.`),
    ...filing.charged.map(
      (each) => `${partyName(each.partyNo)}: ${each.label}, ${each.complaint ? 'complaint' : 'pending'}.`,
    ),
    ...filing.disposed.map((each) => `${partyName(each.partyNo)}, count on line ${each.n}: ${each.disposition}`),
    ...(filing.caseStatus === 'closes' ? ['This closes the case. All its open deadlines end.'] : []),
    ...(filing.caseStatus === 'reopens' ? ['This reopens the case.'] : []),
  ];
}

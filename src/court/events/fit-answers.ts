/** Answers that were given for one event, as far as another (or its next version) asks for them. */
import { type Answers, newAnswers } from './answers.ts';
import { takesAliases } from './decide-names.ts';
import { mayAdd } from './decide-people.ts';
import { maySpread } from './may-spread.ts';
import type { EventDefinition } from './model.ts';

/** Keeps every answer that the definition has a place for, and drops the others; nothing is made up. */
export function answersFor(definition: EventDefinition, answers: Answers): Answers {
  const { matter } = definition;
  const reliefs =
    matter.kind === 'opens'
      ? answers.reliefs.flatMap((given) => {
          const relief = matter.reliefs.find((each) => each.code === given.code);
          return relief
            ? [{ code: given.code, prompts: those(relief.prompts, given.prompts), since: relief.since }]
            : [];
        })
      : [];
  const refers =
    definition.refersTo !== null ||
    (matter.kind === 'opens' &&
      matter.reliefs.some((each) => each.refersTo && reliefs.some((r) => r.code === each.code)));
  const counts = definition.counts;
  return {
    ...answers,
    event: definition.code,
    prefix: definition.prefixes.find((each) => each === answers.prefix) ?? null,
    freeText: definition.freeText ? answers.freeText : '',
    orderText: definition.orderText ? answers.orderText : '',
    filers: definition.filers === 'required' ? answers.filers : [],
    associate: definition.filers === 'required' ? answers.associate : [],
    references: refers ? answers.references : [],
    reliefs,
    rulings:
      matter.kind === 'rules'
        ? answers.rulings.filter((given) => matter.dispositions.some((each) => each.code === given.disposition))
        : [],
    movedDeadlines: definition.moves?.whose.kind === 'chosen' ? answers.movedDeadlines : [],
    prompts: those(definition.prompts, answers.prompts),
    documents: {
      main: definition.mainDocument === 'none' ? null : answers.documents.main,
      attachments: definition.attachments ? answers.documents.attachments : [],
    },
    defendants: definition.defendants === 'asks' ? answers.defendants : [],
    filerGroups: definition.filers === 'required' ? answers.filerGroups : [],
    jointWith: definition.filers === 'required' ? answers.jointWith : [],
    jointConsent: definition.filers === 'required' && answers.jointConsent,
    newParties: answers.newParties.filter((each) => mayAdd(definition, each)),
    aliases: takesAliases(definition) ? answers.aliases : [],
    affiliates: definition.parties.identifies ? answers.affiliates : [],
    noAffiliates: definition.parties.identifies ? answers.noAffiliates : [],
    newCounsel: definition.counsel.adds ? answers.newCounsel : [],
    endedParties: definition.parties.terminates ? answers.endedParties : [],
    endedCounsel: definition.counsel.terminates ? answers.endedCounsel : [],
    charges: counts === 'charges' || counts === 'complains' ? answers.charges : [],
    dispositions: counts === 'disposes' ? answers.dispositions : [],
    alsoIn: maySpread(definition) ? answers.alsoIn : [],
    signers: definition.signedBy === 'filer' ? [] : answers.signers,
    keepsOriginals: definition.signedBy === 'filer' ? false : answers.keepsOriginals,
  };
}

/**
 * What another filing like this one begins with: who files, what is asked, what it refers to, and the words. No documents, and
 * nothing that happens once: parties and counsel who come or go, counts, rulings.
 */
export function answersLike(definition: EventDefinition, filed: Answers): Answers {
  const { prefix, freeText, orderText, filers, references, reliefs, prompts, defendants } = filed;
  const taken = { prefix, freeText, orderText, filers, references, reliefs, prompts, defendants };
  return answersFor(definition, { ...newAnswers(definition.code), ...taken });
}

const those = (prompts: EventDefinition['prompts'], given: Answers['prompts']): Answers['prompts'] =>
  Object.fromEntries(Object.entries(given).filter(([name]) => prompts.some((prompt) => prompt.name === name)));

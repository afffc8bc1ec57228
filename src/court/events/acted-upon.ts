/**
 * Which fields of a definition filing acts upon, and which it only keeps: of those, what happens instead. A new field
 * does not compile before it is entered here; docs/events.md prints the list.
 */
import type { EventDefinition } from './model.ts';

export const ACTED_UPON: { readonly [field in keyof EventDefinition]: string } = {
  code: 'yes',
  version: 'yes',
  name: 'yes',
  shortName: 'yes',
  referenceName: 'yes',
  synonyms: 'yes',
  category: 'yes',
  caseTypes: 'yes',
  since: 'yes',
  until: 'yes',
  source: 'yes',
  usableBy: 'yes',
  text: 'yes',
  mainDocument: 'yes',
  attachments: 'yes',
  filers: 'yes',
  refersTo: 'yes',
  matter: 'yes',
  associates: 'yes',
  prefixes: 'yes',
  freeText: 'yes',
  orderText: 'yes',
  prompts: 'yes',
  sets: 'yes',
  satisfies: 'yes',
  satisfiesFor: 'yes',
  numbered: 'yes',
  noticing: 'yes',
  restriction: 'yes',
  flags: 'yes',
  fee: 'no payment is asked for; amount and receipt number are typed as answers where the text has them. The same holds for the fee of a relief',
  filerRoles: 'yes',
  parties: 'yes',
  counsel: 'yes',
  defendants: 'yes',
  counts: 'yes',
  opinion: 'yes',
  warning: 'yes',
  statistics:
    'no report JS-5 or JS-6 is made; what the court enters as `js6` closes the case, unless it says otherwise',
  rss: 'there is no RSS feed yet',
};

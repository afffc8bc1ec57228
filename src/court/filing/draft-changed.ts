/** What became of a draft's event, and of the reliefs chosen in it, since it was begun. Pure. */
import type { Answers } from '../events/answers.ts';
import type { Dictionary } from '../events/dictionary.ts';
import type { EventDefinition, Relief } from '../events/model.ts';
import type { Draft } from './drafts.ts';

export type DraftChanged =
  | { readonly kind: 'retired' }
  | {
      readonly kind: 'changed';
      readonly to: EventDefinition;
      /** Names of the reliefs that the court has changed or retired; empty: the event itself is another. */
      readonly reliefs: readonly string[];
    };

/** What changed, and the event as the draft was begun with it: its answers are kept by that. */
export interface DraftStanding {
  readonly changed: DraftChanged | null;
  /** Undefined: nobody knows the event any more. */
  readonly definition: EventDefinition | undefined;
}

/** @param stands the event as it is today; undefined: it has been retired */
export function draftStanding(
  dictionary: Dictionary,
  draft: Pick<Draft, 'event' | 'eventVersion' | 'answers'>,
  stands: EventDefinition | undefined,
): DraftStanding {
  const begun = () => dictionary.version(draft.event, draft.eventVersion ?? 1);
  if (!stands) return { changed: { kind: 'retired' }, definition: begun() };
  if (draft.eventVersion !== null && draft.eventVersion !== stands.version)
    return { changed: { kind: 'changed', to: stands, reliefs: [] }, definition: begun() ?? stands };
  const { matter } = stands;
  if (matter.kind !== 'opens') return { changed: null, definition: stands };
  const known = dictionary.version(stands.code, stands.version)?.matter;
  const former = draft.answers.reliefs.flatMap((given) => formerRelief(given, matter.reliefs, known));
  if (former.length === 0) return { changed: null, definition: stands };
  const reliefs = [...matter.reliefs.filter((each) => !former.some((one) => one.code === each.code)), ...former];
  return {
    changed: { kind: 'changed', to: stands, reliefs: former.map((each) => each.name) },
    definition: { ...stands, matter: { kind: 'opens', reliefs } },
  };
}

/** The relief as it was chosen, where it is not that any more. */
function formerRelief(
  { code, since }: Answers['reliefs'][number],
  today: readonly Relief[],
  known: EventDefinition['matter'] | undefined,
): readonly Relief[] {
  if (since === null || today.some((each) => each.code === code && each.since === since)) return [];
  const all = known?.kind === 'opens' ? known.reliefs : [];
  return all.filter((each) => each.code === code && each.since === since).slice(0, 1);
}

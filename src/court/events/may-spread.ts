/** Which events can be docketed in several cases at once (spec/filing.md §2.9). */
import type { EventDefinition } from './model.ts';

/**
 * Whether one filing of this event can stand in several cases: not where it acts upon parties, counsel or counts, which are those
 * of one case, asks for parties by name, opens or closes a case, or is restricted from the start.
 */
export function maySpread(definition: EventDefinition): boolean {
  const { matter } = definition;
  const asked = [
    ...definition.prompts,
    ...(matter.kind === 'opens' ? matter.reliefs.flatMap((relief) => relief.prompts) : []),
  ];
  return (
    definition.restriction === 'public' &&
    definition.parties.adds.length === 0 &&
    !definition.parties.terminates &&
    !definition.counsel.adds &&
    !definition.counsel.terminates &&
    definition.defendants === 'none' &&
    definition.counts === 'none' &&
    definition.statistics === null &&
    !asked.some((prompt) => prompt.kind === 'parties')
  );
}

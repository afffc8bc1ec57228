/** The courts of the demo: which court files, whose stories, and who of the demo's people is listed for each. */
import { projectFiles } from '../compose.ts';
import { type CourtFile, readCourtFile } from '../court/settings/model.ts';
import { OUTLINES, type Outline } from './cases.ts';
import { EX_PARTE, REVIEWS, TRADE, TRAINING } from './more-cases.ts';

export interface DemoCourt {
  readonly file: CourtFile;
  readonly outlines: readonly Outline[];
  /** Whether criminal cases, a sealed one and a hidden one are told here. */
  readonly everyKind: boolean;
}

const STORIES = [
  { id: 'olyd', outlines: [...OUTLINES, ...REVIEWS, EX_PARTE], everyKind: true },
  { id: 'oict', outlines: TRADE, everyKind: false },
  { id: 'olyt', outlines: TRAINING, everyKind: false },
] as const;

/** In the order of `demo.json`; the district court is the first. */
export function demoCourts(): readonly DemoCourt[] {
  const found = projectFiles('courts');
  return STORIES.map(({ id, outlines, everyKind }) => {
    const { name, text } = found.find((each) => each.name === `courts/${id}.yaml`)!;
    return { file: readCourtFile(name, text), outlines, everyKind };
  });
}

/** What chance comes from in a court: the district court's has been the demo's seed itself from the beginning. */
export const seedOf = (seed: string, court: CourtFile): string =>
  court.kind === 'district' ? seed : `${seed} ${court.id}`;

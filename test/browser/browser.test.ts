/** The stories that need a real browser and a real server (spec/stack.md §12). They share both, and are told one after the other. */
import { attachments } from './attachments.ts';
import { desk } from './desk.ts';

import { dictionary } from './dictionary.ts';
import { journey } from './journey.ts';
import { otherWays } from './keyboard.ts';
import { looks } from './looks.ts';
import { manage } from './manage.ts';
import { papers } from './papers.ts';
import { participants } from './participants.ts';
import { realDockets } from './real-dockets.ts';
import { spread } from './spread.ts';
import { browserTests } from './support.ts';
import { troubles } from './troubles.ts';

browserTests({
  ...journey,
  ...otherWays,
  ...troubles,
  ...looks,
  ...manage,
  ...desk,
  ...dictionary,
  ...attachments,
  ...participants,
  ...papers,
  ...realDockets,
  // last: it ties cases together in which other stories file
  ...spread,
});

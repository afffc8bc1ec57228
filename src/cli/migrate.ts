import { prepareDatabase } from '../start-database.ts';
import { type Command, print, readArguments, tell, WrongCall } from './command.ts';
import { withDatabase } from './open.ts';

/** Brings the database to this program's state. A database that is there already is left as it is. */
export const command: Command = {
  usage: 'migrate',
  async run(args) {
    if (readArguments(args, {}).rest.length > 0) throw new WrongCall('migrate takes nothing.');
    return withDatabase('fresh', async ({ at, log }) => {
      // A database that was started here has been brought up to date on opening.
      const applied = at.embedded ? [] : await prepareDatabase(at, log);
      for (const name of applied) await print(`applied ${name}`);
      await print('The database is up to date.');
      if (!at.separated)
        await tell(
          'All logins are one account: the separation of sealed matter is NOT in force. See openecf db:roles.',
        );
      return 0;
    });
  },
};

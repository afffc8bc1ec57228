import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aDatabase, type TestDatabase, testServer } from '../../../test/support/postgres.ts';
import { ensureLogins, loginsSql, SERVED_LOGINS, scramVerifier } from './logins.ts';

let db: TestDatabase;
before(async () => {
  db = await aDatabase();
});
after(() => db.drop());

test('each login is a real one that gets in with its own password and can make nobody else', async () => {
  for (const login of [db.web, db.court, db.vault, db.jobs]) {
    assert.deepEqual(
      await login.query(
        'select session_user = current_user as real, session_user as name, rolsuper or rolcreaterole or rolbypassrls as mighty from pg_roles where rolname = session_user',
      ),
      [{ real: true, name: login.login, mighty: false }],
    );
  }
});

test('the logins can be made again at every start, by two processes at once', async () => {
  const { passwords } = await testServer();
  await Promise.all([ensureLogins(db.owner, passwords), ensureLogins(db.owner, passwords)]);
});

test('the statements for an administrator name every login and no password', async () => {
  const { passwords } = await testServer();
  const sql = loginsSql(passwords);
  for (const login of SERVED_LOGINS) {
    assert.ok(sql.includes(`alter role ${login} with login`));
    assert.ok(!sql.includes(passwords[login]));
  }
});

test('a password is kept as RFC 7677 says', () => {
  // The stored and server keys of RFC 7677 §3: password "pencil".
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  assert.equal(
    verifier,
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

import { describe, expect, it } from 'vitest';
import { missingMonitor, postgresFailure } from '#main/providers/postgres/failures';

const place = { host: 'db.example:5432', database: 'shop', role: 'app' };

/** As the client throws it: the server's fields beside its message. */
function thrown(code: string, routine: string, message: string): Error {
  return Object.assign(new Error(message), { code, routine });
}

describe('what a server says in another language', () => {
  // Texts of PostgreSQL's own translation, src/backend/po/de.po.
  it.each([
    ['53300', 'InitializeSessionUserId', 'zu viele Verbindungen von Rolle »app«', 'alter role "app" connection limit'],
    ['53300', 'CheckMyDatabase', 'zu viele Verbindungen für Datenbank »shop«', 'alter database "shop" connection'],
    [
      '55000',
      'CheckMyDatabase',
      'Datenbank »shop« akzeptiert gegenwärtig keine Verbindungen',
      'allow_connections true',
    ],
    [
      '42501',
      'CheckMyDatabase',
      'keine Berechtigung für Datenbank »shop«',
      'grant connect on database "shop" to "app"',
    ],
    ['28000', 'InitializeSessionUserId', 'Rolle »app« hat keine Berechtigung zum Einloggen', 'alter role "app" login'],
    ['28P01', 'auth_failed', 'Passwort-Authentifizierung für Benutzer »app« fehlgeschlagen', 'Copy the address'],
  ])('%s %s: %s', (code, routine, message, command) => {
    const failure = postgresFailure(thrown(code, routine, message), place);
    expect(failure.action).toContain(command);
    // The server's own text may name data.
    expect(failure.message).not.toContain('»');
  });
});

describe('a member of pg_monitor without its rights', () => {
  const identity = { role: 'aloof', started: 0, monitor: false, member: true };
  it.each([
    [150_018, 'Run: alter role "aloof" inherit;'],
    // From 16 on it is the grant that says whether it is inherited (manual, GRANT).
    [160_004, 'Run: grant pg_monitor to "aloof" with inherit true;'],
  ])('of version %d', (version, action) => {
    expect(missingMonitor({ ...identity, version })).toMatchObject({ code: 'not-permitted', action });
  });
});

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

describe('a session that the server ends', () => {
  // Functions and texts of PostgreSQL 15: src/backend/tcop/postgres.c, ProcessInterrupts, and its translation de.po.
  it.each([
    [
      '57P01',
      'terminating connection due to administrator command',
      'Verbindung wird abgebrochen aufgrund von Anweisung des Administrators',
    ],
    [
      '57P05',
      'terminating connection due to idle-session timeout',
      'Verbindung wird abgebrochen wegen Zeitüberschreitung in inaktiver Sitzung',
    ],
    [
      '25P03',
      'terminating connection due to idle-in-transaction timeout',
      'Verbindung wird abgebrochen wegen Zeitüberschreitung in inaktiver Transaktion',
    ],
    [
      '40001',
      'canceling statement due to conflict with recovery',
      'storniere Anfrage wegen Konflikt mit der Wiederherstellung',
    ],
    ['57014', 'canceling statement due to statement timeout', 'storniere Anfrage wegen Zeitüberschreitung der Anfrage'],
    ['57014', 'canceling statement due to lock timeout', 'storniere Anfrage wegen Zeitüberschreitung einer Sperre'],
    ['53300', 'sorry, too many clients already', 'tut mir leid, schon zu viele Verbindungen'],
    [
      '0A000',
      'the limit was exceeded the other day; no such user; connection closed',
      'die Grenze wurde überschritten',
    ],
  ])('%s: %s', (code, english, german) => {
    const told = postgresFailure(thrown(code, 'ProcessInterrupts', english), place);
    expect(postgresFailure(thrown(code, 'ProcessInterrupts', german), place)).toEqual(told);
    expect(told.code).not.toBe('unreachable');
  });

  it.each([
    ['57P01', 'was ended by an administrator'],
    ['40001', 'this is a standby'],
  ])('%s is told as what it is', (code, words) => {
    expect(postgresFailure(thrown(code, 'ProcessInterrupts', ''), place).message).toContain(words);
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

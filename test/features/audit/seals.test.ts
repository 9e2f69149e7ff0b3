import { expect } from 'chai';
import type { Db } from '../../../src/db/connection.ts';
import { chainHash } from '../../../src/features/audit/audit.ts';
import { EventRow } from '../../../src/features/audit/event-row.ts';
import { lastSeal } from '../../../src/features/audit/seals.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { engine } from '../../support/database.ts';
import { expectSound, proofOf } from '../../support/proof.ts';

const EVENT = {
  actorId: 'ada',
  action: 'settings.changed',
  objectType: 'settings',
  objectId: null,
} as const;

/** Somebody with the whole database in her hands: nothing refuses her. */
async function without(db: Db, act: () => Promise<unknown>): Promise<void> {
  const tables = ['audit_events', 'audit_seals'];
  if (engine === 'sqlite') {
    const triggers = await db('sqlite_schema')
      .where('type', 'trigger')
      .whereIn('tbl_name', tables)
      .select<{ name: string; sql: string }[]>('name', 'sql');
    for (const { name } of triggers) await db.raw('drop trigger '.concat(name));
    await act();
    for (const { sql } of triggers) await db.raw(sql);
    return;
  }
  for (const table of tables) await db.raw('alter table ?? disable trigger all', [table]);
  await act();
  for (const table of tables) await db.raw('alter table ?? enable trigger all', [table]);
}

describe('the seals of the audit log', function () {
  this.timeout(60_000);
  let app: TestApp;
  let db: Db;
  beforeEach(async () => {
    app = await startApp();
    ({ db } = app.database);
  });
  afterEach(() => app.stop());

  const write = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1)
      await db.transaction((trx) =>
        app.services.audit(trx, { ...EVENT, details: { count: left } }),
      );
  };
  const seals = (): Promise<{ from_position: unknown; to_position: unknown; events: number }[]> =>
    db('audit_seals').orderBy('number');
  const sealsThatFail = async (): Promise<string> =>
    (await proofOf(app)).failing.find((line) => line.includes('sellos')) ?? '';

  it('put every event under one of them, in batches that follow each other, once', async () => {
    await write(3);
    const first = await app.services.sealLog();
    expect(first).to.deep.include({ number: 1, from: 1, to: 3, events: 3, previousDigest: '' });
    expect(await app.services.sealLog(), 'nothing new').to.equal(null);
    await write(1100);
    const last = await app.services.sealLog();
    expect(last).to.deep.include({ number: 4, to: 1103 });
    expect((await seals()).map(({ events }) => events)).to.deep.equal([3, 500, 500, 100]);
    await expectSound(app);
  });

  it('find an event that was changed, and one whose digest was made to fit', async () => {
    await write(5);
    await app.services.sealLog();
    await without(db, () => db('audit_events').where('position', 3).update({ action: 'nothing' }));
    expect(await sealsThatFail()).to.include('1');
    // Whoever writes the whole chain anew from there has the log's own rule on her side, and the seal against her.
    await without(db, () => rechain(db));
    const { failing } = await proofOf(app);
    expect(failing.filter((line) => line.includes('cadena'))).to.deep.equal([]);
    expect(await sealsThatFail()).to.include('1');
  });

  it('find events that were taken away at the end, where nothing follows them', async () => {
    await write(5);
    await app.services.sealLog();
    await without(db, () => db('audit_events').where('position', '>', 3).delete());
    const { failing } = await proofOf(app);
    expect(
      failing.filter((line) => line.includes('cadena')),
      'the chain alone does not',
    ).to.deep.equal([]);
    expect(await sealsThatFail()).to.include('1');
  });

  it('find an event that was put in, and a seal that was taken away', async () => {
    await write(4);
    await app.services.sealLog();
    await write(2);
    await app.services.sealLog();
    const [event] = (await db('audit_events').where('position', 2)) as Record<string, unknown>[];
    await without(db, async () => {
      await db('audit_events').where('position', '>', 4).delete();
      await db('audit_events').insert({ ...event, position: 5, hash: 'put in' });
      await db('audit_events').insert({ ...event, position: 6, hash: 'put in too' });
    });
    expect(await sealsThatFail()).to.include('2');
    await without(db, () => db('audit_seals').where('number', 1).delete());
    expect(await sealsThatFail()).to.include('2');
  });

  it('refuse to be changed or erased', async () => {
    await write(1);
    await app.services.sealLog();
    for (const act of [
      () => db('audit_seals').update({ digest: 'x' }),
      () => db('audit_seals').delete(),
    ]) {
      const failure: unknown = await act().catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
    }
  });

  it('stand while many write and several seal at the same moment', async () => {
    const writers = Array.from({ length: 8 }, () => write(15));
    const sealers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 5; turn += 1) await app.services.sealLog();
    });
    await Promise.all([...writers, ...sealers]);
    await app.services.sealLog();
    const all = await seals();
    expect(all.reduce((sum, { events }) => sum + events, 0)).to.equal(120);
    await expectSound(app);
  });

  it('outlive the account of whoever is in the log', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.get('/cuenta');
    await app.services.sealLog();
    await rosa.post('/cuenta/cerrar', { entiendo: '1', password_actual: 'Paz-1325-demo' });
    await app.services.sealLog();
    await expectSound(app);
  });

  it('show the newest digest to those who may read the log', async () => {
    await write(2);
    await app.services.sealLog();
    const ada = await app.signedIn('ada');
    const page = await ada.get('/administrar/bitacora');
    expect(page.text).to.include((await lastSeal(db))?.digest ?? 'none');
  });
});

/** What is digested of an event. */
const Bare = EventRow.omit({ previous_hash: true, hash: true });

/** Writes the chain anew, so that each event fits the one before it again. */
async function rechain(db: Db): Promise<void> {
  const rows = (await db('audit_events').orderBy('position')) as Record<string, unknown>[];
  let before = '';
  for (const row of rows) {
    const event = Bare.parse(row);
    const hash = chainHash(before, event);
    await db('audit_events')
      .where('position', row['position'] as number)
      .update({ previous_hash: before, hash });
    before = hash;
  }
}

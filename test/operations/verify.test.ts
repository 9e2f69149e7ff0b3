import { readdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Db } from '../../src/db/connection.ts';
import { DAY } from '../../src/lib/clock.ts';
import { verify } from '../../src/verify.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { engine } from '../support/database.ts';
import { liveIn } from '../support/world.ts';
import { proofOf, type Proof } from '../support/proof.ts';

/** What was done to the data, the rule that must notice, and how it is undone. */
interface Tampering {
  what: string;
  rule: string;
  /** Ids that the line must name, when they are known before. */
  names?: RegExp;
  act: (db: Db) => Promise<unknown>;
  undo: (db: Db) => Promise<unknown>;
}

describe('aula verify', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await liveIn(app);
  });
  after(() => app.stop());

  const said = (): Promise<Proof> => proofOf(app);

  it('finds nothing wrong with what people did through pages', async () => {
    const answer = await said();
    expect(answer.failing).to.deep.equal([]);
    expect(answer.holds).to.equal(true);
    expect(answer.lines.at(-1)).to.equal('Todo está bien.');
    for (const rule of ['I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'])
      expect(answer.lines.join('\n'), rule).to.include(`bien   ${rule} `);
  });

  const rosas = (db: Db) => db('enrolments').where('person_id', 'rosa');
  const swap =
    (table: string, where: Record<string, unknown>, change: Record<string, unknown>) =>
    async (db: Db) => {
      const done = await db(table).where(where).update(change);
      expect(done).to.be.greaterThan(0);
    };

  /** Rows as they were before somebody laid hands on them. */
  let kept: object[] = [];
  const TAMPERINGS: Tampering[] = [
    {
      what: 'a second current certificate',
      rule: 'I2 Una constancia vigente',
      act: (db) => certificateTwice(db),
      undo: (db) => db('certificates').where('id', 'twin').delete(),
    },
    {
      what: 'an answer kept twice',
      rule: 'I2 Una respuesta por intento',
      act: (db) => answerTwice(db),
      undo: (db) => backToOne(db),
    },
    {
      what: 'a better score',
      rule: 'I3 La calificación',
      act: async (db) => {
        kept = (await db('attempts').where({ person_id: 'rosa', number: 1 })) as object[];
        await db('attempts').where({ person_id: 'rosa', number: 1 }).update({ score: 9999 });
      },
      undo: (db) =>
        db('attempts')
          .where({ person_id: 'rosa', number: 1 })
          .update(kept[0] ?? {}),
    },
    {
      what: 'somebody counted who is not there',
      rule: 'I9 Lo que se lleva contado',
      act: (db) => countTwice(db),
      undo: (db) => db('enrolment_counts').where('month', '2019-01').delete(),
    },
    {
      what: 'somebody counted in an age group who is not there',
      rule: 'I9 Lo que se lleva contado',
      act: (db) => countInBand(db),
      undo: (db) => db('enrolment_band_counts').where('month', '2019-01').delete(),
    },
    {
      what: 'somebody half-way who is not there',
      rule: 'I9 Lo que se lleva contado',
      act: (db) =>
        db('learning_counts').insert({
          ...{ course_id: 'c', what: 'step half', side: 'police', state_code: '' },
          ...{ month: '2019-01', at: '2019-01', people: 1, asked: 0, correct: 0 },
        }),
      undo: (db) => db('learning_counts').where('month', '2019-01').delete(),
    },
    {
      what: 'an enrolment that does not say what came before it',
      rule: 'I9 Lo que se lleva contado',
      act: (db) => rosas(db).update({ again: '2019-01' }),
      undo: (db) => rosas(db).update({ again: null }),
    },
    {
      what: 'an answer that went away afterwards',
      rule: 'I3 La calificación',
      act: async (db) => {
        const { id } = await db('attempts').where('person_id', 'tomas').first<Id>('id');
        kept = (await db('attempt_answers').where('attempt_id', id)) as object[];
        await db('attempt_answers').where('attempt_id', id).delete();
      },
      undo: (db) => db('attempt_answers').insert(kept),
    },
    {
      what: 'a completed enrolment without its day',
      rule: 'I3 El estado de cada inscripción',
      act: (db) => rosas(db).update({ completed_on: null }),
      undo: (db) => rosas(db).update({ completed_on: '2026-11-23' }),
    },
    {
      what: 'a lesson finished before it was opened',
      rule: 'I3 Las lecciones terminadas',
      act: swap(
        'lesson_progress',
        { lesson_id: 'la-plaza' },
        { done_at: '2020-01-01T00:00:00.000Z' },
      ),
      undo: swap(
        'lesson_progress',
        { lesson_id: 'la-plaza' },
        { done_at: '2026-11-23T16:00:00.000Z' },
      ),
    },
    {
      what: 'an attempt given to somebody else',
      rule: 'I3 Cada intento',
      act: swap('attempts', { person_id: 'elena' }, { person_id: 'bruno' }),
      undo: swap('attempts', { person_id: 'bruno' }, { person_id: 'elena' }),
    },
    {
      what: 'a certificate whose lessons were not read',
      rule: 'I4 Hay constancia vigente',
      act: async (db) => {
        const { id } = await rosas(db).first<Id>('id');
        await db('lesson_progress')
          .where({ enrolment_id: id, lesson_id: 'la-plaza' })
          .update({ done_at: null });
      },
      undo: async (db) => {
        await db('lesson_progress')
          .whereNull('done_at')
          .update({ done_at: '2026-11-23T16:00:00.000Z' });
      },
    },
    {
      what: 'a course completed by hand, without its certificate',
      rule: 'I4 Hay constancia vigente',
      act: swap(
        'enrolments',
        { person_id: 'elena' },
        {
          status: 'completed',
          completed_at: '2026-11-23T16:00:00.000Z',
          completed_on: '2026-11-23',
        },
      ),
      undo: swap(
        'enrolments',
        { person_id: 'elena' },
        { status: 'active', completed_at: null, completed_on: null },
      ),
    },
    {
      what: 'a revoked certificate that counts as current',
      rule: 'I4 El estado de cada constancia',
      act: swap('certificates', { person_id: 'tomas' }, { current: 1 }),
      undo: swap('certificates', { person_id: 'tomas' }, { current: null }),
    },
    {
      what: 'a certificate revoked without a word',
      rule: 'I4 Cada constancia dice',
      act: swap(
        'certificates',
        { person_id: 'rosa', status: 'current' },
        { status: 'revoked', current: null },
      ),
      undo: swap(
        'certificates',
        { person_id: 'rosa', status: 'revoked' },
        { status: 'current', current: 1 },
      ),
    },
    {
      what: 'a certificate moved to another person',
      rule: 'I4 Cada constancia es',
      act: swap('certificates', { person_id: 'tomas' }, { person_id: 'bruno' }),
      undo: swap('certificates', { person_id: 'bruno' }, { person_id: 'tomas' }),
    },
    {
      what: 'an attempt beyond the limit',
      rule: 'I5 Los intentos',
      act: swap('attempts', { person_id: 'elena' }, { number: 4 }),
      undo: swap('attempts', { person_id: 'elena' }, { number: 1 }),
    },
    {
      what: 'a media file on record that nobody has',
      rule: 'I6 Cada archivo registrado',
      names: /0{64}/,
      act: (db) =>
        db('media_files').insert({ sha256: '0'.repeat(64), type: 'image/png', bytes: 1 }),
      undo: (db) => db('media_files').where('sha256', '0'.repeat(64)).delete(),
    },
    {
      what: 'a file that nobody put on record, older than a day',
      rule: 'I6 Cada archivo de la carpeta',
      names: /stray\.png/,
      act: async () => {
        const stray = join(app.dataDir, 'media', 'stray.png');
        writeFileSync(stray, 'x');
        const old = new Date(app.clock().getTime() - 2 * DAY);
        utimesSync(stray, old, old);
        return Promise.resolve();
      },
      undo: async () => {
        rmSync(join(app.dataDir, 'media', 'stray.png'));
        return Promise.resolve();
      },
    },
    {
      what: 'a migration that nobody here knows',
      rule: 'I7 El esquema',
      names: /30000101000000_dream/,
      act: (db) => db('knex_migrations').insert({ name: '30000101000000_dream', batch: 9 }),
      undo: (db) => db('knex_migrations').where('name', '30000101000000_dream').delete(),
    },
    {
      what: 'an enrolment of nobody',
      rule: 'I7 La base de datos',
      act: (db) =>
        withoutKeys(db, swap('enrolments', { person_id: 'bruno' }, { cohort_id: 'nowhere' })),
      undo: swap('enrolments', { person_id: 'bruno' }, { cohort_id: null }),
    },
    {
      what: 'a certificate that lasts longer in the figures',
      rule: 'I9 Cada inscripción lleva',
      act: async (db) => {
        kept = await rosas(db).select<object[]>('certified_until');
        await rosas(db).update({ certified_until: '2099-12-31' });
      },
      undo: (db) => rosas(db).update(kept[0] ?? {}),
    },
    {
      what: 'a municipality of another state',
      rule: 'I9 Las cifras',
      names: /15/,
      act: (db) => rosas(db).update({ state_code: '20' }),
      undo: (db) => rosas(db).update({ state_code: '15' }),
    },
  ];

  for (const { what, rule, names, act, undo } of TAMPERINGS) {
    it(`notices ${what}`, async () => {
      await act(app.database.db);
      const answer = await said();
      const line = answer.failing.find((one) => one.includes(rule));
      expect(line, answer.lines.join('\n')).to.match(names ?? /: [1-9]\d* \(\S/);
      expect(answer.holds).to.equal(false);
      expect(answer.lines.at(-1)).to.match(/^Reglas que fallan: [1-9]/);
      expect(answer.lines.join('\n')).not.to.match(/Rosa|Tomás|Hernández|Elena/);
      await undo(app.database.db);
      expect((await said()).failing, 'undone').to.deep.equal([]);
    });
  }

  it('notices a media file that lost its end', async () => {
    const folder = join(app.dataDir, 'media');
    const [name = ''] = readdirSync(folder);
    renameSync(join(folder, name), join(folder, '..', name));
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), 1);
    expect((await said()).failing.join()).to.include(name.slice(0, 64));
    renameSync(join(folder, '..', name), join(folder, name));
  });

  it('notices an event of the log that was rewritten or taken away', async () => {
    const { db } = app.database;
    await allowRewriting(db);
    const first = await db('audit_events')
      .where('position', 1)
      .first<{ details: string }>('details');
    await db('audit_events').where('position', 1).update({ details: '{"changed":true}' });
    expect((await said()).failing.join()).to.match(/I8 .*: 1 \(1\)/);
    await db('audit_events').where('position', 1).update(first);
    await db('audit_events').where('position', 2).delete();
    expect((await said()).failing.join()).to.match(/I8 .*: 1 \(3\)/);
  });

  if (engine === 'sqlite') {
    it('says where there is no database, and makes none', async () => {
      const { chooseDialect } = await import('../../src/db/dialect/choose.ts');
      const dataDir = join(app.dataDir, 'nowhere');
      const dialect = await chooseDialect({ databaseUrl: undefined, dataDir });
      const refused = await verify({
        dialect,
        dataDir,
        clock: app.clock,
        say: () => undefined,
      }).then(
        () => 'verified',
        (error: unknown) => String(error),
      );
      expect(refused).to.include('database.none');
    });
  }
});

interface Id {
  id: string;
}

async function certificateTwice(db: Db): Promise<void> {
  await db.schema.alterTable('certificates', (table) => {
    table.dropUnique(['person_id', 'course_id', 'cycle', 'current']);
  });
  const row = (await db('certificates')
    .where({ person_id: 'rosa', status: 'current' })
    .first()) as object;
  await db('certificates').insert({
    ...row,
    id: 'twin',
    code: 'twin',
    folio: 'twin',
    replaces_id: null,
  });
}

async function countTwice(db: Db): Promise<void> {
  const {
    id,
    age_group: age,
    rank_band: rank,
    ...count
  } = await db('enrolment_count_changes')
    .where('enrolled', '>', 0)
    .orderBy('id')
    .first<{ id: number; age_group: string; rank_band: string }>();
  expect(id + age.length + rank.length).to.be.greaterThan(0);
  await db('enrolment_counts').insert({ ...count, month: '2019-01' });
}

async function countInBand(db: Db): Promise<void> {
  const count = {
    ...{ day: '2026-01-01', course_id: 'c', side: 'police', sex: 'mujer', state_code: '' },
    ...{ institution_path: '', age_group: '18-24', rank_band: 'operativo', month: '2019-01' },
    ...{ enrolled: 1, started: 0, completed: 0, certified: 0 },
  };
  await db('enrolment_band_counts').insert(count);
}

async function answerTwice(db: Db): Promise<void> {
  await db.schema.renameTable('attempt_answers', 'answers_once');
  await db.raw('create table attempt_answers as select * from answers_once');
  await db.raw('insert into attempt_answers select * from answers_once limit 1');
}

async function backToOne(db: Db): Promise<void> {
  await db.schema.dropTable('attempt_answers');
  await db.schema.renameTable('answers_once', 'attempt_answers');
}

async function allowRewriting(db: Db): Promise<void> {
  if (engine === 'postgres') {
    await db.raw('alter table audit_events disable trigger all');
    return;
  }
  for (const verb of ['update', 'delete'])
    await db.raw('drop trigger '.concat(`audit_events_no_${verb}`));
}

/** Does something while the engine looks away, as a restore by other hands might. */
async function withoutKeys(db: Db, act: (db: Db) => Promise<unknown>): Promise<void> {
  if (engine === 'sqlite') {
    await db.raw('PRAGMA foreign_keys = OFF');
    await act(db);
    await db.raw('PRAGMA foreign_keys = ON');
    return;
  }
  await db.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = 'replica'");
    await act(trx);
  });
}

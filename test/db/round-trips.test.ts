import { expect } from 'chai';
import pg from 'pg';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { isUnavailable } from '../../src/db/dialect/failures.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { publishCourse } from '../support/course.ts';
import { castDatabase, engine } from '../support/database.ts';
import { begin, LESSONS } from '../support/world.ts';

const COURSE = '/cursos/curso-breve';
const [LESSON = ''] = LESSONS;
const QUIZ = `${COURSE}/evaluaciones/evaluacion-final`;

interface Sent {
  text: string;
  name?: string;
}

/** As many connections as a pool of ours opens. */
const POOL = 10;

/** What the driver sends to PostgreSQL while it is listened to: each is a way there and back. */
const sent: Sent[] = [];
type Query = (this: pg.Client, statement: string | Sent, ...rest: unknown[]) => unknown;
const driver = pg.Client.prototype as unknown as { query: Query };
const { query } = driver;

const listen = (): void => {
  driver.query = function (statement, ...rest) {
    sent.push(typeof statement === 'string' ? { text: statement } : statement);
    return query.call(this, statement, ...rest);
  };
};
const stopListening = (): void => {
  driver.query = query;
};

if (engine === 'postgres')
  describe('the way to PostgreSQL and back', () => {
    let app: TestApp;
    let rosa: Browser;
    before(async () => {
      app = await startApp({ before: (services) => publishCourse(services) });
      rosa = await app.signedIn('rosa');
      await rosa.post(`${COURSE}/inscripcion`);
      listen();
    });
    after(() => {
      stopListening();
      return app.stop();
    });

    /** Does something, and tells what was sent meanwhile. */
    const during = async (work: () => Promise<{ status: number }>): Promise<Sent[]> => {
      sent.length = 0;
      expect((await work()).status).to.be.oneOf([200, 303]);
      return [...sent];
    };

    it('is gone as few times as it takes, at each step from the sign-in to the certificate', async () => {
      const counts: Record<string, number> = {};
      const step = async (name: string, work: () => Promise<{ status: number }>): Promise<void> => {
        counts[name] = (await during(work)).length;
      };
      const form = { username: 'tomas', password: CAST_PASSWORD };
      await step('sign-in', () => app.browser().post('/entrar', form));
      await step('lesson', () => rosa.get(`${COURSE}/lecciones/${LESSON}`));
      for (const lesson of LESSONS)
        await step('finished', () => rosa.post(`${COURSE}/lecciones/${lesson}/terminada`));
      await step('rules', () => rosa.get(QUIZ));
      await step('start', () => rosa.post(`${QUIZ}/intentos`));
      const { path, right } = await begin(app, rosa);
      await step('attempt', () => rosa.get(path));
      const [first = ''] = Object.keys(right);
      const one = { clave: 'clave-1', [first]: right[first] ?? [] };
      await step('save', () => rosa.post(`${path}/respuestas`, one));
      await step('hand-in', () => rosa.post(`${path}/entrega`, { clave: 'clave-2', ...right }));
      await step('result', () => rosa.get(`${path}/resultado`));
      const held = await app.database.db('certificates').where('person_id', 'rosa');
      expect(held).to.have.length(1);
      expect(counts).to.deep.equal({
        'sign-in': 18,
        lesson: 2,
        finished: 10,
        rules: 2,
        start: 7,
        attempt: 2,
        save: 7,
        'hand-in': 23,
        result: 6,
      });
    });

    it('carries nothing that the server would have to plan each time', async () => {
      const steps = [
        ...(await during(() => rosa.get(`${COURSE}/lecciones/${LESSON}`))),
        ...(await during(() => rosa.post(`${COURSE}/lecciones/${LESSON}/terminada`))),
      ];
      const whole = steps.filter(({ name }) => name === undefined).map(({ text }) => text);
      expect(whole).to.deep.equal(['BEGIN;', 'COMMIT;']);
    });
  });

if (engine === 'postgres')
  describe('a plan that a migration spoils', () => {
    it('fails one transaction as one that may be tried again', async () => {
      const test = await castDatabase();
      const { database, dialect } = test;
      const ask = () => database.db.transaction((trx) => trx('settings').select());
      // A pool gives connections up and opens others, whose plans nothing has spoiled: all of them have one first.
      let told: unknown;
      for (let time = 1; !isUnavailable(told) && time <= 5; time += 1) {
        await Promise.all(Array.from({ length: POOL }, ask));
        const migrating = dialect.openForMigrations();
        await migrating.schema.alterTable('settings', (table) => {
          table.text(`added_${String(time)}`);
        });
        await migrating.destroy();
        const answers = await Promise.allSettled(Array.from({ length: POOL }, ask));
        told = answers
          .flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
          .find((reason) => isUnavailable(reason));
      }
      expect(isUnavailable(told)).to.equal(true);
      expect(await ask()).to.deep.equal([]);
      await test.drop();
    });
  });

if (engine === 'postgres')
  describe('many rows that point at a table that was small', () => {
    it('look for what they point at by its key', async () => {
      const test = await castDatabase();
      const { database, dialect } = test;
      const MANY = 500;
      /** How many rows of the small table a transaction reads for the others. */
      const read = (byKeys: boolean): Promise<number> =>
        database.db.transaction(async (trx) => {
          await trx.raw('create temporary table whole (id integer primary key) on commit drop');
          await trx.raw(
            'create temporary table part (whole_id integer references whole) on commit drop',
          );
          const add = (table: string, from: number, to: number) =>
            trx.raw(`insert into ?? select generate_series(?::integer, ?::integer)`, [
              table,
              from,
              to,
            ]);
          await add('whole', 1, 1);
          await trx.raw('analyze whole');
          for (let time = 0; time < 10; time += 1) await add('part', 1, 1);
          if (byKeys) await dialect.byKeys(trx);
          await add('whole', 2, MANY);
          await add('part', 1, MANY);
          const { rows } = await trx.raw<{ rows: { read: number }[] }>(
            `select seq_tup_read::integer as read from pg_stat_xact_user_tables where relname = 'whole'`,
          );
          return rows[0]?.read ?? NaN;
        });
      expect(await read(false), 'as it was planned').to.be.greaterThan(20 * MANY);
      expect(await read(true)).to.be.lessThan(20);
      await test.drop();
    });
  });

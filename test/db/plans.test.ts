import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Binding } from '../../src/db/dialect/dialect.ts';
import type { TestApp } from '../support/app.ts';
import { bankAuthor } from '../support/bank-author.ts';
import { engine } from '../support/database.ts';
import { ALL_RIGHT, SLUG } from '../features/assessment/quiz-course.ts';
import { classroom, take } from '../features/results/classroom.ts';

/** In the course and in no group of hers. */
const OTHERS = 50_000;
/** In the bank of somebody else. */
const QUESTIONS = 20_000;
const AT_ONCE = 2_000;
const LARGE = ['people', 'enrolments', 'attempts', 'attempt_answers', 'bank_items'];
const COURSE = `/ensenar/cursos/${SLUG}`;

/** So many rows more that are like one, under other keys; `~n` is added to texts, n to numbers. */
async function repeat(
  db: Knex,
  table: string,
  like: { id: string },
  keys: { texts: readonly string[]; numbers?: readonly string[] },
  count: number,
): Promise<void> {
  const columns = Object.keys(await db(table).columnInfo());
  const values = columns.map((column) => {
    if (keys.texts.includes(column)) return `"${column}" || '~' || n.i`;
    return keys.numbers?.includes(column) === true ? `"${column}" + n.i` : `"${column}"`;
  });
  // Names of the schema and of this file.
  const names = columns.map((column) => `"${column}"`).join(', ');
  // No statement may take longer than the server lets one take.
  for (let from = 0; from < count; from += AT_ONCE)
    await db.raw(
      // eslint-disable-next-line no-restricted-syntax
      `insert into ${table} (${names})
        with recursive n(i) as (select cast(? as integer) union all select i + 1 from n where i < ?)
        select ${values.join(', ')} from ${table} cross join n where id = ?`,
      [from + 1, Math.min(from + AT_ONCE, count), like.id],
    );
}

interface Asked {
  sql: string;
  bindings: Binding[];
}

/** What is asked of the database while something is done, over whichever way. */
async function askedDuring({ database }: TestApp, work: () => Promise<void>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const note = ({ sql, bindings }: Asked): void => {
    if (/^\s*(select|with)\b/i.test(sql)) asked.push({ sql, bindings });
  };
  const { reads, longReads, db } = database;
  const originals = [reads, longReads].map((way) => ({ way, all: way.all.bind(way) }));
  for (const { way, all } of originals)
    way.all = (sql, bindings) => {
      note({ sql, bindings: [...bindings] });
      return all(sql, bindings);
    };
  const parts = longReads.parts.bind(longReads);
  longReads.parts = (sql, bindings) => {
    note({ sql, bindings: [...bindings] });
    return parts(sql, bindings);
  };
  db.on('query', note);
  try {
    await work();
  } finally {
    db.removeListener('query', note);
    for (const { way, all } of originals) way.all = all;
    longReads.parts = parts;
  }
  return asked;
}

/** The large tables that a statement reads from one end to the other. */
async function scannedBy(db: Knex, { sql, bindings }: Asked): Promise<string[]> {
  const plain = sql.replace(/\$\d+/g, '?');
  const explain = engine === 'postgres' ? 'explain ' : 'explain query plan ';
  const told: unknown = await db.raw(explain.concat(plain), bindings);
  const lines = JSON.stringify(told);
  const names = new Map(LARGE.map((table) => [table, table]));
  for (const [, table = '', alias = ''] of sql.matchAll(/"?\b(\w+)"?\s+as\s+"?(\w+)"?/gi))
    if (LARGE.includes(table)) names.set(alias, table);
  for (const [, table = '', alias = ''] of sql.matchAll(/\b(?:from|join)\s+(\w+)\s+(\w)\b/gi))
    if (LARGE.includes(table)) names.set(alias, table);
  const scan = engine === 'postgres' ? /Seq Scan on (\w+)/g : /"SCAN (\w+)/g;
  return [...lines.matchAll(scan)].flatMap(([, name = '']) => names.get(name) ?? []);
}

describe('what instructors look at', function () {
  this.timeout(120_000);
  let app: TestApp;
  let mine: string;
  let bank: string;
  before(async () => {
    app = await classroom();
    const { db } = app.database;
    const answers = { ...ALL_RIGHT, r_uno: 'b' };
    ({ id: mine } = await take(await app.signedIn('rosa'), 'final', answers));
    const { id: other } = await take(await app.signedIn('tomas'), 'final', answers);
    const enrolment = await db('enrolments')
      .where('person_id', 'tomas')
      .first<{ id: string }>('id');
    await repeat(db, 'people', { id: 'tomas' }, { texts: ['id', 'username'] }, OTHERS);
    await repeat(db, 'enrolments', enrolment, { texts: ['id', 'person_id'] }, OTHERS);
    const keys = { texts: ['id', 'enrolment_id', 'person_id'] };
    await repeat(db, 'attempts', { id: other }, keys, OTHERS);
    await db.raw(
      `insert into attempt_answers (attempt_id, item_id, response, saved_at)
       select a.id, r.item_id, r.response, r.saved_at from attempts a join attempt_answers r on r.attempt_id = ?
        where a.id like ? and r.item_id = ?`,
      [other, `${other}~%`, 'uno'],
    );
    const author = await bankAuthor(app, 'De prueba');
    ({ bank } = author);
    const texto =
      '::Una:: ¿Qué es mediar? {=Acompañar ~Mandar}\n\n::Otra:: ¿Qué es un zanate? {=Un ave ~Un pez}';
    const { location } = await author.ximena.post(`${bank}/importar`, { texto });
    await author.ximena.post(location, {});
    const item = await db('bank_items').where('number', 1).first<{ id: string }>('id');
    // The second of them has its place already.
    await db('bank_items')
      .where('number', 2)
      .update({ number: 50_000, place: db.raw('place + 50000') });
    const numbers = ['number', 'place'];
    await repeat(db, 'bank_items', item, { texts: ['id', 'words'], numbers }, QUESTIONS);
    if (engine === 'postgres') for (const table of LARGE) await db.raw('analyze ??', [table]);
  });
  after(() => app.stop());

  const PAGES = (): [string, string][] => [
    ['the gradebook of a group', `${COURSE}/calificaciones?grupo=c-paz`],
    ['the gradebook by result', `${COURSE}/calificaciones?resultado=no-aprobo`],
    ['the gradebook by name', `${COURSE}/calificaciones?q=rosa`],
    ['the list of courses', '/ensenar/calificaciones'],
    ['what waits for a grade', '/ensenar/por-calificar'],
    ['what is to be decided', '/ensenar/por-revisar'],
    ['the analysis of a quiz', `${COURSE}/evaluaciones/final/analisis`],
    ['what a correction would change', `${COURSE}/reactivos/uno/correccion?que=key&correcta=b`],
    ['an attempt', `/ensenar/intentos/${mine}`],
    ['a search in a bank', `${bank}?q=zanate`],
    ['a search with a property', `${bank}?tipo=single&q=zanate`],
  ];

  it('is found over indexes, however many others there are', async () => {
    const ximena = await app.signedIn('ximena');
    const scans: string[] = [];
    for (const [what, path] of PAGES()) {
      const asked = await askedDuring(app, async () => {
        expect((await ximena.get(path)).status, what).to.equal(200);
      });
      expect(asked.length, what).to.be.greaterThan(0);
      for (const one of asked)
        for (const table of await scannedBy(app.database.db, one))
          scans.push(`${what}: ${table}: ${one.sql}`);
    }
    expect(scans).to.deep.equal([]);
  });

  it('asks for no attempt to list very many people by name', async () => {
    const lucia = await app.signedIn('lucia');
    const scans: string[] = [];
    for (const list of ['/administrar/avance/personas', '/administrar/avance/personas.csv']) {
      const asked = await askedDuring(app, async () => {
        expect((await lucia.get(list)).status).to.equal(200);
      });
      const listed = asked.filter(({ sql }) => sql.includes('has_begun'));
      expect(listed, list).to.have.length(1);
      for (const one of listed) scans.push(...(await scannedBy(app.database.db, one)));
    }
    expect(scans).not.to.include('attempts');
  });

  it('would be told where something is read from one end to the other', async () => {
    const sql = 'select count(*) as n from attempts as a where a.score = ?';
    expect(await scannedBy(app.database.db, { sql, bindings: [1] })).to.deep.equal(['attempts']);
  });
});

import { expect } from 'chai';
import { importAdding } from '../../../src/features/bank/import-adding.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';
import { dying } from '../../support/dying.ts';
import { lastEvents } from '../../support/people.ts';

const MANY = 320;
const gift = Array.from(
  { length: MANY },
  (_, at) =>
    `::P${String(at)}:: ¿Cuánto es ${String(at)} más uno? {=${String(at + 1)} ~${String(at)}}`,
).join('\n\n');

describe('an import whose process is killed while its questions come in', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;
  let path: string;
  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'De prueba'));
    ({ location: path } = await ximena.post(`${bank}/importar`, { texto: gift }));
  });
  after(() => app.stop());

  const numbers = (): Promise<number[]> =>
    app.database.db('bank_items').orderBy('number').pluck<number[]>('number');

  /** Brings the import to where its questions are settled and some are in. */
  const stop = async (): Promise<void> => {
    const { db } = app.database;
    const id = path.split('/').at(-1) ?? '';
    await ximena.post(path, {});
    const items = await db('bank_items')
      .join('bank_item_versions as v', 'v.item_id', 'bank_items.id')
      .orderBy('bank_items.number')
      .pluck<string[]>('v.document');
    const coming = {
      first: 1,
      items: items.map((one) => ({ item: JSON.parse(one) as unknown, category: [] })),
    };
    for (const table of ['bank_item_marks', 'bank_item_versions']) await db(table).delete();
    await db('bank_items').delete();
    await db('bank_imports')
      .where({ id })
      .update({ status: 'adding', staged: JSON.stringify(coming) });
    const { audit } = app.services;
    const killed = importAdding({
      db: dying(db, 2),
      dialect: app.database.dialect,
      clock: app.clock,
      audit,
    }).finish(id);
    expect(String(await killed.catch((error: unknown) => error))).to.include('killed');
  };

  it('has some of them, and its page says that the others follow', async () => {
    await stop();
    const there = await numbers();
    expect(there.length).to.be.greaterThan(0).and.lessThan(MANY);
    expect(there).to.deep.equal(there.map((_, at) => at + 1));
    const page = await ximena.get(path);
    expect(page.text).to.include(`Se están agregando ${String(MANY)} preguntas`);
    expect((await ximena.post(`${path}/deshacer`)).status).to.equal(409);
  });

  it('is finished by the next process, each question once', async () => {
    const { importAdding: adding } = app.services;
    await Promise.all([adding.finishAll(), adding.finishAll()]);
    expect(await numbers()).to.deep.equal(Array.from({ length: MANY }, (_, at) => at + 1));
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({
      action: 'banks.imported',
      actor_id: 'ximena',
      details: { rows: MANY, format: 'gift' },
    });
    expect((await ximena.get(path)).text).to.include(`Se agregaron ${String(MANY)} preguntas`);
    expect((await ximena.postAndFollow(path, {})).text).to.include('Se agregaron');
    expect((await numbers()).length).to.equal(MANY);
  });
});

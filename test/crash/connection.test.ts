import { expect } from 'chai';
import { chooseDialect } from '../../src/db/dialect/choose.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { castDatabase } from '../support/database.ts';
import { enrol } from '../support/enrol.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { proxyTo, type Proxy } from './proxy.ts';

const JSON_PLEASE = { accept: 'application/json' };
/** As many connections as the pool holds. */
const POOL = 10;
/** Nobody waits longer for an answer, though a request may try two connections. */
const BOUND = 12_000;

describe('a database at the other end of a line', function () {
  this.timeout(60_000);
  let proxy: Proxy | undefined;
  let app: TestApp | undefined;
  let rosa: Browser;
  let path: string;
  before(async function () {
    const cast = await castDatabase();
    await cast.database.close();
    const { databaseUrl, dataDir } = cast;
    if (databaseUrl === undefined) {
      await cast.drop();
      return this.skip();
    }
    proxy = await proxyTo(databaseUrl);
    const dialect = await chooseDialect({ databaseUrl: proxy.url, dataDir });
    const over = { dataDir, databaseUrl: proxy.url, dialect, drop: () => cast.drop() };
    app = await startApp({ over, before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`)).location;
  });
  after(async () => {
    await app?.stop();
    await proxy?.close();
  });

  let keys = 0;
  const save = (): Promise<Page> => {
    keys += 1;
    const fields = { clave: `k${String(keys)}`, r_uno: 'a' };
    return rosa.post(`${path}/respuestas`, fields, JSON_PLEASE);
  };
  const toldToWait = (page: Page): void => {
    expect(page.status, page.text).to.equal(503);
    expect(Number(page.headers.get('retry-after'))).to.be.greaterThan(0);
  };
  const crowd = (): Promise<Page[]> => Promise.all(Array.from({ length: 2 * POOL }, save));
  const allWell = async (): Promise<void> => {
    for (const page of await crowd()) expect(page.status, page.text).to.equal(200);
    expect((await rosa.get(path)).status).to.equal(200);
    expect((await rosa.get('/salud')).status).to.equal(200);
  };

  it('that is cut tells everybody to wait, and heals without a restart', async () => {
    const underWay = crowd();
    proxy!.cut();
    for (const page of await underWay) {
      if (page.status !== 200) toldToWait(page);
    }
    const begun = performance.now();
    for (const page of [await save(), await rosa.get(path), await rosa.get('/mi-aprendizaje')])
      toldToWait(page);
    expect(performance.now() - begun).to.be.lessThan(5000);
    expect((await rosa.get('/salud')).status).to.equal(503);
    proxy!.mend();
    await allWell();
  });

  it('that falls silent keeps nobody waiting, gives back what was typed, and heals without a restart', async () => {
    const begun = performance.now();
    const underWay = crowd();
    proxy!.silence();
    const health = await rosa.get('/salud');
    expect(health.status).to.equal(503);
    const typed = rosa.post('/cuenta/nombre', { nombre: 'Rosa de Texcoco' });
    const [name, ...others] = await Promise.all([typed, rosa.get(path), save()]);
    for (const page of [name, ...others]) toldToWait(page);
    expect(name.text).to.include('Rosa de Texcoco');
    const receipts: string[] = [];
    for (const page of await underWay) {
      if (page.status === 200) receipts.push((page.json() as { recibo: string }).recibo);
      else toldToWait(page);
    }
    expect(performance.now() - begun).to.be.lessThan(BOUND);
    proxy!.mend();
    await allWell();
    const kept = await app!.database.db('save_receipts').pluck<string[]>('receipt');
    expect(kept).to.include.members(receipts);
  });

  it('whose connections a firewall has forgotten is found out by one page and one save', async () => {
    await allWell();
    proxy!.silence();
    proxy!.mend({ forgotten: true });
    toldToWait(await rosa.get(path));
    expect((await rosa.get(path)).status).to.equal(200);
    toldToWait(await save());
    await allWell();
  });

  it('whose every connection for writing is taken tells who writes to wait, and shows pages', async () => {
    const { db } = app!.database;
    let letGo = (): void => undefined;
    const free = new Promise<void>((done) => (letGo = done));
    let taken = 0;
    const takers = Array.from({ length: POOL }, () =>
      db.transaction(async (trx) => {
        await trx.raw('select 1');
        taken += 1;
        if (taken === POOL) everybody();
        await free;
      }),
    );
    let everybody = (): void => undefined;
    await new Promise<void>((done) => {
      everybody = done;
      if (taken === POOL) done();
    });
    const [saved, shown] = await Promise.all([save(), rosa.get(path)]);
    letGo();
    // The server may have ended those that did nothing for so long.
    await Promise.allSettled(takers);
    toldToWait(saved);
    expect(shown.status, shown.text).to.equal(200);
    expect((await save()).status).to.equal(200);
  });
});

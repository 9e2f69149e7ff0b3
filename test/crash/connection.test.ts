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
    const dialect = chooseDialect({ databaseUrl: proxy.url, dataDir });
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

  it('that is cut tells everybody to wait, and heals without a restart', async () => {
    const underWay = Array.from({ length: 20 }, save);
    proxy!.cut();
    for (const page of await Promise.all(underWay)) {
      if (page.status !== 200) toldToWait(page);
    }
    const begun = performance.now();
    for (const page of [await save(), await rosa.get(path), await rosa.get('/mi-aprendizaje')])
      toldToWait(page);
    expect(performance.now() - begun).to.be.lessThan(5000);
    expect((await rosa.get('/salud')).status).to.equal(503);
    proxy!.mend();
    expect((await save()).status).to.equal(200);
    expect((await rosa.get(path)).status).to.equal(200);
    expect((await rosa.get('/salud')).status).to.equal(200);
  });

  it('whose every connection is taken tells people to wait', async () => {
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
    for (const page of await Promise.all([save(), rosa.get(path)])) toldToWait(page);
    letGo();
    await Promise.all(takers);
    expect((await save()).status).to.equal(200);
  });
});

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { sqliteDialect } from '../../src/db/dialect/sqlite.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { castDatabase } from '../support/database.ts';
import { enrol } from '../support/enrol.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { smallDisk, whyNoDisk, type SmallDisk } from './small-disk.ts';

const JSON_PLEASE = { accept: 'application/json' };

describe('a full disk', function () {
  this.timeout(60_000);
  let disk: SmallDisk | null;
  let app: TestApp | undefined;
  let rosa: Browser;
  let path: string;
  before(async function () {
    const cast = await castDatabase();
    const isFile = cast.database.dialect.oneWriter;
    await cast.database.close();
    disk = isFile ? smallDisk({ megabytes: 24 }) : null;
    if (disk === null) {
      await cast.drop();
      this.test!.parent!.title += isFile ? whyNoDisk : ' (skipped: this engine has its own disk)';
      return this.skip();
    }
    const mounted = disk;
    const { folder } = mounted;
    cpSync(cast.dataDir, folder, { recursive: true });
    await cast.drop();
    app = await startApp({
      over: {
        dataDir: folder,
        databaseUrl: undefined,
        dialect: sqliteDialect(join(folder, 'aula.sqlite')),
        drop: () => {
          mounted.remove();
          return Promise.resolve();
        },
      },
      before: publishQuizCourse,
    });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`)).location;
  });
  after(() => app?.stop());

  let keys = 0;
  const save = (value: string, headers = {}): Promise<Page> => {
    keys += 1;
    return rosa.post(`${path}/respuestas`, { clave: `k${String(keys)}`, r_uno: value }, headers);
  };

  it('makes saves wait and loses nothing: pages go on, and work resumes by itself', async () => {
    const served = app!;
    const stored = async (): Promise<unknown> =>
      (await served.database.db('attempt_answers').first<{ response: string }>('response'))
        .response;
    let last = 'a';
    expect((await save(last)).status).to.equal(303);
    disk!.fill();
    let refused: Page | undefined;
    // The log may have some room of its own left over from before.
    while (refused === undefined) {
      const value = last === 'a' ? 'b' : 'a';
      const page = await save(value);
      if (page.status === 303) last = value;
      else refused = page;
    }
    expect(refused.status, refused.text).to.equal(503);
    expect(Number(refused.headers.get('retry-after'))).to.be.greaterThan(0);
    expect(await stored()).to.equal(`["${last}"]`);

    for (const value of ['c', 'd']) {
      const page = await save(value);
      expect(page.status).to.equal(503);
      const chosen = page.document.querySelector(`#r_uno input[value=${value}]`);
      expect(chosen?.hasAttribute('checked'), 'what was chosen stays on the page').to.equal(true);
      const json = await save(value, JSON_PLEASE);
      expect(json.status).to.equal(503);
      expect(json.json()).to.include({ motivo: 'pausa' });
    }
    // Sessions would be touched now, which is a write.
    served.clock.advance(2 * MINUTE);
    for (const address of ['/mi-aprendizaje', path, '/cursos', '/salud']) {
      const page = await rosa.get(address);
      expect(page.status, address).to.equal(200);
    }
    expect((await rosa.get(path)).body, 'whole').to.include('</html>');
    const signIn = await served
      .browser()
      .post('/entrar', { username: 'elena', password: 'no es esta' });
    expect(signIn.status).to.equal(503);
    expect(signIn.headers.has('retry-after')).to.equal(true);

    disk!.free();
    const again = await save('d', JSON_PLEASE);
    expect(again.status).to.equal(200);
    const { db, dialect } = served.database;
    expect(await stored()).to.equal('["d"]');
    for await (const fault of dialect.faults(db)) expect.fail(fault);
  });
});

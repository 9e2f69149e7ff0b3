import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { enrol } from '../support/enrol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { ALL_RIGHT, publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';

const JSON_PLEASE = { accept: 'application/json' };
const HOLDER = `
  import Database from 'better-sqlite3';
  const held = new Database(process.argv[1]);
  held.exec('BEGIN IMMEDIATE');
  process.stdout.write('held');
  setInterval(() => {}, 1000);`;

describe('a database that another process has locked', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  let holder: ChildProcess | undefined;
  before(async function () {
    app = await startApp({ before: publishQuizCourse });
    if (!app.database.dialect.oneWriter) this.skip();
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`)).location;
  });
  after(() => app.stop());
  afterEach(() => letGo());

  const lock = async (): Promise<void> => {
    const file = join(app.dataDir, 'aula.sqlite');
    holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout!, 'data');
  };
  const letGo = async (): Promise<void> => {
    if (holder === undefined) return;
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    holder = undefined;
  };
  /** Asks for pages until something has happened; answers how many came, and how long the slowest took. */
  const meanwhile = async (done: () => boolean) => {
    let pages = 0;
    let slowest = 0;
    while (!done()) {
      const begun = performance.now();
      expect((await rosa.get('/salud')).status).to.equal(200);
      expect((await rosa.get(path)).status).to.equal(200);
      slowest = Math.max(slowest, performance.now() - begun);
      pages += 1;
    }
    return { pages, slowest };
  };

  it('is waited for, while health and pages are answered', async () => {
    await lock();
    let answered = false;
    const saved = rosa.post(`${path}/respuestas`, { clave: 'k1', r_uno: 'a' }, JSON_PLEASE);
    void saved.then(() => (answered = true));
    const until = performance.now() + 1000;
    const { pages } = await meanwhile(() => answered || performance.now() > until);
    expect(answered, 'answered before the lock was free').to.equal(false);
    expect(pages).to.be.greaterThan(5);
    await letGo();
    expect((await saved).status).to.equal(200);
  });

  it('is waited for some seconds only; then 503, and nothing that was chosen is gone', async () => {
    await lock();
    let answers = 0;
    const begun = performance.now();
    const count = <T>(page: T): T => {
      answers += 1;
      return page;
    };
    const sent = [
      rosa.post(`${path}/respuestas`, { clave: 'k2', r_dos: 'b' }).then(count),
      rosa.post(`${path}/entrega`, { clave: 'k3', ...ALL_RIGHT }, JSON_PLEASE).then(count),
      app.browser().post('/entrar', { username: 'elena', password: 'x' }).then(count),
    ];
    const { slowest } = await meanwhile(() => answers === sent.length);
    const [page, json, signIn] = await Promise.all(sent);
    expect(performance.now() - begun).to.be.lessThan(15_000);
    expect(slowest, 'the event loop stood still').to.be.lessThan(1000);
    for (const one of [page, json, signIn]) {
      expect(one?.status).to.equal(503);
      expect(Number(one?.headers.get('retry-after'))).to.be.greaterThan(0);
    }
    expect(page?.document.querySelector('#r_dos input[value=b]')?.hasAttribute('checked')).to.equal(
      true,
    );
    expect(json?.json()).to.include({ motivo: 'pausa' });

    await letGo();
    const again = await rosa.post(`${path}/respuestas`, { clave: 'k2', r_dos: 'b' }, JSON_PLEASE);
    expect(again.status).to.equal(200);
  });
});

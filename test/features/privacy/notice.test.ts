import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { noticeService } from '../../../src/features/accounts/notice-service.ts';
import { newestOf, readNotices } from '../../../src/features/accounts/notices.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../../support/app.ts';

describe('the privacy notice', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('is public, numbered and dated, in both languages', async () => {
    const es = await app.browser().get('/privacidad');
    expect(es.status).to.equal(200);
    expect(es.document.querySelector('h1')?.textContent).to.equal('Aviso de privacidad');
    expect(es.text).to.contain('Versión 2, rige desde el 26 de noviembre de 2026');
    const en = await app.browser().get('/privacidad?lang=en');
    expect(en.document.querySelector('h1')?.textContent).to.equal('Privacy notice');
  });

  it('says that nobody answers for the data yet, and warns who can name somebody', async () => {
    const page = await app.browser().get('/privacidad');
    expect(page.text).to.contain('[responsable por configurar]');
    expect(page.body).to.not.contain('{{');
    const ada = await app.signedIn('ada');
    expect((await ada.get('/administrar/ajustes')).text).to.contain('está incompleto');
  });

  it('names the controller once it is set, as text and never as markup', async () => {
    const ada = await app.signedIn('ada');
    const saved = await ada.postAndFollow('/administrar/ajustes', {
      responsable: 'Secretaría <script>alert(1)</script> de $& **Prueba**',
      domicilio: 'Calle 1',
      contacto: 'privacidad@ejemplo.mx',
    });
    expect(saved.text).to.contain('Guardado').and.not.contain('está incompleto');
    const page = await app.browser().get('/privacidad');
    expect(page.text).to.contain('Secretaría <script>alert(1)</script> de $& **Prueba**');
    expect(page.body).to.not.contain('<script>alert');
    expect(page.text).to.not.contain('por configurar');
    const event: unknown = await app.database
      .db('audit_events')
      .where('action', 'settings.changed')
      .first();
    expect(event).to.deep.include({ actor_id: 'ada' });
    expect(JSON.stringify(event)).to.not.contain('ejemplo.mx');
  });

  it('keeps the settings from everybody else', async () => {
    for (const name of ['rosa', 'tomas', 'lucia', 'irene'] as const) {
      const browser = await app.signedIn(name);
      expect((await browser.get('/administrar/ajustes')).status, name).to.equal(404);
      expect(
        (await browser.post('/administrar/ajustes', { responsable: 'x' })).status,
        name,
      ).to.equal(404);
    }
    const ada = await app.signedIn('ada');
    for (const responsable of ['a\u0000b', 'a'.repeat(2000)]) {
      expect((await ada.post('/administrar/ajustes', { responsable })).status).to.equal(422);
    }
  });

  it('is asked for at sign-in when a person has not accepted the newest version, once', async () => {
    await app.database.db('privacy_acceptances').where('person_id', 'tomas').delete();
    const tomas = app.browser();
    const entered = await tomas.post('/entrar', {
      username: 'tomas',
      password: CAST_PASSWORD,
      sigue: '/cuenta',
    });
    expect(entered.location).to.equal('/privacidad/aceptar?sigue=%2Fcuenta');
    const asked = await tomas.get(entered.location);
    expect(asked.text).to.contain('El aviso de privacidad cambió');
    expect((await tomas.post('/privacidad/aceptar', { version: '99' })).location).to.equal(
      '/privacidad/aceptar',
    );
    const newest = newestOf(readNotices()).version;
    const done = await tomas.post('/privacidad/aceptar', {
      version: String(newest),
      sigue: '//evil.example',
    });
    expect(done.location).to.equal('/mi-aprendizaje');
    expect((await tomas.get('/privacidad/aceptar?sigue=/cuenta')).location).to.equal('/cuenta');
    const row = z
      .object({ version: z.number() })
      .parse(await app.database.db('privacy_acceptances').where('person_id', 'tomas').first());
    expect(row.version).to.equal(newest);
    const again = await app
      .browser()
      .post('/entrar', { username: 'tomas', password: CAST_PASSWORD });
    expect(again.location).to.equal('/mi-aprendizaje');
  });

  it('may be left for another day', async () => {
    await app.database.db('privacy_acceptances').where('person_id', 'elena').delete();
    const elena = await app.signedIn('elena');
    const asked = await elena.get('/privacidad/aceptar?sigue=/cuenta');
    expect(asked.document.querySelector('a.button[href="/cuenta"]')).to.not.equal(null);
    expect((await elena.get('/cuenta')).status).to.equal(200);
  });

  it('reads its files strictly', () => {
    const notices = readNotices();
    expect(newestOf(notices).version).to.equal(notices.length);
    for (const { text } of notices) {
      for (const name of ['controller', 'controllerAddress', 'controllerContact']) {
        expect(text.es).to.contain(`{{${name}}}`);
        expect(text.en).to.contain(`{{${name}}}`);
      }
    }
  });
});

/** A folder of notices with one more than the product has. */
function withOneMore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  cpSync(join(projectRoot, 'content', 'notices'), folder, { recursive: true });
  const newest = readNotices(folder).length;
  for (const language of ['', '.en']) {
    const file = (version: number): string =>
      join(folder, `privacy-${String(version)}${language}.md`);
    const [, text = ''] =
      /^---\n[\s\S]*?\n---\n([\s\S]*)$/.exec(readFileSync(file(newest), 'utf8')) ?? [];
    const head = [
      `version: ${String(newest + 1)}`,
      'effectiveOn: "2026-12-01"',
      `title: ${language === '' ? 'Aviso de privacidad' : 'Privacy notice'}`,
      'changes:',
      `  - ${language === '' ? 'Dice cuánto se guardan los informes.' : 'It says how long reports are kept.'}`,
    ];
    writeFileSync(file(newest + 1), ['---', ...head, '---', text].join('\n'));
  }
  return folder;
}

describe('a second version of the privacy notice', () => {
  let app: TestApp;
  let folder: string;
  let newest: number;
  before(async () => {
    folder = withOneMore();
    const notices = readNotices(folder);
    newest = newestOf(notices).version;
    app = await startApp({
      before: (services) => {
        const { database, clock } = services;
        const { db, reads } = database;
        Object.assign(services, { notices: noticeService({ db, reads, clock, notices }) });
        return Promise.resolve();
      },
    });
  });
  after(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  const acceptedBy = (personId: string): Promise<number[]> =>
    app.database
      .db('privacy_acceptances')
      .where('person_id', personId)
      .orderBy('version')
      .pluck<number[]>('version');

  it('is the one that is shown, with what is new in it', async () => {
    const page = await app.browser().get('/privacidad');
    expect(page.text)
      .to.include(`Versión ${String(newest)}, rige desde el 1 de diciembre de 2026`)
      .and.to.include('Dice cuánto se guardan los informes.');
    expect((await app.browser().get('/privacidad?lang=en')).text).to.include(
      'It says how long reports are kept.',
    );
  });

  it('is asked of whoever accepted the one before, and both acceptances are kept with their dates', async () => {
    expect(await acceptedBy('rosa')).to.deep.equal([newest - 1]);
    const rosa = app.browser();
    const entered = await rosa.post('/entrar', { username: 'rosa', password: CAST_PASSWORD });
    expect(entered.location).to.match(/^\/privacidad\/aceptar/);
    const old = await rosa.post('/privacidad/aceptar', { version: String(newest - 1) });
    expect(old.location, 'the one before is not accepted again').to.equal('/privacidad/aceptar');
    await rosa.post('/privacidad/aceptar', { version: String(newest) });
    expect(await acceptedBy('rosa')).to.deep.equal([newest - 1, newest]);
    const again = await app
      .browser()
      .post('/entrar', { username: 'rosa', password: CAST_PASSWORD });
    expect(again.location).to.equal('/mi-aprendizaje');
  });

  it('does not start without saying what is new', () => {
    const file = join(folder, `privacy-${String(newest)}.md`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/changes:\n .*\n/, ''));
    expect(() => readNotices(folder)).to.throw('what is new');
    writeFileSync(file, text);
  });
});

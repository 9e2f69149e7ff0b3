import { readdirSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Reads } from '../../../src/db/dialect/dialect.ts';
import { assetsFolder } from '../../../src/http/assets.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { passQuiz, publishLike } from '../../support/learning.ts';
import { optionsOf } from '../../../src/features/courses/item-document.ts';

const BREVE = '/cursos/curso-breve/lecciones';

describe('lessons', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        await services.content.sync(join(projectRoot, 'content'));
        await publishCourse(services);
      },
    });
    rosa = await app.signedIn('rosa');
    await rosa.post('/cursos/curso-breve/inscripcion');
    await enrol('rosa', 'res-con');
  });
  after(() => app.stop());

  /** As a cohort does it: a path asks for another course first of whoever comes by herself. */
  const enrol = async (personId: string, slug: string): Promise<void> => {
    const { enrolment, versions, database } = app.services;
    const version = await versions.currentOf(slug);
    if (version === null) throw new Error(`${slug} is not there`);
    await database.db.transaction((trx) =>
      enrolment.enrolPerson(trx, { personId, version, cohortId: null }),
    );
  };

  const progressRows = async (): Promise<unknown[]> =>
    app.services.database.db('lesson_progress').orderBy(['enrolment_id', 'lesson_id']);

  it('open only for people who are enrolled; others see the course page', async () => {
    const tomas = await app.signedIn('tomas');
    const page = await tomas.get(`${BREVE}/la-plaza`);
    expect(page.status).to.equal(303);
    expect(page.location).to.equal('/cursos/curso-breve');
    expect((await tomas.visit('/cursos/curso-breve')).text).to.include('Inscríbete en el curso');
    const finish = await tomas.post(`${BREVE}/la-plaza/terminada`);
    expect(finish.location).to.equal('/cursos/curso-breve');
    expect(await progressRows()).to.deep.equal([]);
    const nobody = await app.browser().get(`${BREVE}/la-plaza`);
    expect(nobody.location).to.equal(`/entrar?sigue=${encodeURIComponent(`${BREVE}/la-plaza`)}`);
  });

  it('are not found when the course or the lesson is not hers', async () => {
    for (const path of [
      '/cursos/no-hay/lecciones/la-plaza',
      `${BREVE}/no-hay`,
      `${BREVE}/marco-legal`,
      `${BREVE}/La-Plaza`,
      `${BREVE}/la-plaza%00`,
      `${BREVE}/${'a'.repeat(5000)}`,
      `${BREVE}/..%2f..%2fetc`,
      `${BREVE}/__proto__`,
    ]) {
      expect((await rosa.get(path)).status, path).to.equal(404);
      expect((await rosa.post(`${path}/terminada`)).status, path).to.equal(404);
    }
    expect(await progressRows()).to.deep.equal([]);
  });

  it('write nothing when they are only read or checked', async () => {
    await rosa.get(`${BREVE}/la-plaza`);
    await rosa.get(`${BREVE}/pedir-ayuda?ruta=lectura`);
    await rosa.post(`${BREVE}/la-plaza/comprobacion/chk-plaza-1`, { 'r_chk-plaza-1': 'b' });
    expect(await progressRows()).to.deep.equal([]);
    const started: unknown = await app.services.database
      .db('enrolments')
      .whereNotNull('started_at');
    expect(started).to.deep.equal([]);
  });

  it('never carry the key of a check before it was answered', async () => {
    const document = (await app.services.versions.currentOf('res-con'))?.document;
    for (const lesson of document?.lessons ?? []) {
      const { body } = await rosa.get(`/cursos/res-con/lecciones/${lesson.id}?ruta=lectura`);
      const checks = lesson.body.es.flatMap((part) => (part.kind === 'check' ? [part.itemId] : []));
      for (const item of document?.items.filter(({ id }) => checks.includes(id)) ?? []) {
        expect(body).to.include(`id="${item.id}"`);
        for (const { feedback } of optionsOf(item))
          expect(body).not.to.include(feedback!.es.slice(0, 30));
      }
    }
  });

  it('are the same page to the byte whatever the key says', async () => {
    const { document } = await publishCourse(app.services);
    const items = document.items.map((item) => ({
      ...item,
      options: optionsOf(item).map((option) => ({ ...option, correct: !option.correct })),
    }));
    await publishLike(app, { slug: 'otra-clave', code: 'OTRA', items });
    await rosa.post('/cursos/otra-clave/inscripcion');
    await rosa.get('/cursos/otra-clave');
    const page = await rosa.get('/cursos/otra-clave/lecciones/escuchar-bien');
    const same = await rosa.get(`${BREVE}/escuchar-bien`);
    expect(page.body.replaceAll('otra-clave', 'curso-breve')).to.equal(same.body);
    await rosa.post('/cursos/otra-clave/baja');
    await rosa.get('/mi-aprendizaje');
  });

  it('answer a script with the verdict and the reasons', async () => {
    const page = await rosa.post(
      `${BREVE}/la-plaza/comprobacion/chk-plaza-1`,
      { 'r_chk-plaza-1': 'a' },
      { accept: 'application/json' },
    );
    expect(page.json()).to.deep.equal({
      correct: false,
      verdict: 'Todavía no',
      options: [
        {
          chosen: true,
          correct: false,
          verdict: 'Elegiste, no es correcta:',
          text: 'Con una votación',
          reason: 'Votar deja a alguien fuera; antes conviene saber qué necesita.',
        },
        {
          chosen: false,
          correct: true,
          verdict: 'Correcta:',
          text: 'Con una pregunta',
          reason: 'Preguntar para qué abre caminos que nadie había visto.',
        },
      ],
      others: [
        {
          chosen: false,
          correct: false,
          verdict: 'No es correcta:',
          text: 'Con una multa',
          reason: 'Una multa castiga; no dice qué hace falta.',
        },
      ],
      othersTitle: 'Por qué no las otras',
      idea: null,
    });
  });

  it('take several answers where several are right', async () => {
    const address = `${BREVE}/escuchar-bien/comprobacion/chk-escuchar-1`;
    const verdict = async (answer: string[]): Promise<string | null | undefined> =>
      (await rosa.post(address, { 'r_chk-escuchar-1': answer })).document.querySelector(
        '#chk-escuchar-1 .verdict',
      )?.textContent;
    expect(await verdict(['a', 'c'])).to.equal('Así es');
    expect(await verdict(['a'])).to.equal('Todavía no');
    expect(await verdict(['a', 'b', 'c'])).to.equal('Todavía no');
  });

  it('refuse strange answers in words, and a check of another lesson as not found', async () => {
    const address = `${BREVE}/la-plaza/comprobacion/chk-plaza-1`;
    for (const sent of [
      '',
      'z',
      '\0',
      '\ud800',
      '__proto__',
      'a'.repeat(100_000),
      ['a', 'b'],
      ['a', 'a', 'z'],
    ]) {
      const page = await rosa.post(address, { 'r_chk-plaza-1': sent });
      expect(page.status, JSON.stringify(sent).slice(0, 40)).to.equal(422);
      expect(page.text).to.include('Elige una de las opciones');
    }
    expect((await rosa.post(`${BREVE}/la-plaza/comprobacion/chk-ayuda-1`)).status).to.equal(404);
    expect((await rosa.post(`${BREVE}/la-plaza/comprobacion/rc-otra`)).status).to.equal(404);
    const strange = await rosa.post(`${BREVE}/la-plaza/terminada`, { alternativa: ['1', '1'] });
    expect(strange.status).to.equal(400);
  });

  it('are finished once, however often the button is pressed, and keep the first date', async () => {
    const first = await Promise.all(
      [1, 2, 3].map(() => rosa.post(`${BREVE}/la-plaza/terminada`, { alternativa: '1' })),
    );
    expect(first.map(({ location }) => location)).to.deep.equal(
      Array<string>(3).fill(`${BREVE}/escuchar-bien`),
    );
    const [row] = (await progressRows()) as { done_at: unknown; alternative: unknown }[];
    expect(Boolean(row?.alternative), 'there is no other route here').to.equal(false);
    app.clock.advance(60_000);
    await rosa.post(`${BREVE}/la-plaza/terminada`);
    expect(await progressRows()).to.deep.equal([row]);
    expect((await rosa.get(`${BREVE}/la-plaza`)).text).to.include('ya la terminaste');
  });

  it('lead back to what was left behind once the last one is done', async () => {
    const after = await rosa.post(`${BREVE}/pedir-ayuda/terminada`);
    expect(after.location).to.equal(`${BREVE}/escuchar-bien`);
  });

  it('complete the course with the last step, and say so to whoever issues the certificate', async () => {
    await passQuiz(app, { personId: 'rosa', quizId: 'evaluacion-final', slug: 'curso-breve' });
    await rosa.post(`${BREVE}/escuchar-bien/terminada`);
    const row: unknown = await app.services.database
      .db('enrolments as e')
      .join('courses as c', 'c.id', 'e.course_id')
      .where('c.slug', 'curso-breve')
      .first('e.status', 'e.completed_on');
    expect(row).to.deep.equal({ status: 'completed', completed_on: '2026-11-23' });
  });

  it('show support on the gate and in the sensitive lesson, with the lines of her state', async () => {
    for (const way of ['', '?ruta=lectura', '?ruta=alternativa']) {
      const page = await rosa.get(`/cursos/res-con/lecciones/lo-que-no-se-media${way}`);
      const box = page.document.querySelector('.support');
      const calls = [...(box?.querySelectorAll('.support__call') ?? [])];
      expect(calls.map((call) => call.getAttribute('href'))).to.deep.equal([
        'tel:911',
        'tel:079',
        'tel:8001084053',
      ]);
      expect(box?.textContent).to.include('opción 1').and.include('Confirma el número');
      expect(box?.querySelector('details summary')?.textContent).to.include('policía o militar');
    }
    expect(
      (await rosa.get('/cursos/res-con/lecciones/escucha-activa')).document.querySelector(
        '.support',
      ),
    ).to.equal(null);
  });

  it('say what still waits for review, with the date of the text', async () => {
    const page = await rosa.get('/cursos/res-con/lecciones/lo-que-no-se-media?ruta=lectura');
    expect(page.text)
      .to.include('Revisión pendiente. Texto del 17 de enero de 2024.')
      .and.include('Revisión pendiente. Texto consultado el 13 de agosto de 2025.')
      .and.include('(por verificar)');
  });

  it('weigh at most 14 kB compressed and 800 elements, in both languages', async () => {
    const document = (await app.services.versions.currentOf('res-con'))?.document;
    const sizes: [string, number, number][] = [];
    for (const { id } of document?.lessons ?? []) {
      for (const lang of ['es-MX', 'en']) {
        const page = await rosa.get(`/cursos/res-con/lecciones/${id}?ruta=lectura&lang=${lang}`);
        const nodes = [...page.document.querySelectorAll('*')].length;
        sizes.push([id, gzipSync(page.body, { level: 1 }).length, nodes]);
      }
    }
    await rosa.get('/cursos?lang=es-MX');
    expect(sizes).to.have.length(30);
    expect(Math.max(...sizes.map(([, bytes]) => bytes))).to.be.at.most(14 * 1024);
    expect(Math.max(...sizes.map(([, , nodes]) => nodes))).to.be.at.most(800);
  });

  it('give nothing away in discreet mode: neither in the tab nor in the name of a file', async () => {
    const plain = await rosa.get(`${BREVE}/la-plaza`);
    expect(plain.document.querySelector('[download]')?.getAttribute('download')).to.equal(
      'hoja-de-acuerdos.pdf',
    );
    const { db } = app.services.database;
    await db('people').where('id', 'rosa').update({ discreet: true });
    const page = await rosa.get(`${BREVE}/la-plaza`);
    await db('people').where('id', 'rosa').update({ discreet: false });
    expect(page.document.querySelector('title')?.textContent).to.equal('Mis documentos');
    expect(page.document.querySelector('[download]')?.getAttribute('download')).to.equal(
      'documento.pdf',
    );
  });

  it('bring one script of less than 2 kB, which finishes the lesson as well', () => {
    const file = readdirSync(assetsFolder).find((name) => /^check-.*\.js$/.test(name)) ?? '';
    expect(statSync(join(assetsFolder, file)).size).to.be.below(2000);
  });

  it('complete the course also when the last two end at the same moment', async () => {
    const version = await publishLike(app, { slug: 'a-la-vez', code: 'VEZ' });
    const tomas = await app.signedIn('tomas');
    await tomas.post('/cursos/a-la-vez/inscripcion');
    await passQuiz(app, { personId: 'tomas', quizId: 'evaluacion-final', slug: 'a-la-vez' });
    await Promise.all(
      version.document.lessons.map(({ id }) =>
        tomas.post(`/cursos/a-la-vez/lecciones/${id}/terminada`),
      ),
    );
    expect((await tomas.get('/cursos/a-la-vez')).text).to.include('Completaste este curso');
    const rows: unknown[] = await app.services.database
      .db('enrolments')
      .where({ person_id: 'tomas', status: 'completed' });
    expect(rows).to.have.length(1);
  });

  it('are drawn once for everybody at the same place, each under her own name and in her own language', async () => {
    const elena = await app.signedIn('elena');
    await enrol('elena', 'res-con');
    const path = '/cursos/res-con/lecciones/escucha-activa';
    const lessonOf = (page: Page): string =>
      page.document.querySelector('article')?.innerHTML ?? '';
    await elena.get(path);
    const hers = await rosa.get(path);
    const other = await elena.get(path);
    expect(hers.text).to.include('Rosa Hernández').and.not.include('Elena Cruz');
    expect(other.text).to.include('Elena Cruz').and.not.include('Rosa Hernández');
    expect(lessonOf(other)).to.equal(lessonOf(hers)).and.not.equal('');
    expect((await elena.get(`${path}?lang=en`)).text).to.include('minutes');
    expect(lessonOf(await rosa.get(path))).to.equal(lessonOf(hers));

    await elena.post(`${path}/terminada`);
    expect(lessonOf(await rosa.get(path))).to.equal(lessonOf(hers));
    expect((await elena.get(`${path}?lang=es-MX`)).text).to.include('ya la terminaste');
  });

  it('cost three reads a page at most', async () => {
    const { reads } = app.services.database;
    const counted = reads as { all: Reads['all'] };
    const { all } = counted;
    const asked: string[] = [];
    counted.all = (sql, bindings) => {
      asked.push(sql);
      return all.call(reads, sql, bindings);
    };
    try {
      for (const path of [
        '/cursos/res-con/lecciones/lo-que-no-se-media?ruta=lectura',
        '/cursos/res-con',
        '/mi-aprendizaje',
      ]) {
        await rosa.get(path);
        asked.length = 0;
        await rosa.get(path);
        expect(asked.length, path).to.be.within(1, 3);
      }
    } finally {
      counted.all = all;
    }
  });
});

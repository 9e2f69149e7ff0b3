import { expect } from 'chai';
import { addCohort } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { enrol } from '../../support/enrol.ts';
import { ALL_RIGHT, ITEMS, publishQuizCourse, SLUG } from './quiz-course.ts';
import { seeded } from './seeded.ts';
import { optionsOf } from '../../../src/features/courses/item-document.ts';

describe('the result of an attempt', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    const { db } = app.database;
    const { id: courseId } = (await db('courses').where('slug', SLUG).first()) as { id: string };
    await addCohort(db, {
      id: 'grupo',
      name: 'Grupo de otoño',
      courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: NOW,
    });
    await enrol(db, { name: 'rosa', slug: SLUG, cohortId: 'grupo' });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  const take = async (quiz: string, answers: Record<string, string | string[]>): Promise<Page> => {
    const { location } = await rosa.post(`/cursos/${SLUG}/evaluaciones/${quiz}/intentos`);
    return rosa.postAndFollow(`${location}/entrega`, { clave: 'k', confirmar: '1', ...answers });
  };
  const reviewOf = (page: Page, id: string) =>
    [...page.document.querySelectorAll('.review > li')].find((item) =>
      item.querySelector('h3')?.textContent?.includes(id),
    );

  it('says of a pre-test that it does not count', async () => {
    const page = await take('inicial', { r_uno: 'a', r_dos: 'b', r_tres: 'c' });
    expect(page.text).to.include('Listo, ya sabes de dónde partes');
    expect(page.text).to.include('50 de 100');
    expect(page.text).not.to.include('Todavía no');
  });

  it('says "not yet", what to review with its lessons, and how many attempts are left', async () => {
    const page = await take('final', { ...ALL_RIGHT, r_vital: 'a' });
    expect(page.document.querySelector('h1')?.textContent).to.equal('Todavía no');
    expect(page.text).to.include('Falló 1 pregunta indispensable');
    expect(page.text).to.include('83 de 100');
    expect(page.text).to.include('En la prueba inicial tuviste 50 de 100.');
    expect(page.text).to.include('Te quedan 2 intentos.');
    expect(page.text).to.include('Objetivo dos');
    expect(page.text).not.to.include('Objetivo uno');
    expect(
      page.document.querySelector(`.result a[href="/cursos/${SLUG}/lecciones/l2"]`),
    ).not.to.equal(null);
  });

  it('gives the reason of every option and marks what was chosen', async () => {
    const page = await take('practica', { r_uno: 'b', r_varias: 'a', r_cierto: 'verdadero' });
    const uno = reviewOf(page, 'uno')?.textContent ?? '';
    for (const option of ['a', 'b', 'c', 'd']) expect(uno).to.include(`Razón de ${option} en uno`);
    expect(reviewOf(page, 'uno')?.querySelector('.review__option--chosen')?.textContent).to.include(
      'Tu respuesta, no es correcta',
    );
    expect(uno).to.include('Esta era correcta');
    expect(reviewOf(page, 'varias')?.querySelector('.badge')?.textContent).to.equal(
      'En parte correcta',
    );
    expect(reviewOf(page, 'cierto')?.querySelector('.badge')?.textContent).to.equal('Correcta');
    expect(reviewOf(page, 'tres')?.querySelector('.badge')?.textContent).to.equal('Sin responder');
  });

  it('says after the last attempt who can help', async () => {
    const page = await take('una-vez', {});
    expect(page.text).to.include('Fue tu último intento. Puede orientarte: Ximena Solís.');
    expect(page.document.querySelector('.result .button--primary')?.getAttribute('href')).to.equal(
      `/cursos/${SLUG}`,
    );
  });

  it('says that it was passed, what comes next, and then the score', async () => {
    const page = await take('final', ALL_RIGHT);
    const result = page.document.querySelector('.result')?.textContent ?? '';
    expect(result.indexOf('Aprobaste')).to.be.lessThan(result.indexOf('Seguir con el curso'));
    expect(result.indexOf('Seguir con el curso')).to.be.lessThan(result.indexOf('100 de 100'));
    expect(page.text).not.to.include('Qué repasar');
  });
});

describe('an open attempt', () => {
  it('is the same page, byte for byte, whichever options are right', async () => {
    const pages: string[] = [];
    const keys: Record<string, string[]>[] = [{}, {}];
    for (const turn of [0, 1]) {
      const app = await startApp({
        random: seeded(7),
        before: (services) =>
          publishQuizCourse(services, {
            items: ITEMS.map((item) => ({
              ...item,
              options: optionsOf(item).map((option, at, all) => ({
                ...option,
                correct: all[(at + turn) % all.length]?.correct ?? false,
              })),
            })),
          }),
      });
      try {
        await enrol(app.database.db, { name: 'rosa', slug: SLUG });
        const rosa = await app.signedIn('rosa');
        const { location } = await rosa.post(`/cursos/${SLUG}/evaluaciones/final/intentos`);
        const open = await rosa.get(location);
        const receipt = await rosa.post(
          `${location}/respuestas`,
          { clave: 'k', r_uno: 'a' },
          { accept: 'application/json' },
        );
        const saved = await rosa.get(location);
        const asked = await rosa.post(`${location}/entrega`, { clave: 'e', r_dos: 'a' });
        const clash = await rosa.post(`${location}/respuestas`, { clave: 'k', r_uno: 'b' });
        pages.push(
          [open, receipt, saved, asked, clash]
            .map(({ body }) => body)
            .join('\n')
            .replaceAll(location, '/intentos/ID')
            .replaceAll(location.slice(10), 'ID')
            .replace(/name="clave" value="[^"]+"/g, 'clave')
            .replace(/"recibo":"[^"]+"/g, 'recibo'),
        );
        const { snapshot } = (await app.database.db('attempts').first()) as { snapshot: string };
        for (const { id, options } of (
          JSON.parse(snapshot) as {
            items: { id: string; options: { id: string; correct: boolean }[] }[];
          }
        ).items) {
          keys[turn]![id] = options.filter(({ correct }) => correct).map((option) => option.id);
        }
      } finally {
        await app.stop();
      }
    }
    expect(keys[0], 'the keys do differ').not.to.deep.equal(keys[1]);
    expect(pages[0]).to.equal(pages[1]);
    expect(pages[0]).not.to.match(/correct|Razón de/);
  });
});

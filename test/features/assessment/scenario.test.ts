import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { EVERYTHING } from './everything.ts';

const ITEM = 'p-mariela';

describe('a branching scenario', () => {
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  let step: string;
  beforeEach(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, EVERYTHING);
      },
    });
    await enrol(app.database.db, { name: 'rosa', slug: EVERYTHING });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${EVERYTHING}/evaluaciones/situacion/intentos`)).location;
    step = `${path}/preguntas/${ITEM}`;
  });
  afterEach(() => app.stop());

  /** Chooses on a page as its form does. */
  const decide = async (page: Page, choice: string): Promise<Page> => {
    const form = page.document.querySelector('main form[method=post]');
    const hidden = [...(form?.querySelectorAll('input[type=hidden]') ?? [])].map(
      (field): [string, string] => [
        field.getAttribute('name') ?? '',
        field.getAttribute('value') ?? '',
      ],
    );
    const values = [...(form?.querySelectorAll('input[type=radio]') ?? [])].map(
      (field) => field.getAttribute('value') ?? '',
    );
    const chosen = values.find((value) => value.endsWith(`=${choice}`)) ?? '';
    const log = hidden.filter(([name]) => name === `r_${ITEM}`).map(([, value]) => value);
    const answer = await rosa.post(`${path}/respuestas`, {
      abrir: ITEM,
      [`r_${ITEM}`]: [...log, chosen],
    });
    expect(answer.status).to.equal(303);
    expect(answer.location).to.equal(step);
    return rosa.visit(answer.location);
  };
  const held = async (): Promise<string[]> => {
    const row = await app.database
      .db('attempt_answers')
      .where('item_id', ITEM)
      .first<{ response: string } | undefined>('response');
    return row === undefined ? [] : (JSON.parse(row.response) as string[]);
  };

  it('is opened from its question, with what else was answered, and warns before it begins', async () => {
    const page = await rosa.visit(path);
    expect(page.text).to.include('Empezar la situación');
    const opened = await rosa.post(`${path}/respuestas`, { clave: 'k', abrir: ITEM });
    expect(opened.location).to.equal(step);
    const first = await rosa.visit(step);
    expect(first.text).to.include('Esta lección habla de miedo en la calle');
    expect(first.text).to.include('¿Qué haces primero?');
    expect(first.document.querySelectorAll('main input[type=radio]')).to.have.length(3);
  });

  it('tells what followed, asks a critical decision anew, and comes to its end', async () => {
    let page = await decide(await rosa.visit(step), 'por-que');
    expect(page.text).to.include('Mariela deja de hablar');
    expect(page.text).to.include('decide de nuevo aquí abajo');
    expect(page.text).not.to.include('Tu camino hasta aquí');
    page = await decide(page, 'escuchar');
    expect(page.text).to.include('Ella lleva el ritmo');
    expect(page.text).to.include('Tu camino hasta aquí');
    expect((await rosa.visit(path)).text).to.include('Seguir con la situación');
    page = await decide(page, 'nombrar');
    page = await decide(page, 'insistir');
    expect(page.text).to.include('Final: salió en parte');
    expect(await held()).to.deep.equal([
      '01:primera=por-que',
      '02:primera=escuchar',
      '03:riesgo=nombrar',
      '04:pensarlo=insistir',
    ]);
    expect((await rosa.visit(path)).text).to.include('Respondiste todas las preguntas');
  });

  it('lets her return to a decision of the way and decide anew', async () => {
    let page = await decide(await rosa.visit(step), 'escuchar');
    page = await decide(page, 'nombrar');
    page = await decide(page, 'insistir');
    const back = page.document.querySelector(`a[href="${step}?desde=pensarlo"]`);
    expect(back?.textContent).to.include('Volver a esta decisión');
    const again = await rosa.visit(`${step}?desde=pensarlo`);
    expect(again.text).to.include('Volviste a esta decisión');
    page = await decide(again, 'plan');
    expect(page.text).to.include('Final: salió bien');

    await rosa.post(`${path}/entrega`, { clave: 'fin' });
    const result = await rosa.visit(`${path}/resultado`);
    expect(result.text).to.include('100 de 100');
    expect(result.text).to.include('2 de 2 puntos');
    expect(result.text).to.include('Tiene una palabra clave');
  });

  it('forgets no decision, whatever page it comes from', async () => {
    const first = await rosa.visit(step);
    await decide(first, 'por-que');
    await decide(first, 'por-que');
    expect(await held(), 'the same again').to.deep.equal(['01:primera=por-que']);
    await decide(first, 'escuchar');
    expect(await held()).to.deep.equal(['01:primera=por-que', '02:primera=escuchar']);
    await rosa.post(`${path}/respuestas`, { guardar: ITEM });
    expect(await held(), 'nothing sent').to.have.length(2);
  });

  it('is not there for anybody else, and over with the attempt', async () => {
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(step)).status).to.equal(404);
    expect((await rosa.get(`${path}/preguntas/no-hay`)).location).to.equal(path);
    expect((await rosa.get(`${step}?desde=no-hay`)).status).to.equal(200);
    expect((await rosa.get(`${step}?desde=${'x'.repeat(500)}`)).status).to.equal(200);
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    expect((await rosa.get(step)).location).to.equal(path);
  });
});

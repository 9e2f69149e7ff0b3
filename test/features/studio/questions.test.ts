import { expect } from 'chai';
import { parse } from 'yaml';
import { addBank } from '../../../src/demo/bank.ts';
import { ITEM_TYPES } from '../../../src/features/courses/item-document.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { authorXimena } from '../../support/bank-author.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { draftFiles, FIVE_QUESTIONS, quizFields } from '../../support/evaluations.ts';
import { sentBy } from '../../support/sent-form.ts';
import { beginCourse } from '../../support/studio.ts';

const BANK = '/ensenar/bancos/banco-comunidad';
const SINGLE = {
  type: 'single',
  version: '0',
  'stem.es': '¿Qué se hace primero?',
  'options.0.id': 'a',
  'options.0.text.es': 'Escuchar',
  'options.1.id': 'b',
  'options.1.text.es': 'Aconsejar',
  correct: 'a',
  tags: 'escucha',
};

interface Item {
  id: string;
  [field: string]: unknown;
}

describe('questions that are written for an assessment', () => {
  let app: TestApp;
  let ximena: Browser;
  let path: string;
  let quiz: string;

  beforeEach(async () => {
    app = await startApp();
    await addBank(app.database.db, app.clock());
    ximena = await authorXimena(app);
    ({ path } = await beginCourse(ximena));
    const added = await ximena.post(`${path}/preguntas`, { texto: FIVE_QUESTIONS });
    quiz = added.location;
  });
  afterEach(() => app.stop());

  const file = async (name = 'questions/evaluacion.yml'): Promise<string> =>
    (await draftFiles(app, path)).get(name) ?? '';
  const items = async (): Promise<Item[]> => parse(await file()) as Item[];
  const draw = async (): Promise<unknown> => {
    const { quizzes } = parse(await file('course.yml')) as { quizzes: { draw: unknown }[] };
    return quizzes[0]?.draw;
  };
  const write = (sent: Record<string, string | string[]>): Promise<Page> =>
    ximena.post(`${quiz}/reactivos`, { ...sent, accion: 'guardar' });

  it('are of every type, in the form that a bank has, and come back as they were', async () => {
    for (const type of ITEM_TYPES) {
      const blank = await ximena.get(`${quiz}/reactivo-nuevo?tipo=${type}`);
      expect(blank.document.querySelector('[name="type"]')?.getAttribute('value')).to.equal(type);
      const row: unknown = await app.database.db('bank_items').where('type', type).first('id');
      const { id } = row as { id: string };
      const sent = sentBy(await ximena.get(`${BANK}/reactivos/${id}/editar`));
      const added = await write({ ...sent, objective: '' });
      expect(added.status, `${type}: ${added.text.slice(0, 400)}`).to.equal(303);
      expect(added.location).to.equal(quiz);
      const item = (await items()).at(-1);
      expect(item).to.include({ type, objective: 'lo1' });
      const before = await file();
      const address = `${quiz}/reactivos/${item?.id ?? ''}`;
      const same = await ximena.post(address, {
        ...sentBy(await ximena.get(address)),
        accion: 'guardar',
      });
      expect(same.status, `${type}: ${same.text.slice(0, 400)}`).to.equal(303);
      expect(await file(), type).to.equal(before);
      const changed = await ximena.post(address, {
        ...sentBy(await ximena.get(address)),
        'stem.es': `De otro modo: ${type}`,
        'stem.en': '',
        accion: 'guardar',
      });
      expect(changed.status, changed.text.slice(0, 400)).to.equal(303);
      const { stem, ...rest } = (await items()).at(-1) ?? { id: '' };
      expect(stem).to.deep.equal({ es: `De otro modo: ${type}` });
      expect({ ...rest, stem: item?.['stem'] }).to.deep.equal(item);
    }
    expect(await draw()).to.deep.equal([{ tag: 'evaluacion', count: 5 + ITEM_TYPES.length }]);
  });

  it('leave the other questions, and the rest of their own, as somebody wrote them', async () => {
    const [first] = await items();
    const text = (await file())
      .replace(/^- id:/m, '# revisada en marzo\n- id:')
      .replace(/^ {2}use: quiz$/m, '  use: quiz # de la prueba');
    expect(text).to.include('# de la prueba');
    const raw = `${path}/archivo?ruta=questions/evaluacion.yml`;
    const revision = String(sentBy(await ximena.get(raw), 'main form')['revision']);
    expect((await ximena.post(raw, { texto: text, revision })).status).to.equal(303);
    const address = `${quiz}/reactivos/${first?.id ?? ''}`;
    await ximena.post(address, {
      ...sentBy(await ximena.get(address)),
      'stem.es': '¿Cuál es el número de emergencias?',
      accion: 'guardar',
    });
    expect(await file()).to.equal(
      text.replace(
        '¿A qué número se llama en una emergencia?',
        '¿Cuál es el número de emergencias?',
      ),
    );
  });

  it('are put in order, and taken away, by buttons', async () => {
    const ids = async (): Promise<string[]> => (await items()).map(({ id }) => id);
    const [one, two, ...rest] = await ids();
    await ximena.post(`${quiz}/reactivos/${two ?? ''}/mover`, { hacia: 'arriba' });
    expect(await ids()).to.deep.equal([two, one, ...rest]);
    await ximena.post(`${quiz}/reactivos/${two ?? ''}/mover`, { hacia: 'arriba' });
    expect(await ids()).to.deep.equal([two, one, ...rest]);
    await ximena.post(`${quiz}/reactivos/${two ?? ''}/mover`, { hacia: 'abajo' });
    expect(await ids()).to.deep.equal([one, two, ...rest]);
    const wrong = await ximena.post(`${quiz}/reactivos/${one ?? ''}/mover`, { hacia: 'lado' });
    expect(wrong.status).to.equal(400);
    await ximena.post(`${quiz}/reactivos/${one ?? ''}/quitar`);
    expect(await ids()).to.deep.equal([two, ...rest]);
    expect(await draw()).to.deep.equal([{ tag: 'evaluacion', count: 4 }]);
    for (const id of [two, ...rest]) await ximena.post(`${quiz}/reactivos/${id ?? ''}/quitar`);
    const page = await ximena.get(quiz);
    expect(page.text).to.include('Todavía no tiene preguntas').and.include('pide 1 y hay 0');
    expect((await ximena.get(`${path}/publicar`)).text).to.include('Lo que hay que corregir');
  });

  it('come back with each mistake beside its field, and nothing is lost', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ 'stem.es': '' }, 'stem.es'],
      [{ correct: '' }, 'options'],
      [{ 'options.0.text.es': '' }, 'options.1.text.es'],
      [{ 'options.0.credit': 'mucho' }, 'options.0.credit'],
      [{ weight: '0' }, 'weight'],
      [{ bloom: 'nada' }, 'bloom'],
      [{ tags: 'x'.repeat(90) }, 'tags'],
      [{ 'stem.es': 'x'.repeat(21_000) }, 'stem.es'],
    ];
    const before = await file();
    for (const [sent, field] of wrong) {
      const page = await write({ ...SINGLE, ...sent });
      expect(page.status, JSON.stringify(sent).slice(0, 60)).to.equal(422);
      const links = [...page.document.querySelectorAll('#errores a')].map((link) =>
        link.getAttribute('href'),
      );
      expect(links).to.include(`#${field}`);
      expect(page.body).to.include('Aconsejar');
    }
    expect(await file()).to.equal(before);
    const more = await ximena.post(`${quiz}/reactivos`, { ...SINGLE, accion: 'agregar:options' });
    expect(more.document.querySelector('[name="options.2.text.es"]')).to.not.equal(null);
  });

  it('keep their own label out of sight, and are not kept over somebody else’s change', async () => {
    await write(SINGLE);
    const item = (await items()).at(-1);
    expect(item?.['tags']).to.deep.equal(['escucha', 'evaluacion']);
    const address = `${quiz}/reactivos/${item?.id ?? ''}`;
    const form = sentBy(await ximena.get(address));
    expect(form['tags']).to.deep.equal(['escucha']);
    await ximena.post(address, { ...form, tags: 'otra', accion: 'guardar' });
    expect((await items()).at(-1)?.['tags']).to.deep.equal(['otra', 'evaluacion']);
    const late = await ximena.post(address, { ...form, tags: 'tarde', accion: 'guardar' });
    expect(late.status).to.equal(422);
    expect(late.text).to.include('mientras lo escribías');
    const again = await ximena.post(address, { ...sentBy(late), accion: 'guardar' });
    expect(again.status).to.equal(303);
    expect((await items()).at(-1)?.['tags']).to.deep.equal(['tarde', 'evaluacion']);
  });

  it('follow a blueprint that somebody wrote: what it draws needs no label of its own', async () => {
    const made = await ximena.post(`${path}/evaluaciones`, {
      ...quizFields({ 'title.es': 'Temas vistos', closesAt: '', opensAt: '', reasons: 'never' }),
      'draw.0.section': '',
      'draw.0.tag': '',
      'draw.0.type': '',
    });
    expect(made.status, made.text).to.equal(303);
    const drawn = { ...SINGLE, topic: 'escucha', difficulty: 'easy' };
    await ximena.post(`${made.location}/reactivos`, { ...drawn, accion: 'guardar' });
    await ximena.post(`${made.location}/reactivos`, { ...SINGLE, accion: 'guardar' });
    const written = parse(await file('questions/temas-vistos.yml')) as Item[];
    expect(written.map(({ tags }) => tags)).to.deep.equal([
      ['escucha'],
      ['escucha', 'temas-vistos'],
    ]);
    const { quizzes } = parse(await file('course.yml')) as { quizzes: { draw: unknown[] }[] };
    expect(quizzes[1]?.draw).to.have.length(3);
    expect(quizzes[1]?.draw.at(-1)).to.deep.equal({ tag: 'temas-vistos', count: 1 });
  });

  it('that cannot be read are told, and are mended as text', async () => {
    const raw = `${path}/archivo?ruta=questions/evaluacion.yml`;
    const revision = String(sentBy(await ximena.get(raw), 'main form')['revision']);
    const texto = `${await file()}- id: rota\n  type: adivinanza\n`;
    await ximena.post(raw, { texto, revision });
    const page = await ximena.get(quiz);
    expect(page.text).to.include('tiene errores: ábrela como texto');
    expect((await ximena.get(`${quiz}/reactivos/rota`)).status).to.equal(409);
    expect((await ximena.get(`${quiz}/reactivos/no-hay`)).status).to.equal(404);
    await write(SINGLE);
    expect(await file()).to.include('adivinanza');
  });
});

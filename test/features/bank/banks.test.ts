import { expect } from 'chai';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { authorXimena } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const BANKS = '/ensenar/bancos';

const single = {
  type: 'single',
  'stem.es': '¿A quién se pide que arregle el alumbrado?',
  'options.0.id': 'a',
  'options.0.text.es': 'Al municipio',
  'options.1.id': 'b',
  'options.1.text.es': 'A la policía',
  'options.1.feedback.es': 'La policía no repara lámparas.',
  'options.2.id': 'c',
  'options.2.text.es': '',
  correct: 'a',
  tags: 'alumbrado, Oficio',
  objective: 'LO 5',
  difficulty: 'easy',
};

describe('question banks', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    await addPeople(app, { id: 'paula', displayName: 'Paula Rivas', institutionId: 'semujeres' });
    const grantedAt = app.clock();
    await addGrant(app.database.db, {
      id: 'g-p',
      personId: 'paula',
      role: 'author',
      institutionId: 'imef-20',
      grantedAt,
    });
    ximena = await authorXimena(app);
  });
  after(() => app.stop());

  const add = async (fields: Record<string, string>): Promise<string> => {
    const answer = await ximena.post(`${bank}/reactivos`, fields);
    expect(answer.status, answer.text).to.equal(303);
    return answer.location;
  };

  it('are made by whoever writes, and belong to her or to her institution', async () => {
    const wrong = await ximena.post(BANKS, { nombre: 'x' });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#nombre-error')).to.not.equal(null);
    const made = await ximena.post(BANKS, { nombre: 'Alumbrado y calles', de: 'institucion' });
    expect(made.status).to.equal(303);
    bank = made.location;
    expect(await app.database.db('banks').first()).to.include({
      owner_id: 'ximena',
      institution_id: 'semujeres',
    });
    expect((await lastEvents(app))[0]).to.include({ action: 'banks.opened' });
    expect((await ximena.get(BANKS)).text).to.include('Alumbrado y calles');
  });

  it('are opened at once, each one', async () => {
    const pages = await Promise.all(
      Array.from({ length: 8 }, (_none, at) =>
        ximena.post(BANKS, { nombre: `Banco ${String(at)}`, de: 'mia' }),
      ),
    );
    expect(pages.map(({ status }) => status)).to.deep.equal(Array(8).fill(303));
    expect(new Set(pages.map(({ location }) => location)).size).to.equal(8);
  });

  it('do not exist for others, whatever they write elsewhere', async () => {
    const paula = await signedInAs(app, 'paula');
    expect((await paula.get(bank)).status).to.equal(404);
    expect((await paula.get(BANKS)).text).to.not.include('Alumbrado');
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(BANKS)).status).to.equal(404);
    const institutions = await paula.post(BANKS, { nombre: 'De otra', de: 'institucion' });
    expect(institutions.status).to.equal(404);
  });

  it('take a question as its form sends it, without the lines that nobody filled in', async () => {
    const page = await ximena.get(`${await add(single)}/editar`);
    const value = (name: string) =>
      page.document.querySelector(`[name="${name}"]`)?.getAttribute('value');
    expect(value('objective')).to.equal('lo-5');
    expect(value('tags')).to.equal('alumbrado, Oficio');
    expect(page.document.querySelectorAll('[name$=".text.es"]')).to.have.length(2);
    expect(
      page.document.querySelector('[name=correct][value=a]')?.hasAttribute('checked'),
    ).to.equal(true);
  });

  it('bring a question back with what is wrong beside each field, and nothing lost', async () => {
    const page = await ximena.post(`${bank}/reactivos`, {
      ...single,
      'stem.es': '',
      correct: '',
      weight: 'mucho',
    });
    expect(page.status).to.equal(422);
    const errors = [...page.document.querySelectorAll('#errores a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(errors).to.have.members(['#stem.es', '#weight']);
    expect(page.text).to.include('Al municipio');
    expect(page.document.querySelector('[name=weight]')?.getAttribute('value')).to.equal('mucho');
    const key = await ximena.post(`${bank}/reactivos`, { ...single, correct: '' });
    expect(key.text).to.include('Marca una sola opción correcta.');
  });

  it('answer strange fields with a message, never with a fault', async () => {
    for (const strange of [
      { hacker: '1' },
      { '__proto__.x': '1' },
      { 'constructor.prototype.x': '1' },
      { 'options.0.es': 'x', options: 'x' },
      { 'stem.es.es': 'x' },
      { accion: 'agregar:__proto__' },
      { accion: 'quitar:options' },
      { accion: 'agregar:nodes.7.choices' },
      { type: 'nada' },
    ]) {
      const page = await ximena.post(`${bank}/reactivos`, { ...single, ...strange });
      expect(page.status, JSON.stringify(strange)).to.be.oneOf([422, 303]);
    }
  });

  it('give one more line, take one away and change their order without losing a word', async () => {
    const more = await ximena.post(`${bank}/reactivos`, { ...single, accion: 'agregar:options' });
    expect(more.status).to.equal(422);
    expect(more.document.querySelector('#errores')).to.equal(null);
    expect(more.document.querySelectorAll('[name$=".text.es"]')).to.have.length(4);
    const less = await ximena.post(`${bank}/reactivos`, { ...single, accion: 'quitar:options.1' });
    expect(less.text).to.not.include('A la policía');
    const raised = await ximena.post(`${bank}/reactivos`, { ...single, accion: 'subir:options.1' });
    const first = raised.document.querySelector('[name="options.0.text.es"]');
    expect(first?.textContent).to.equal('A la policía');
    expect(raised.document.querySelector('[name="options.0.id"]')?.getAttribute('value')).to.equal(
      'b',
    );
  });

  it('find words with or without accents, by their beginning, and by what a question is about', async () => {
    await add({ ...single, 'stem.es': '¿Qué es la mediación?', tags: 'acuerdos', difficulty: '' });
    const found = async (query: string): Promise<number> => {
      const page = await ximena.get(`${bank}?${query}`);
      expect(page.status).to.equal(200);
      return [...page.document.querySelectorAll('ul.rows > li')].length;
    };
    expect(await found('q=MEDIACION')).to.equal(1);
    expect(await found('q=mediaci')).to.equal(1);
    expect(await found('q=mediaci+municip')).to.equal(1);
    expect(await found('q=mediaci+ecatepec')).to.equal(0);
    expect(await found('etiqueta=oficio')).to.be.greaterThan(0);
    expect(await found('etiqueta=acuerdos&q=municipio')).to.equal(1);
    expect(await found('dificultad=easy&q=mediaci')).to.equal(0);
    expect(await found('tipo=essay')).to.equal(0);
    expect(await found('objetivo=lo-5&q=mediaci')).to.equal(1);
    expect(await found(`q=${encodeURIComponent(`"' OR * & | ! : \\ %_`)}`)).to.equal(0);
  });

  it('keep every version of a question, show what changed and go back', async () => {
    const item = await add(single);
    const changed = await ximena.post(item, {
      ...single,
      version: '1',
      'options.0.text.es': 'A los servicios públicos del municipio',
      nota: 'Más preciso',
    });
    expect(changed.status).to.equal(303);
    expect((await ximena.get(item)).text).to.include('Más preciso');
    const late = await ximena.post(item, { ...single, version: '1', 'stem.es': '¿Otra pregunta?' });
    expect(late.status).to.equal(422);
    expect(late.text).to.include('Alguien guardó').and.include('¿Otra pregunta?');
    const first = await ximena.get(`${item}/versiones/1`);
    expect(first.text).to.include('Al municipio').and.include('A los servicios públicos');
    expect((await ximena.post(`${item}/versiones/1`)).status).to.equal(303);
    const now = await ximena.get(item);
    expect(now.text).to.include('Versión 3, la actual').and.not.include('A los servicios públicos');
    expect((await ximena.get(`${item}/versiones/9`)).status).to.equal(404);
  });

  it('take a question out of use and back, without erasing it', async () => {
    const item = await add({ ...single, 'stem.es': '¿Quién convoca la caminata exploratoria?' });
    await ximena.post(`${item}/retiro`);
    expect((await ximena.get(`${bank}?q=caminata`)).text).to.include('Ningún reactivo');
    expect((await ximena.get(`${bank}?q=caminata&retirados=1`)).text).to.include('exploratoria');
    await ximena.post(`${item}/regreso`);
    expect((await ximena.get(`${bank}?q=caminata`)).text).to.include('exploratoria');
    const acts = (await lastEvents(app, 2)).map(({ action }) => action);
    expect(acts).to.include.members(['banks.item-retired', 'banks.item-restored']);
  });
});

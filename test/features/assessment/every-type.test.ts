import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { ANSWERED, EVERYTHING, HALF_RIGHT } from './everything.ts';

const JSON_PLEASE = { accept: 'application/json' };

describe('a quiz with items of every type', () => {
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  beforeEach(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, EVERYTHING);
      },
    });
    await enrol(app.database.db, { name: 'rosa', slug: EVERYTHING });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${EVERYTHING}/evaluaciones/evaluacion-final/intentos`))
      .location;
  });
  afterEach(() => app.stop());

  const stateOf = (page: Page, item: string): string =>
    page.document.querySelector(`#r_${item} [data-state]`)?.textContent ?? '';
  const valueOf = (page: Page, name: string): string | null | undefined => {
    const field = page.document.querySelector(`[name="${name}"]`);
    if (field?.tagName === 'TEXTAREA') return field.textContent;
    const chosen = field?.querySelector('option[selected]');
    return (chosen ?? field)?.getAttribute('value') ?? chosen?.textContent;
  };

  it('asks each in its own way, and every field has a name', async () => {
    const page = await rosa.visit(path);
    expect(page.document.querySelectorAll('fieldset[data-item]')).to.have.length(12);
    expect(page.document.querySelectorAll('#r_t-parejas select')).to.have.length(3);
    expect(page.document.querySelectorAll('#r_t-parejas select:first-of-type option')).to.satisfy(
      ({ length }: { length: number }) => length % 5 === 0,
    );
    expect(page.document.querySelectorAll('#r_t-orden select')).to.have.length(4);
    expect(
      [...page.document.querySelectorAll('#r_t-huecos [aria-label]')].map((gap) =>
        gap.getAttribute('aria-label'),
      ),
    ).to.deep.equal(['hueco 1 de 3', 'hueco 2 de 3', 'hueco 3 de 3']);
    expect(page.document.querySelector('#r_t-numero input')?.getAttribute('inputmode')).to.equal(
      'decimal',
    );
    expect(valueOf(page, 'r_t-texto')).to.include('A quien corresponda:');
    expect(page.document.querySelector('#r_t-unica legend strong')?.textContent).to.equal('repara');
    expect(page.document.querySelector('#r_t-unica legend img')?.getAttribute('src')).to.match(
      /^\/medios\/[0-9a-f]{32}\.svg$/,
    );
    expect(page.body).not.to.include('Busca fecha, plazo y autoridad');
    expect(page.body).not.to.include('Guárdalo junto con la fecha');
  });

  it('lets each be heard in its languages and read in them, also on its own page and when it is looked back on', async () => {
    const labels = (page: Page, within = 'main'): (string | null)[] =>
      [...page.document.querySelectorAll(`${within} audio[preload="none"]`)].map((one) =>
        one.getAttribute('aria-label'),
      );
    const heard = ['Audio en náhuatl, 1 kB', 'Audio en inglés, 1 kB'];
    const page = await rosa.visit(path);
    expect(labels(page, '#r_t-unica')).to.deep.equal(heard);
    expect(labels(page)).to.have.length(5);
    const words = page.document.querySelector('#r_t-unica figure details [lang="nah"]');
    expect(words?.textContent).to.include('Dice ![esto](media/no-es-imagen.png) tal cual.');
    for (const item of ['t-situacion', 't-oral', 't-archivo'])
      expect(labels(await rosa.get(`${path}/preguntas/${item}`)), item).to.deep.equal([
        'Audio en mixteco de la Costa, 1 kB',
      ]);
    expect(labels(await rosa.get(`${path}?lang=en`), '#r_t-unica')[0]).to.equal(
      'Audio in Nahuatl, 1 kB',
    );
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1', ...HALF_RIGHT });
    expect(labels(await rosa.get(`${path}/resultado?lang=es-MX`))).to.include.members(heard);
  });

  it('keeps what was given of each, and says what is half answered', async () => {
    const saved = await rosa.post(`${path}/respuestas`, { clave: 'k', ...ANSWERED });
    expect(saved.status).to.equal(303);
    const page = await rosa.visit(path);
    for (const [name, value] of Object.entries(ANSWERED)) {
      if (typeof value === 'string' && !name.includes('unica') && !name.includes('cierto'))
        expect(valueOf(page, name)?.trim(), name).to.equal(value);
    }
    for (const item of ['t-parejas', 't-orden', 't-palabra', 't-numero', 't-huecos', 't-texto'])
      expect(stateOf(page, item), item).to.match(/^recibida \d\d:\d\d$/);

    await rosa.post(`${path}/respuestas`, { clave: 'k2', 'r_t-huecos.quien': 'm' });
    const again = await rosa.visit(path);
    expect(stateOf(again, 't-huecos')).to.include('falta una parte');
    expect(stateOf(again, 't-archivo')).to.equal('sin responder');
    const asked = await rosa.post(`${path}/entrega`, { clave: 'k3' });
    expect(asked.status).to.equal(422);
    const links = [...asked.document.querySelectorAll('main ul a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).to.have.members(
      ['t-huecos', 't-archivo', 't-oral', 't-situacion'].map((id) => `${path}#r_${id}`),
    );
    expect(asked.text).not.to.include('**');
  });

  it('says before handing in what looks like a slip in an answer, and loses nothing of it', async () => {
    const long = Array.from({ length: 201 }, (_none, at) => `palabra${String(at)}`).join(' ');
    const doubts = (page: Page): Record<string, string> =>
      Object.fromEntries(
        [...page.document.querySelectorAll('fieldset[data-item]')].flatMap((field) => {
          const said = field.querySelector('[data-doubt]')?.textContent?.trim();
          return said === undefined ? [] : [[field.getAttribute('data-item') ?? '', said]];
        }),
      );
    const slips = {
      ...ANSWERED,
      'r_t-numero': 'dieciséis y algo',
      'r_t-huecos.cuantas': 'unas diez',
      'r_t-texto': long,
    };
    const asked = await rosa.post(`${path}/entrega`, { clave: 'k', ...slips });
    expect(asked.status).to.equal(422);
    expect(asked.text)
      .to.include('Mira otra vez 3 respuestas')
      .and.include('Palabras de tu texto: 201; se piden como máximo 200');
    const page = await rosa.visit(path);
    expect(Object.keys(doubts(page))).to.have.members(['t-numero', 't-huecos', 't-texto']);
    expect(doubts(page)['t-numero']).to.include('solo con cifras');
    expect(valueOf(page, 'r_t-numero')).to.equal('dieciséis y algo');
    expect(valueOf(page, 'r_t-texto')?.trim()).to.equal(long);
    const english = await rosa.visit(`${path}?lang=en`);
    expect(doubts(english)['t-huecos']).to.include('Gap 2 asks for a number');
    await rosa.visit(`${path}?lang=es-MX`);
    await rosa.post(`${path}/respuestas`, { clave: 'k2', ...ANSWERED, 'r_t-texto': 'Corto.' });
    expect(doubts(await rosa.visit(path))).to.deep.equal({
      't-texto':
        'Palabras de tu texto: 1; se piden al menos 20. Está guardado; puedes completarlo.',
    });
    const sent = await rosa.post(`${path}/entrega`, { clave: 'k3', confirmar: '1' });
    expect(sent.status).to.equal(303);
  });

  it('repeats a receipt for the same parts under the same key, and refuses others', async () => {
    const fields = { clave: 'k', 'r_t-orden.contar': '1', 'r_t-orden.escribir': '2' };
    const first = (await rosa.post(`${path}/respuestas`, fields, JSON_PLEASE)).json();
    const again = (await rosa.post(`${path}/respuestas`, fields, JSON_PLEASE)).json();
    expect(again).to.deep.equal(first);
    const other = await rosa.post(
      `${path}/respuestas`,
      { ...fields, 'r_t-orden.escribir': '3' },
      JSON_PLEASE,
    );
    expect(other.status).to.equal(409);
    expect(other.json()).to.include({ motivo: 'clave' });
  });

  it('looks back on each with its verdict, its share and its reason', async () => {
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1', ...HALF_RIGHT });
    const { text, document } = await rosa.visit(`${path}/resultado`);
    expect(text).to.include('Falta que la califiquen');
    expect(text).to.include('2 de 3');
    expect(text).to.include('Casi; en una oficina se pide');
    expect(text).to.include('Cerca; divide otra vez.');
    expect(text).to.include('El ámbito dice sobre qué se actúa.');
    expect(text).to.include('Lo correcto: Comunitario');
    expect(text).to.include('Hueco 2');
    expect(text).to.include('Diez lámparas, por favor.');
    expect(document.querySelectorAll('.review > li')).to.have.length(12);
  });

  it('gives back what came too late', async () => {
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1' });
    const late = await rosa.post(`${path}/respuestas`, { clave: 'k2', ...ANSWERED });
    expect(late.status).to.equal(409);
    for (const text of ['Situacional', '1. Contar las lámparas', 'acuse', 'Diez lámparas'])
      expect(late.text).to.include(text);
  });

  for (const [what, fields] of Object.entries({
    'an answer that is none of the list': { 'r_t-parejas.luz': 'otra' },
    'a part that there is not': { 'r_t-parejas.nada': 'luz' },
    'a part of what has none': { 'r_t-unica.a': 'a' },
    'no part of what has some': { 'r_t-parejas': 'luz' },
    'a place beyond the last': { 'r_t-orden.contar': '5' },
    'a place that is no number': { 'r_t-orden.contar': '1e0' },
    'a line that is too long': { 'r_t-palabra': 'a'.repeat(501) },
    'two lines': { 'r_t-palabra': ['a', 'b'] },
    'a gap that offers something else': { 'r_t-huecos.quien': 'alcaldía' },
    'a text that is too long': { 'r_t-texto': 'a'.repeat(30_001) },
    'a file that nobody sent': { 'r_t-archivo': '../../etc/passwd' },
    'a way that does not exist': { 'r_t-situacion': '01:datos=conteo' },
    'a decision without a number': { 'r_t-situacion': 'reunion=escuchar' },
    'a decision that skips one': { 'r_t-situacion': '02:reunion=escuchar' },
    'a name like a prototype': { r___proto__: 'a' },
    'a part like a prototype': { 'r_t-parejas.__proto__': 'luz' },
  } as Record<string, Record<string, string | string[]>>)) {
    it(`refuses ${what}`, async () => {
      const answer = await rosa.post(`${path}/respuestas`, { clave: 'k', ...fields });
      expect(answer.status).to.equal(422);
      expect(await app.database.db('attempt_answers')).to.deep.equal([]);
    });
  }

  it('takes any text that people can write', async () => {
    for (const [at, text] of [
      '\u0000',
      '\ud800',
      '=',
      '*',
      '<b>&amp;',
      '{{quien}}',
      '💡',
    ].entries()) {
      const fields = { 'r_t-palabra': text, 'r_t-texto': text, 'r_t-huecos.dia': text };
      const answer = await rosa.post(`${path}/respuestas`, { clave: `k${String(at)}`, ...fields });
      expect(answer.status, JSON.stringify(text)).to.equal(303);
      expect((await rosa.visit(path)).status).to.equal(200);
    }
  });
});

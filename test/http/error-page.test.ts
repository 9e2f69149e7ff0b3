import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';
import type { Page } from '../support/browser.ts';

describe('the page that answers a form with an error', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('gives back every field when the session ended meanwhile, short or long, but no password', async () => {
    const irene = await app.signedIn('irene');
    await app.database.db('sessions').delete();
    const long = 'Lo que conté de mi comunidad. '.repeat(20);
    const page = await irene.post('/administrar/invitaciones', {
      etiqueta: 'Taller',
      usos: '3',
      motivo: long,
      temas: ['agua', 'milpa'],
      apodo: '<b>Na</b>',
      clave: 'key-of-the-page',
      visto: 'last-text-of-the-page',
      revision: '7',
      vacio: ' ',
      password: 'nopal tejado jueves',
      password_actual: 'otra frase',
    });
    expect(page.status).to.equal(403);
    const facts = [...page.document.querySelectorAll('.facts dt, .facts dd')].map(
      (node) => node.textContent,
    );
    expect(facts).to.deep.equal([
      ...['Nombre de la invitación', 'Taller', 'Cuántas personas', '3'],
      ...['apodo', '<b>Na</b>'],
    ]);
    const areas = [...page.document.querySelectorAll('textarea')].map((node) => node.textContent);
    expect(areas).to.deep.equal([long, 'agua\nmilpa']);
    expect(page.body).to.not.contain('nopal tejado').and.not.contain('otra frase');
    expect(page.text).to.not.contain('-of-the-page').and.not.contain('vacio');
    const again = page.document.querySelector('main form[method=post]');
    expect(again?.getAttribute('action')).to.equal('/administrar/invitaciones');
    const hidden = [...(again?.querySelectorAll('input') ?? [])].map((field) => [
      field.getAttribute('name'),
      field.getAttribute('value'),
    ]);
    expect(hidden).to.deep.equal([
      ['etiqueta', 'Taller'],
      ['usos', '3'],
      ['motivo', long],
      ['temas', 'agua'],
      ['temas', 'milpa'],
      ['apodo', '<b>Na</b>'],
      ['clave', 'key-of-the-page'],
      ['visto', 'last-text-of-the-page'],
      ['revision', '7'],
      ['vacio', ' '],
    ]);
    expect(page.document.querySelector('main a[href^="/entrar"]')).to.not.equal(null);
  });

  it('tells what was typed to whoever comes next, under names that people know, and no option by its letter', async () => {
    const tomas = await app.signedIn('tomas');
    const sent = {
      clave: 'k',
      titulo: 'La plaza',
      'r_ca-casilla-prima': 'a',
      'r_ca-varias': ['a', 'c'],
      'r_ca-carta': 'Diez lámparas.',
    };
    const page = await tomas.post('/intentos/no-es-suyo/entrega', sent);
    expect(page.status).to.equal(404);
    const told = (one: Page): (string | null)[] =>
      [...one.document.querySelectorAll('.facts dt, .facts dd')].map((node) => node.textContent);
    expect(told(page)).to.deep.equal(['Título', 'La plaza', 'Respuesta', 'Diez lámparas.']);
    const english = await tomas.post('/intentos/no-es-suyo/entrega?lang=en', sent);
    expect(told(english)).to.deep.equal(['Title', 'La plaza', 'Answer', 'Diez lámparas.']);
  });
});

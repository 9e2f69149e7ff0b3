import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';

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
    expect(facts).to.deep.equal(['etiqueta', 'Taller', 'usos', '3', 'apodo', '<b>Na</b>']);
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
});

import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { figuresOf, seedEnrolments } from './seed.ts';

const INDICATORS = '/administrar/indicadores';

/** The cells of a table of the page, by the heading of its rows. */
function linesOf(page: Awaited<ReturnType<Browser['get']>>, id: string): Record<string, string[]> {
  const table = page.document.querySelector(`[aria-labelledby=${id}] tbody`);
  return Object.fromEntries(
    [...(table?.querySelectorAll('tr') ?? [])].map((row) => [
      (row.querySelector('th')?.textContent ?? '').trim(),
      [...row.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').trim()),
    ]),
  );
}

describe('the indicators', () => {
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  it('tell a state its funnel, time, coverage, gap and months, each with definition and n', async () => {
    const page = await irene.get(INDICATORS);
    expect(page.status).to.equal(200);
    const figures = figuresOf(page);
    expect(figures['Tasa de inicio']).to.equal('84%');
    expect(figures['Tasa de terminación']).to.equal('49%');
    expect(figures['Municipios con alguien que terminó']).to.equal('2');
    // Begun in May and June, done on 1 October: 16 of May, 2 of June.
    expect(figures['Tiempo a término']).to.match(/^1[45]\d días$/);
    expect(page.text).to.include('n = 18').and.include('de 2,478 municipios');
    expect(linesOf(page, 'embudo')).to.deep.equal({
      Inscripciones: ['37', '100%', '–'],
      Iniciaron: ['31', '84%', '6'],
      Terminaron: ['18', '49%', '13'],
      'Constancias vigentes': ['17', '46%', '1'],
    });
    expect(linesOf(page, 'brecha')['mujeres']?.[0]).to.equal('17 de 33');
    expect(page.text).to.match(/Diferencia en terminación: \+26\.5 puntos/);
    expect(linesOf(page, 'meses')['mayo de 2026']).to.deep.equal(['34', '16', '47%']);
    expect(linesOf(page, 'vigencia')['después, o no vence']).to.deep.equal(['17']);
    for (const figure of page.document.querySelectorAll('.stat')) {
      expect(figure.querySelector('details')?.textContent).to.match(/I-\d\d/);
    }
  });

  it('lead from an entity to its municipalities', async () => {
    const page = await irene.get(INDICATORS);
    const link = page.document.querySelector('[aria-labelledby=estados] a');
    expect(link?.getAttribute('href')).to.equal('/administrar/avance?por=municipio&estado=20');
  });

  it('hide for SESNSP what the report hides, on the map as in the table', async () => {
    const page = await lucia.get(`${INDICATORS}?lado=community`);
    expect(linesOf(page, 'brecha')['hombres']).to.deep.equal(['n. d.', 'n. d.', 'n. d.']);
    expect(page.text).to.include('No hay cifras de mujeres y de hombres');
    // With a condition nothing is told that has no line to be protected in.
    expect(page.text).to.include('solo para todo tu alcance');
    expect(Object.keys(figuresOf(page))).to.deep.equal(['Tasa de inicio', 'Tasa de terminación']);
    const tiles = [...page.document.querySelectorAll('figure svg g')].map((tile) =>
      [...tile.querySelectorAll('text')].map((text) => text.textContent).join(' '),
    );
    expect(tiles).to.have.length(32);
    expect(tiles).to.include('Oax. 49%').and.include('Yuc. –');
  });

  it('tell SESNSP of her whole scope what counts enough people', async () => {
    const page = await lucia.get(INDICATORS);
    expect(figuresOf(page)['Tiempo a término']).to.match(/ días$/);
    expect(page.text).to.include('31 de octubre de 2026');
  });

  it('are not there for those who read no reports', async () => {
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(INDICATORS)).status).to.equal(404);
    expect((await app.browser().get(INDICATORS)).location).to.include('/entrar');
    expect((await irene.get(`${INDICATORS}?estado=15`)).status).to.equal(404);
  });
});

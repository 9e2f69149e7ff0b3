import { expect } from 'chai';
import { textsOf } from '../../../src/features/assessment/item-texts.ts';
import type { ItemDocument } from '../../../src/features/courses/item-document.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import { ALL_RIGHT, publishQuizCourse, SLUG } from './quiz-course.ts';

const stem = { es: '**Uno** ![mapa](media/mapa.png)', en: '**One** ![map](media/mapa.png)' };
const item = { id: 'uno', type: 'essay', format: 'markdown', stem } as unknown as ItemDocument;
const files = (sha256: string) => ({
  media: { 'mapa.png': { sha256, type: 'image/png', bytes: 9 } },
});
const [first, second] = [files('a'.repeat(64)), files('b'.repeat(64))];

describe('texts of items that are made once', () => {
  it('are of their language, with and without marks', () => {
    for (let round = 0; round < 2; round += 1) {
      const [es, en] = [textsOf(first, item, 'es-MX'), textsOf(first, item, 'en')];
      expect(es.html(stem)).to.include('<strong>Uno</strong>').and.to.include('alt="mapa"');
      expect(en.html(stem)).to.include('<strong>One</strong>').and.to.include('alt="map"');
      expect([es.plain(stem), en.plain(stem)]).to.deep.equal(['Uno mapa', 'One map']);
    }
  });

  it('show the files that lie beside the item now', () => {
    const shown = [first, second, first].map((given) => textsOf(given, item, 'es-MX').html(stem));
    expect(shown[0]).to.include('aaaaaaaa').and.to.equal(shown[2]);
    expect(shown[1]).to.include('bbbbbbbb').and.not.to.include('aaaaaaaa');
  });

  it('are those of the item that is asked, where another has the same id', () => {
    const mended = { ...item, stem: { es: 'Dos', en: 'Two' } };
    expect(textsOf(first, item, 'en').plain(item.stem)).to.equal('One map');
    expect(textsOf(first, mended, 'en').plain(mended.stem)).to.equal('Two');
  });
});

describe('the page of an open attempt', () => {
  let app: TestApp;
  let rosa: Browser;
  let elena: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    for (const name of ['rosa', 'elena'] as const)
      await enrol(app.database.db, { name, slug: SLUG });
    [rosa, elena] = [await app.signedIn('rosa'), await app.signedIn('elena')];
  });
  after(() => app.stop());

  it('shows at once what its reader answered and in which language she reads, and to nobody else', async () => {
    const start = async (browser: Browser): Promise<string> =>
      (await browser.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`)).location;
    const [hers, others] = [await start(rosa), await start(elena)];
    const look = async (browser: Browser, path: string) => {
      const { document, body } = await browser.get(path);
      const legends = [...document.querySelectorAll('legend')].map((one) => one.textContent);
      const chosen = [...document.querySelectorAll('input[checked]')].length;
      const order = [...body.matchAll(/data-item="([^"]+)"/g)].map(([, id]) => id);
      return { legends, chosen, order, body };
    };
    const empty = await look(rosa, hers);
    expect(empty.chosen).to.equal(0);
    await rosa.post(`${hers}/respuestas`, { clave: 'clave-de-rosa-1', ...ALL_RIGHT });
    const full = await look(rosa, hers);
    expect(full.chosen).to.be.greaterThan(0);
    expect(full.order).to.deep.equal(empty.order);
    expect(full.legends).to.deep.equal(empty.legends);
    expect((await look(elena, others)).chosen).to.equal(0);

    const english = await look(rosa, `${hers}?lang=en`);
    expect(english.order).to.deep.equal(empty.order);
    expect(english.chosen).to.equal(full.chosen);
    expect(english.legends).not.to.deep.equal(full.legends);
    expect((await look(rosa, `${hers}?lang=es-MX`)).legends).to.deep.equal(full.legends);
  });
});

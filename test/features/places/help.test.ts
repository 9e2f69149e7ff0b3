import { join } from 'node:path';
import { expect } from 'chai';
import { DAY, MINUTE } from '../../../src/lib/clock.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { supportLines } from '../../../src/features/places/support-lines.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { testClock } from '../../support/clock.ts';

const both = (text: string) => ({ es: text, en: text });
const line = (
  id: string,
  more: { scope?: string; always?: boolean; verifiedOn?: string | null } = {},
) => ({
  id,
  name: both(id),
  number: '800 000 0000',
  hours: both('24'),
  text: both('x'),
  always: false,
  scope: 'national',
  verifiedOn: '2026-11-01',
  ...more,
});

describe('support lines', () => {
  const clock = testClock();
  let lists = [
    line('a', { always: true, verifiedOn: '2026-05-27' }),
    line('b', { verifiedOn: null }),
    line('c', { scope: '15' }),
    line('d', { scope: '20' }),
    line('e'),
    line('f', { always: true, verifiedOn: '2026-05-26' }),
  ];
  const lines = supportLines({
    clock,
    read: () => Promise.resolve({ lines: lists, outside: null }),
  });
  const ids = (sheet: { lines: { id: string }[] }): string[] => sheet.lines.map(({ id }) => id);

  it('put first those that always stand, then those of the state, and hide what nobody verified', async () => {
    expect(ids(await lines.box('15'))).to.deep.equal(['a', 'f', 'c']);
    expect(ids(await lines.box(null))).to.deep.equal(['a', 'f']);
    expect(ids(await lines.inState('20'))).to.deep.equal(['a', 'd', 'e', 'f']);
  });

  it('ask to confirm a number that is older than 180 days, and name it to staff', async () => {
    expect((await lines.stale()).map(({ id }) => id)).to.deep.equal(['f']);
    clock.advance(DAY);
    expect((await lines.stale()).map(({ id }) => id)).to.deep.equal(['a', 'f']);
  });

  it('follow a change within a minute', async () => {
    lists = [line('nueva', { always: true })];
    clock.advance(MINUTE);
    expect(ids(await lines.box(null))).to.deep.equal(['nueva']);
  });
});

describe('help', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({
      before: (services) => services.content.sync(join(projectRoot, 'content')),
    });
  });
  after(() => app.stop());

  const numbers = (page: {
    document: { querySelectorAll(s: string): Iterable<{ getAttribute(n: string): string | null }> };
  }) =>
    [...page.document.querySelectorAll('.support__call')].map((call) => call.getAttribute('href'));

  it('shows every verified line, of the whole country or of a state, without an account', async () => {
    expect(numbers(await app.browser().get('/ayuda'))).to.deep.equal([
      'tel:911',
      'tel:079',
      'tel:8009112000',
      'tel:089',
    ]);
    const page = await app.browser().get('/ayuda?estado=19');
    expect(numbers(page)).to.include('tel:070');
    expect(page.document.querySelector('#estado option[selected]')?.textContent).to.equal(
      'Nuevo León',
    );
    expect(page.body).not.to.include('5259 8121');
  });

  it("begins with a person's own state, and lets her look at another", async () => {
    const rosa = await app.signedIn('rosa');
    expect(numbers(await rosa.get('/ayuda'))).to.include('tel:8001084053');
    expect(numbers(await rosa.get('/ayuda?estado='))).not.to.include('tel:8001084053');
    for (const estado of ['99', 'x', '%00', '15&estado=20', 'a'.repeat(9000)]) {
      expect((await rosa.get(`/ayuda?estado=${estado}`)).status, estado).to.equal(200);
    }
  });

  it('says what quick exit does and what the phone still shows', async () => {
    const { text } = await app.browser().get('/ayuda');
    expect(text)
      .to.include('Shift tres veces')
      .and.include('es.wikipedia.org')
      .and.include('historial')
      .and.include('descargas')
      .and.include('registro de llamadas')
      .and.include('no atiende emergencias ni recibe denuncias');
  });

  it('has an accessibility statement that names what is missing, in both languages', async () => {
    const browser = app.browser();
    expect((await browser.get('/accesibilidad')).text).to.include('Lo que todavía falta');
    expect((await browser.get('/accesibilidad?lang=en')).text).to.include('no external audit');
    expect((await browser.get('/ayuda')).text)
      .to.include('Quick exit')
      .and.not.include('Salir rápido');
  });
});

import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { drawnText, tablesOf } from '../../support/pdf-text.ts';
import { sheetsOf } from '../../support/workbook.ts';
import { seedEnrolments } from './seed.ts';

const REPORT = '/administrar/avance';
const BRIEFS = '/administrar/fichas';
const HIDDEN = 'n.d.';

/** Without what only one medium writes: spaces, the commas of thousands and the sign of percentages, which may stand in the heading. */
const plain = (cell: string): string => cell.replace(/[\s,]|\(?%\)?/g, '');
type Table = string[][];
const plainly = (table: Table): Table => table.map((row) => row.map(plain));

/** What a cell shows; what is only said to whoever listens is no figure. */
type Found = NonNullable<ReturnType<Page['document']['querySelector']>>;
const shownIn = (cell: Found): string =>
  [...cell.querySelectorAll('.visually-hidden')].reduce(
    (text, said) => text.replace(said.textContent ?? '', ''),
    cell.textContent ?? '',
  );

/** A table of a page, heading and total included. */
const onScreen = (page: Page, where = 'main'): Table => {
  const table = page.document.querySelector(`${where} table`);
  return plainly(
    [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
      [...row.querySelectorAll('th, td')].map(shownIn),
    ),
  );
};
const inCsv = (page: Page): Table => plainly(parse(page.body, { bom: true }));
/** The last column of a CSV is its cut-off. */
const withoutCutOff = (table: Table): Table => table.map((row) => row.slice(0, -1));
const hiddenIn = (table: Table): number => table.flat().filter((cell) => cell === HIDDEN).length;

describe('figures', function () {
  this.timeout(120_000);
  let app: TestApp;
  const readers = new Map<string, Browser>();
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    for (const name of ['irene', 'lucia', 'marco'] as const)
      readers.set(name, await app.signedIn(name));
  });
  after(() => app.stop());
  const as = (name: string): Browser => {
    const reader = readers.get(name);
    if (reader === undefined) throw new Error(`${name} does not read`);
    return reader;
  };

  for (const [name, query, hides] of [
    ['irene', '?por=municipio&orden=-inscripciones', false],
    ['irene', '?por=sexo', false],
    ['irene', '?por=edad', false],
    ['lucia', '?por=edad', true],
    ['lucia', '?por=grado', true],
    ['lucia', '?por=sexo&lado=community', true],
    ['lucia', '?por=estado', true],
    ['lucia', '?por=curso&juntar=1', true],
    ['lucia', '?por=periodo&lang=en', true],
    ['marco', '?por=institucion', false],
    ['marco', '?por=region', false],
    ['marco', '?por=grupo', false],
    ['lucia', '?por=fondo&lado=community', true],
  ] as const) {
    it(`of ${name} for ${query} are those of her screen in CSV, XLSX and PDF, what is hidden hidden`, async () => {
      const reader = as(name);
      const screen = onScreen(await reader.get(`${REPORT}${query}`));
      expect(screen.length).to.be.greaterThan(2);
      expect(hiddenIn(screen) > 0, 'something is hidden').to.equal(hides);
      const file = await reader.get(`${REPORT}.csv${query}`);
      expect(withoutCutOff(inCsv(file)), 'CSV').to.deep.equal(screen);
      const book = await sheetsOf((await reader.get(`${REPORT}.xlsx${query}`)).bytes);
      expect(withoutCutOff(plainly(book[0]?.rows ?? [])), 'XLSX').to.deep.equal(screen);
      const { bytes } = await reader.get(`${REPORT}.pdf${query}`);
      const printed = tablesOf(bytes);
      expect(printed).to.have.length(1);
      expect(plainly(printed[0] ?? []), 'PDF').to.deep.equal(screen);
      const [heads = []] = parse(file.body, { bom: true });
      expect(printed[0]?.[0], 'no word of a heading is cut').to.deep.equal(heads.slice(0, -1));
      const notes = plain(drawnText(bytes));
      const definitions = plain(book[1]?.rows.flat().join(' ') ?? '');
      for (const told of [notes, definitions]) expect(told.includes(`${HIDDEN}:`)).to.equal(hides);
    });
  }

  for (const [name, state, hides] of [
    ['irene', '20', false],
    ['lucia', '11', true],
    // Nobody is enrolled there: there is nobody to hide.
    ['lucia', '25', false],
  ] as const) {
    it(`of the brief of ${state} for ${name} are those of her screen on paper, and those of the report`, async () => {
      const reader = as(name);
      const brief = await reader.get(`${BRIEFS}/${state}`);
      const { bytes } = await reader.get(`${BRIEFS}/${state}.pdf`);
      const screen = ['parte-1', 'parte-2'].map((part) =>
        onScreen(brief, `[aria-labelledby="${part}"]`),
      );
      expect(tablesOf(bytes).map(plainly)).to.deep.equal(screen);
      expect(
        screen.some((table) => hiddenIn(table) > 0),
        'something is hidden',
      ).to.equal(hides);
      const [byCourse = [], bySex = []] = screen;
      const csvBy = async (by: string): Promise<Table> =>
        withoutCutOff(inCsv(await reader.get(`${REPORT}.csv?estado=${state}&por=${by}`)));
      expect(byCourse).to.deep.equal(await csvBy('curso'));
      expect(bySex).to.deep.equal((await csvBy('sexo')).slice(0, -1));
      const paper = plain(drawnText(bytes));
      const sentences = [...brief.document.querySelectorAll('main .stack p, main .notes li')];
      expect(sentences.length).to.be.greaterThan(5);
      for (const { textContent } of sentences) expect(paper).to.include(plain(textContent ?? ''));
    });
  }

  it('of a scheduled report are those of the screen of the day it was made, what is hidden hidden', async () => {
    const wishes = [
      ['irene', 'municipio', false],
      ['lucia', 'estado', true],
    ] as const;
    for (const [name, by] of wishes) {
      const wish = { por: by, cada: 'month', motivo: 'Informe mensual al consejo' };
      expect((await as(name).post(`${REPORT}/programados`, wish)).status).to.equal(303);
    }
    app.clock.advance(9 * DAY);
    expect(await app.services.schedules.makeDue()).to.equal(wishes.length);
    for (const [name, by, hides] of wishes) {
      const reader = await app.signedIn(name);
      const list = await reader.get(`${REPORT}/programados`);
      const address = list.document.querySelector('li.card a')?.getAttribute('href') ?? '';
      const screen = onScreen(await reader.get(`${REPORT}?por=${by}`));
      expect(withoutCutOff(inCsv(await reader.get(address)))).to.deep.equal(screen);
      expect(hiddenIn(screen) > 0, name).to.equal(hides);
    }
  });
});

import { expect } from 'chai';
import { reportPdf } from '../../../src/features/reports/report-document.ts';
import { allSeen, noFigures, type Report } from '../../../src/features/reports/report.ts';
import { reportRows } from '../../../src/features/reports/rows.ts';
import { tableOf } from '../../../src/features/reports/table.ts';
import { completionPage } from '../../../src/features/reports/views.ts';
import { reportSheet } from '../../../src/features/reports/xlsx.ts';
import { formatFor } from '../../../src/i18n/format.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { NOW } from '../../support/clock.ts';
import { drawnText } from '../../support/pdf-text.ts';

/** Nobody of one sex, figures that are hidden of another. */
const report: Report = {
  query: { por: 'sexo' },
  groupBy: 'sex',
  choices: {
    ...{
      courses: [],
      cohorts: [],
      funds: [],
      states: [],
      municipalities: [],
      institutions: [],
      networks: [],
      sides: [],
    },
    stateCode: null,
  },
  ...{
    threshold: 10,
    cutOffDay: '2026-10-31',
    tooFine: false,
    hidesMuch: false,
    people: 20,
    mayTake: true,
  },
  rows: [
    { id: 'mujer', name: null, figures: noFigures },
    {
      id: 'hombre',
      name: null,
      figures: allSeen({ enrolled: 0, started: 0, completed: 0, certified: 0 }),
    },
  ],
  total: allSeen({ enrolled: 20, started: 15, completed: 10, certified: 10 }),
};

describe('a share of nobody', () => {
  const words = { t: translator('es-MX'), fmt: formatFor('es-MX') };
  const { t, fmt } = words;
  const table = tableOf(report, t, fmt);
  const texts = { hidden: t('report.hidden') };

  it('is a dash on the page that says so to whoever hears it, where n. d. says that something is hidden', () => {
    const charts = null;
    const may = { export: false, names: false };
    const page = completionPage({ report, now: NOW, charts, may }, words);
    const rates = Object.fromEntries(page.rows.map(({ label, values }) => [label, values[3]]));
    expect(rates).to.deep.equal({ mujeres: 'n. d.', hombres: { dash: 'no hay a quién contar' } });
    expect(page.notes.join(' ')).to.include('–: no hay a quién contar');
  });

  it('and the same dash in CSV, XLSX and PDF', async () => {
    const rows = [...reportRows(table, { ...texts, cutOffDay: '2026-10-31' })];
    expect(rows[0]).to.deep.equal(['hombres', 0, 0, 0, '–', 0, '2026-10-31']);
    expect(rows[1]?.[4]).to.equal('n. d.');
    const dated = { cutOffHead: 'Corte', cutOffDay: '2026-10-31' };
    const sheet = reportSheet(table, { ...texts, ...dated, sheet: 'Avance' });
    for await (const some of sheet.rows)
      expect(some[0]).to.deep.equal(['hombres', 0, 0, 0, '–', 0, '2026-10-31']);
    const pdf = await reportPdf({
      ...{ title: 'Avance', lang: 'es-MX', table, ...texts, made: NOW, notes: [] },
      ...{ definitionsTitle: 'Definiciones', definitions: [] },
    });
    expect(drawnText(pdf)).to.match(/hombres\s*0\s*0\s*0\s*–\s*0/);
  });
});

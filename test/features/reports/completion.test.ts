import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { GROUP_NAMES } from '../../../src/features/reports/filters.ts';
import { figuresOf, seedEnrolments, someoneWith, tableOf } from './seed.ts';

const REPORT = '/administrar/avance';
const HIDDEN = 'n. d.';
const JUCHITAN = 'Heroica Ciudad de Juchitán de Zaragoza';

describe('the completion report', () => {
  let app: TestApp;
  let rosa: Browser;
  let irene: Browser;
  let lucia: Browser;
  let marco: Browser;
  let observer: Browser;
  before(async () => {
    app = await startApp({
      before: seedEnrolments,
    });
    rosa = await app.signedIn('rosa');
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
    marco = await app.signedIn('marco');
    observer = await someoneWith(app, 'observer');
  });
  after(() => app.stop());

  describe('for those who may list these people by name', () => {
    it('counts every enrolment of the network for its coordinator, each person once, none withdrawn', async () => {
      const page = await rosa.get(REPORT);
      expect(page.status).to.equal(200);
      expect(figuresOf(page)).to.deep.equal({
        Inscripciones: '58',
        Personas: '46',
        Iniciaron: '42',
        Terminaron: '34%',
        'Constancias vigentes': '20',
      });
      expect(page.text).to.include('20 de 58 inscripciones');
      expect(tableOf(page)['Curso dos']).to.deep.equal({
        Inscripciones: '12',
        Iniciaron: '12',
        Terminaron: '0',
        Terminación: '0%',
        'Constancias vigentes': '0',
      });
    });

    it('shows the women’s institute of Oaxaca her own state, to the last person', async () => {
      const page = await irene.get(`${REPORT}?por=municipio`);
      const table = tableOf(page);
      expect(Object.keys(table)).to.deep.equal([JUCHITAN, 'Oaxaca de Juárez', 'Total']);
      expect(table[JUCHITAN]).to.include({
        Inscripciones: '3',
        Terminaron: '2',
        'Constancias vigentes': '1',
      });
      expect(table['Oaxaca de Juárez']).to.include({
        Inscripciones: '34',
        Iniciaron: '28',
        Terminaron: '16',
      });
      expect(table['Total']).to.include({
        Inscripciones: '37',
        Iniciaron: '31',
        Terminaron: '18',
        Terminación: '49%',
      });
      expect(page.text).not.to.include('n. d.');
    });

    it('crosses whatever she likes within her state', async () => {
      const page = await irene.get(`${REPORT}?por=sexo&municipio=20067&periodo=2026-05`);
      expect(tableOf(page)).to.have.keys('mujeres', 'hombres', 'Total');
      expect(tableOf(page)['hombres']).to.include({ Inscripciones: '4', Terminaron: '1' });
    });

    it('knows no other state, neither as a choice nor in the address', async () => {
      const page = await irene.get(REPORT);
      expect([...page.document.querySelectorAll('select[name=estado]')]).to.deep.equal([]);
      expect(page.body).not.to.match(/IMM Ecatepec|PM León|Cecopam/);
      for (const query of [
        'estado=15',
        'municipio=15033',
        'red=mucpaz-15033-01',
        'institucion=pm-11020',
        'lado=police',
      ]) {
        expect((await irene.get(`${REPORT}?${query}`)).status, query).to.equal(404);
      }
    });

    it('groups the enrolments of a period by the month in which they began', async () => {
      const page = await irene.get(`${REPORT}?por=periodo&periodo=2026-I`);
      const table = tableOf(page);
      expect(Object.keys(table)).to.deep.equal(['mayo de 2026', 'junio de 2026', 'Total']);
      expect(table['mayo de 2026']).to.include({ Inscripciones: '34' });
      expect(figuresOf(await irene.get(`${REPORT}?periodo=2026-T3`))).to.deep.equal({});
    });

    it('counts both forces for Cecopam and nobody of the community', async () => {
      const page = await marco.get(`${REPORT}?por=institucion`);
      const table = tableOf(page);
      expect(table).to.have.keys('PM León', 'Cecopam', 'Total');
      expect(table['Cecopam']).to.include({ Inscripciones: '12', Terminaron: '9' });
      expect(table['Total']).to.include({
        Inscripciones: '69',
        Terminaron: '43',
        'Constancias vigentes': '41',
      });
      const subtree = await marco.get(`${REPORT}?por=institucion&institucion=sedena`);
      expect(tableOf(subtree)).to.have.keys('Cecopam', 'Total');
    });
  });

  describe('for those who may not', function () {
    this.timeout(60_000);
    it('shows SESNSP the police to the last person', async () => {
      const page = await lucia.get(`${REPORT}?lado=police&por=sexo`);
      const table = tableOf(page);
      expect(table['mujeres']).to.include({ Inscripciones: '7', Terminaron: '4' });
      expect(table['Total']).to.include({
        Inscripciones: '57',
        Iniciaron: '51',
        Terminaron: '34',
        'Constancias vigentes': '32',
      });
    });

    it('shows her the community by state, up to the last closed month, without those who came after it', async () => {
      const page = await lucia.get(`${REPORT}?lado=community&por=estado`);
      const table = tableOf(page);
      expect(table['México']).to.include({ Inscripciones: '52', Terminaron: '20' });
      expect(table['Oaxaca']).to.include({ Inscripciones: '37', Terminaron: '18' });
      expect(table['Total']).to.include({ Inscripciones: '114' });
      expect(page.text).to.include('31 de octubre de 2026');
      expect(page.text).to.include('menores de 10');
    });

    it('hides four men, and the women who would give them away', async () => {
      const page = await lucia.get(`${REPORT}?lado=community&por=sexo`);
      const table = tableOf(page);
      expect(table['hombres']).to.include({
        Inscripciones: HIDDEN,
        Terminaron: HIDDEN,
        Terminación: HIDDEN,
      });
      expect(table['mujeres']).to.include({ Inscripciones: HIDDEN });
      expect(table['Total']).to.include({ Inscripciones: '114' });
    });

    it('hides them as well where the police whom she knows are counted with them', async () => {
      const table = tableOf(await lucia.get(`${REPORT}?por=sexo`));
      expect(table['hombres']).to.include({ Inscripciones: HIDDEN });
      expect(table['Total']).to.include({ Inscripciones: '171' });
    });

    it('counts her police exactly in a table of both', async () => {
      const table = tableOf(await lucia.get(`${REPORT}?por=institucion`));
      expect(table['PM León']).to.include({ Inscripciones: '57', Terminaron: '34' });
    });

    it('hides three people of Juchitán and the rest of their state’s line', async () => {
      const page = await lucia.get(`${REPORT}?lado=community&por=municipio&estado=20`);
      const table = tableOf(page);
      expect(table[JUCHITAN]).to.include({ Inscripciones: HIDDEN });
      expect(table['Oaxaca de Juárez']).to.include({ Inscripciones: HIDDEN });
      expect(table['Total']).to.include({ Inscripciones: '37' });
      expect(page.body).not.to.match(/>(3|34)</);
    });

    it('takes two dimensions at a time beside the period, one below state, and says why', async () => {
      for (const query of [
        'por=municipio&estado=20&sexo=mujer',
        'por=sexo&municipio=20067',
        'por=red&municipio=15033',
        'por=institucion&red=mucpaz-15033-01&estado=15',
        'por=municipio&estado=20&curso=curso-breve&periodo=2026',
        'por=estado&sexo=mujer&curso=curso-breve',
        'por=sexo&estado=20&curso=curso-breve&periodo=2026-T2',
      ]) {
        const page = await lucia.get(`${REPORT}?lado=community&${query}`);
        expect(page.status, query).to.equal(422);
        expect(page.text, query).to.include('demasiado fina');
        expect([...page.document.querySelectorAll('.stat, tbody tr')], query).to.deep.equal([]);
        expect((await lucia.get(`${REPORT}.csv?lado=community&${query}`)).status, query).to.equal(
          422,
        );
      }
      const crossed = await lucia.get(`${REPORT}?por=estado&sexo=mujer&periodo=2026`);
      expect(crossed.status).to.equal(200);
    });

    it('gives an observer counts of everybody and no file, no names', async () => {
      const page = await observer.get(`${REPORT}?por=estado`);
      expect(tableOf(page)['Total']).to.include({ Inscripciones: '183' });
      expect(tableOf(page)['Guanajuato']).to.include({ Inscripciones: '82' });
      expect(page.document.querySelector('a[download]')).to.equal(null);
      for (const path of [
        `${REPORT}.csv`,
        `${REPORT}.xlsx`,
        `${REPORT}/personas`,
        `${REPORT}/personas.csv`,
        `${REPORT}/personas.xlsx`,
      ]) {
        expect((await observer.get(path)).status, path).to.equal(404);
      }
    });

    it('never shows a count from 1 to 9 of somebody it may not name, whatever is asked', async () => {
      for (const por of Object.values(GROUP_NAMES)) {
        for (const more of [
          '',
          '&sexo=hombre',
          '&periodo=2026-05',
          '&estado=20',
          '&curso=curso-breve',
          '&lado=community',
          '&periodo=2026-T2&sexo=mujer',
        ]) {
          const page = await observer.get(`${REPORT}?por=${por}${more}`);
          for (const [row, cells] of Object.entries(tableOf(page))) {
            for (const [column, cell] of Object.entries(cells)) {
              expect(cell, `${por}${more}: ${row}, ${column}`).to.match(
                /^(n\. d\.|0|\d{2,}|\d{2}%)$/,
              );
            }
          }
        }
      }
    });
  });

  it('is not there for those who read no reports, and asks strangers to sign in', async () => {
    const tomas = await app.signedIn('tomas');
    const ada = await app.signedIn('ada');
    for (const path of [REPORT, `${REPORT}.csv`, `${REPORT}/personas`]) {
      expect((await tomas.get(path)).status).to.equal(404);
      expect((await ada.get(path)).status).to.equal(404);
      expect((await app.browser().get(path)).location).to.include('/entrar');
    }
  });

  it('gives every figure its definition and its cut-off', async () => {
    const page = await irene.get(REPORT);
    const figures = [...page.document.querySelectorAll('.stat')];
    expect(figures).to.have.length(5);
    for (const figure of figures) {
      const text = figure.querySelector('details')?.textContent ?? '';
      expect(text).to.match(/I-0[1-8]/);
      expect(text).to.include('23 de noviembre de 2026');
    }
  });

  it('draws what the table says, without styles of its own', async () => {
    const page = await irene.get(`${REPORT}?por=municipio`);
    const charts = [...page.document.querySelectorAll('figure svg[role=img]')];
    expect(charts).to.have.length(2);
    for (const chart of charts) {
      expect(chart.querySelector('title')?.textContent).to.include('por municipio');
      expect(chart.textContent).to.include('16/34');
      expect(chart.innerHTML).not.to.match(/<style|style=/);
    }
    const hidden = await lucia.get(`${REPORT}?lado=community&por=municipio&estado=20`);
    for (const chart of hidden.document.querySelectorAll('figure svg[role=img]')) {
      expect(chart.textContent).to.include('n. d./n. d.');
      expect(chart.textContent).not.to.match(/\b(3|34)\b/);
      const widths = [...chart.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'));
      expect(widths.every((width) => width === '0')).to.equal(true);
    }
  });

  it('sorts by links, hidden counts last in the order of their names', async () => {
    const page = await irene.get(`${REPORT}?por=municipio&orden=-inscripciones`);
    expect(Object.keys(tableOf(page))).to.deep.equal(['Oaxaca de Juárez', JUCHITAN, 'Total']);
    const sorted = page.document.querySelector('[aria-sort=descending]');
    expect(sorted?.textContent).to.include('Inscripciones');
    for (const order of ['inscripciones', '-inscripciones']) {
      const hidden = await lucia.get(
        `${REPORT}?lado=community&por=municipio&estado=20&orden=${order}`,
      );
      expect(Object.keys(tableOf(hidden))[0], order).to.equal(JUCHITAN);
    }
  });

  it('drops a municipality that was chosen under another state', async () => {
    const page = await lucia.get(`${REPORT}?estado=15&municipio=20067&por=estado`);
    expect(page.status).to.equal(200);
    expect(Object.keys(tableOf(page))).to.deep.equal(['México', 'Total']);
  });

  it('puts a predecessor into its successor when asked', async () => {
    const semujeres = await someoneWith(app, 'analyst_semujeres');
    await app.database
      .db('enrolments')
      .where('person_id', 'guanajuato-0')
      .update({ institution_path: '/inmujeres/' });
    await app.database
      .db('enrolments')
      .where('person_id', 'guanajuato-1')
      .update({ institution_path: '/semujeres/' });
    const apart = tableOf(await semujeres.get(`${REPORT}?por=institucion`));
    expect(apart['Inmujeres']).to.include({ Inscripciones: '1' });
    expect(apart['SEMUJERES']).to.include({ Inscripciones: '1' });
    const together = tableOf(await semujeres.get(`${REPORT}?por=institucion&sucesoras=1`));
    expect(together).not.to.have.property('Inmujeres');
    expect(together['SEMUJERES']).to.include({ Inscripciones: '2' });
    await app.database
      .db('enrolments')
      .whereIn('person_id', ['guanajuato-0', 'guanajuato-1'])
      .update({ institution_path: null });
  });

  it('answers hostile parameters with 4xx in words', async () => {
    for (const query of [
      'por=1%27%20or%201=1',
      'orden=name;drop',
      'orden=password_hash',
      'estado=99',
      'estado=%00%00',
      'municipio=abcde',
      'estado=20&estado=15',
      'curso=no-existe',
      'red=%ED%A0%80',
      `institucion=${'x'.repeat(5000)}`,
      'sexo=todas',
      'periodo=2026-13',
      'periodo=2026-01..2026-02',
      'pagina=0',
      'pagina=1e9',
      'pagina=x',
      'lado[]=police&lado=x',
      'sucesoras=2',
    ]) {
      for (const path of [REPORT, `${REPORT}.csv`, `${REPORT}.xlsx`, `${REPORT}/personas`]) {
        const page = await irene.get(`${path}?${query}`);
        expect(page.status, `${path}?${query}`).to.be.within(400, 499);
      }
    }
  });

  it('speaks English', async () => {
    const page = await irene.get(`${REPORT}?por=sexo&lang=en`);
    expect(page.text).to.include('Completion of');
    expect(tableOf(page)).to.have.keys('women', 'men', 'Total');
    await irene.get(`${REPORT}?lang=es-MX`);
  });
});

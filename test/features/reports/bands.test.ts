import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { figuresOf, seedEnrolments, someoneWith, tableOf } from './seed.ts';

const REPORT = '/administrar/avance';

const enrolledBy = (page: Page): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(tableOf(page)).map(([label, cells]) => [label, cells['Inscripciones']]),
  );
const choicesOf = (page: Page, name: string): (string | null)[] =>
  [...page.document.querySelectorAll(`select[name=${name}] option`)].map((option) =>
    option.getAttribute('value'),
  );

describe('age and rank in the completion report', function () {
  this.timeout(120_000);
  let app: TestApp;
  let rosa: Browser;
  let irene: Browser;
  let marco: Browser;
  let lucia: Browser;
  let observer: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    rosa = await app.signedIn('rosa');
    irene = await app.signedIn('irene');
    marco = await app.signedIn('marco');
    lucia = await app.signedIn('lucia');
    observer = await someoneWith(app, 'observer');
  });
  after(() => app.stop());

  describe('for those who may list these people by name', () => {
    it('are told to the last person, the youngest first, and of whom nothing is known last', async () => {
      const page = await irene.get(`${REPORT}?por=edad`);
      expect(page.status).to.equal(200);
      expect(Object.entries(enrolledBy(page))).to.deep.equal([
        ['18 a 24 años', '12'],
        ['25 a 34 años', '8'],
        ['65 años y más', '6'],
        ['Sin dato de edad', '11'],
        ['Total', '37'],
      ]);
      const ranks = await marco.get(`${REPORT}?por=grado`);
      expect(Object.entries(enrolledBy(ranks))).to.deep.equal([
        ['Oficial', '7'],
        ['Operativo', '50'],
        ['Oficiales', '12'],
        ['Total', '69'],
      ]);
    });

    it('are crossed with one more dimension and the period', async () => {
      const page = await irene.get(`${REPORT}?por=municipio&edad=25-34&periodo=2026`);
      expect(enrolledBy(page)).to.deep.equal({ 'Oaxaca de Juárez': '8', Total: '8' });
      expect(figuresOf(page)).to.include({ Personas: '8' });
      const men = await irene.get(`${REPORT}?por=edad&sexo=hombre`);
      expect(enrolledBy(men)).to.deep.equal({
        '25 a 34 años': '2',
        'Sin dato de edad': '2',
        Total: '4',
      });
      const women = await marco.get(`${REPORT}?por=sexo&grado=operativo`);
      expect(enrolledBy(women)).to.deep.equal({ hombres: '50', Total: '50' });
    });

    it('are not crossed with two, nor with each other and one more', async () => {
      for (const query of [
        'por=edad&sexo=mujer&municipio=20067',
        'por=curso&edad=65%2B&sexo=mujer',
      ]) {
        const page = await irene.get(`${REPORT}?${query}`);
        expect(page.status, query).to.equal(422);
        expect(page.text).to.include('Esta combinación es demasiado fina');
      }
      expect((await marco.get(`${REPORT}?por=grado&edad=25-34&sexo=mujer`)).status).to.equal(422);
      expect((await marco.get(`${REPORT}?por=grado&edad=25-34`)).status).to.equal(200);
    });

    it('are not told of a network, whose members know one another', async () => {
      for (const query of ['por=edad', 'por=curso&edad=25-34'])
        expect((await rosa.get(`${REPORT}?${query}`)).status, query).to.equal(422);
      expect((await rosa.get(REPORT)).status).to.equal(200);
    });

    it('list nobody by name', async () => {
      const page = await irene.get(`${REPORT}?edad=65%2B`);
      expect(enrolledBy(page)['Total']).to.equal('6');
      expect(page.body).not.to.include('/administrar/avance/personas');
      const list = await irene.get('/administrar/avance/personas?edad=65%2B');
      expect(list.document.querySelector('caption')?.textContent).to.include('37');
      expect(choicesOf(list, 'edad')).to.deep.equal([]);
    });

    it('offer the bands of the sides that are read, and drop one of another side', async () => {
      expect(choicesOf(await irene.get(REPORT), 'grado')).to.deep.equal([]);
      expect(choicesOf(await irene.get(REPORT), 'por')).not.to.include('grado');
      const page = await marco.get(`${REPORT}?por=grado&lado=police&grado=tropa`);
      expect(choicesOf(page, 'grado')).to.deep.equal([
        '',
        'mando-superior',
        'mando-medio',
        'oficial',
        'operativo',
      ]);
      expect(enrolledBy(page)['Total']).to.equal('57');
    });
  });

  describe('for those who may not', () => {
    it('are told from ten on, to the last month that is over', async () => {
      const page = await observer.get(`${REPORT}?por=edad`);
      expect(page.status).to.equal(200);
      const told = enrolledBy(page);
      expect(told['Total']).to.equal('183');
      expect(told['65 años y más'], 'six').to.equal('n. d.');
      expect(told['45 a 54 años'], 'five').to.equal('n. d.');
      for (const value of Object.values(told))
        expect(value === 'n. d.' || Number(value) >= 10, value).to.equal(true);
      expect(page.text).to.include('31 de octubre de 2026');
    });

    it('are told of ranks below their side, of which those of one have none', async () => {
      const told = enrolledBy(await lucia.get(`${REPORT}?por=grado`));
      expect(told).to.have.keys(
        ...['Oficial', 'Operativo', 'Comunidad: no lleva nivel de mando', 'Total'],
      );
      expect(told['Operativo'], 'whom she may list').to.equal('50');
    });

    it('say what the other tables say where both have a figure', async () => {
      for (const [one, other] of [
        ['por=edad', 'por=sexo'],
        ['por=edad&curso=curso-dos', 'por=sexo&curso=curso-dos'],
        ['por=edad&estado=20', 'por=sexo&estado=20'],
        ['por=grado&lado=police', 'por=curso&lado=police'],
      ] as const) {
        const [mine, its] = [
          await observer.get(`${REPORT}?${one}`),
          await observer.get(`${REPORT}?${other}`),
        ];
        expect(tableOf(mine)['Total'], one).to.deep.equal(tableOf(its)['Total']);
      }
    });

    it('are crossed with course, sex or state, and with nothing finer, nor with each other', async () => {
      for (const query of [
        'por=curso&edad=25-34',
        'por=edad&sexo=mujer',
        'por=estado&grado=operativo',
      ])
        expect((await observer.get(`${REPORT}?${query}`)).status, query).to.equal(200);
      for (const query of [
        'por=municipio&edad=25-34',
        'por=red&edad=25-34',
        'por=institucion&grado=operativo',
        'por=region&grado=tropa',
        'por=edad&grado=operativo',
        'por=edad&lado=police',
        'por=edad&sexo=mujer&estado=15',
      ]) {
        const page = await observer.get(`${REPORT}?${query}`);
        expect(page.status, query).to.equal(422);
        expect(page.text).to.include('Esta combinación es demasiado fina');
      }
    });

    it('are told from ten on to whoever is told other counts from five on', async () => {
      const within = await someoneWith(app, 'observer', {
        institutionId: 'pm-11020',
        side: 'police',
      });
      await app.database
        .db('grants')
        .where('person_id', 'observer-pm-11020')
        .update({ institution_id: 'pm-11020' });
      const bySex = await within.get(`${REPORT}?por=sexo`);
      expect(bySex.text).to.include('menos de 5');
      expect(enrolledBy(bySex)).to.deep.equal({ mujeres: '7', hombres: '50', Total: '57' });
      const byRank = await within.get(`${REPORT}?por=grado`);
      expect(byRank.text).to.include('menos de 10');
      const told = enrolledBy(byRank);
      expect(told['Total']).to.equal('57');
      expect(told['Oficial'], 'seven').to.equal('n. d.');
    });
  });
});

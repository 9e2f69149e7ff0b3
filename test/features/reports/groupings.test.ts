import { expect } from 'chai';
import { addCohort, addInstitution, addNetwork } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { figuresOf, seedEnrolments, someoneWith, tableOf, type Group } from './seed.ts';

const REPORT = '/administrar/avance';

/** So many women of one place who began the course in spring; two thirds began, a third finished. */
const women = (name: string, enrolled: number, place: Partial<Group>): Group => ({
  name,
  side: 'community',
  sex: 'mujer',
  cvegeo: '15033',
  on: '2026-03-10',
  enrolled,
  started: Math.round((enrolled * 2) / 3),
  completed: Math.round(enrolled / 3),
  certified: Math.round(enrolled / 3),
  ...place,
});

const soldiers = (name: string, enrolled: number, institutionPath: string): Group =>
  women(name, enrolled, { side: 'military', cvegeo: '15035', institutionPath });

const PEOPLE: Group[] = [
  women('ecatepec', 60, {}),
  women('first-fasp', 30, { networkId: 'uno' }),
  women('second-fasp', 24, { networkId: 'dos' }),
  women('fortaseg', 40, { networkId: 'tres' }),
  women('unfunded', 36, { networkId: 'cuatro' }),
  soldiers('first', 30, '/sedena/primera/'),
  soldiers('zone', 15, '/sedena/primera/zona/'),
  soldiers('second', 40, '/sedena/segunda/'),
  soldiers('staff', 45, '/sedena/'),
];

describe('reports by groups of institutions, networks and people', () => {
  let app: TestApp;
  let marco: Browser;
  let lucia: Browser;
  let observer: Browser;
  let mexico: Browser;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        const { db } = services.database;
        for (const [id, name, parentId, type] of [
          ['primera', 'I Región Militar', 'sedena', 'military-region'],
          ['zona', '1.ª Zona Militar', 'primera', 'armed-forces'],
          ['segunda', 'II Región Militar', 'sedena', 'military-region'],
        ] as const)
          await addInstitution(db, {
            id,
            name,
            parentId,
            type,
            level: 'federal',
            side: 'military',
          });
        for (const [id, name, fundingSource] of [
          ['uno', 'Red Uno', 'FASP'],
          ['dos', 'Red Dos', 'FASP'],
          ['tres', 'Red Tres', 'Fortaseg'],
          ['cuatro', 'Red Cuatro', undefined],
        ] as const)
          await addNetwork(db, {
            id,
            code: `MUCPAZ-15033-${id}`,
            name,
            cvegeo: '15033',
            ...(fundingSource === undefined ? {} : { fundingSource }),
          });
        await seedEnrolments(services, PEOPLE);
        const [courseId = ''] = await db('courses')
          .where('slug', 'curso-breve')
          .pluck<string[]>('id');
        await addCohort(db, {
          id: 'otono',
          name: 'Despliegue de otoño',
          courseId,
          institutionId: 'cecopam',
          side: 'military',
          startsOn: '2026-03-01',
          deploysOn: '2026-12-20',
          instructorIds: [],
          createdAt: new Date('2026-02-01T12:00:00Z'),
        });
        await db('enrolments')
          .whereIn(
            'person_id',
            Array.from({ length: 7 }, (_, at) => `zone-${String(at)}`),
          )
          .update({ cohort_id: 'otono' });
      },
    });
    marco = await app.signedIn('marco');
    lucia = await app.signedIn('lucia');
    observer = await someoneWith(app, 'observer');
    mexico = await someoneWith(app, 'state_admin', { stateCode: '15' });
  });
  after(() => app.stop());

  const counts = async (reader: Browser, query: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(tableOf(await reader.get(`${REPORT}?${query}`))).map(([row, cells]) => [
        row,
        cells['Inscripciones'] ?? '',
      ]),
    );

  describe('by cohort', () => {
    it('counts each for whoever may list its people by name, and those without one together', async () => {
      expect(await counts(marco, 'por=grupo')).to.deep.equal({
        'Despliegue de otoño, Acuerdos en la plaza': '7',
        'Sin grupo': '123',
        Total: '130',
      });
      const page = await marco.get(`${REPORT}?por=region&curso=curso-breve`);
      const offered = [...page.document.querySelectorAll('select[name=grupo] option')];
      expect(offered.map(({ textContent }) => textContent)).to.deep.equal([
        'todos los grupos',
        'Despliegue de otoño',
      ]);
      const ofCohort = 'curso=curso-breve&grupo=otono';
      expect(await counts(marco, `por=region&${ofCohort}`)).to.deep.equal({
        'I Región Militar': '7',
        Total: '7',
      });
      expect(tableOf(await marco.get(`${REPORT}?por=grupo&${ofCohort}`))).to.have.keys(
        'Despliegue de otoño',
        'Total',
      );
      const names = await marco.get(`${REPORT}/personas?${ofCohort}`);
      expect([...names.document.querySelectorAll('tbody tr')]).to.have.length(7);
    });

    it('leaves a cohort of another course behind when the course changes', async () => {
      expect(await counts(marco, 'curso=curso-dos&grupo=otono')).to.deep.equal({});
      expect(await counts(marco, 'grupo=otono')).to.include({ Total: '130' });
    });

    it('is too fine for whoever may not, and offers her none', async () => {
      const page = await observer.get(`${REPORT}?por=grupo`);
      expect(page.status).to.equal(422);
      expect(page.text).to.include('demasiado fina');
      expect(page.text).not.to.include('Despliegue');
      const narrowed = await observer.get(`${REPORT}?curso=curso-breve&grupo=otono`);
      expect(narrowed.text).not.to.include('Despliegue');
      expect(tableOf(narrowed)['Total']).to.include({ Inscripciones: '320' });
    });

    it('is no file and no scheduled report for whoever may not', async () => {
      for (const format of ['csv', 'xlsx', 'pdf'])
        expect((await lucia.get(`${REPORT}.${format}?por=grupo&lado=community`)).status).to.equal(
          422,
        );
      const wish = { por: 'grupo', cada: 'month', motivo: 'Informe mensual al consejo' };
      expect((await lucia.post(`${REPORT}/programados`, wish)).status).to.equal(422);
      expect((await marco.post(`${REPORT}/programados`, wish)).status).to.equal(303);
      expect((await marco.get(`${REPORT}/programados`)).text).to.include('por: grupo');
    });
  });

  describe('by region', () => {
    it('counts all that lies below a region, and what lies below none together', async () => {
      expect(await counts(marco, 'por=region')).to.deep.equal({
        'I Región Militar': '45',
        'II Región Militar': '40',
        'Fuera de las regiones': '45',
        Total: '130',
      });
      expect(await counts(marco, 'por=region&institucion=zona')).to.deep.equal({
        'I Región Militar': '15',
        Total: '15',
      });
    });

    it('tells whoever may not list these people what the table of institutions tells', async () => {
      expect(await counts(observer, 'por=region')).to.deep.equal({
        'I Región Militar': '45',
        'II Región Militar': '40',
        'Fuera de las regiones': '247',
        Total: '332',
      });
      expect(await counts(observer, 'por=region&institucion=sedena')).to.include({
        'Fuera de las regiones': '45',
        Total: '130',
      });
      const { db } = app.database;
      const groupings = await db('published_tables').distinct().pluck<string[]>('grouping');
      expect(groupings).to.include('institution 99');
      expect(groupings.filter((one) => one.includes('region'))).to.deep.equal([]);
      expect((await observer.get(`${REPORT}?por=region&sexo=mujer`)).status).to.equal(422);
    });
  });

  describe('by source of funds', () => {
    const told = {
      FASP: '54',
      Fortaseg: '40',
      'Red sin fuente de recurso': '36',
      'Sin red': '202',
      Total: '332',
    };
    const listed = { ...told, 'Sin red': '72', Total: '202' };

    it('counts the networks of each, and those without a network together', async () => {
      expect(await counts(mexico, 'por=fondo')).to.deep.equal(listed);
      expect(await counts(observer, 'por=fondo')).to.deep.equal(told);
    });

    it('narrows to the networks of one, and leaves those of another behind', async () => {
      expect(await counts(mexico, 'por=red&fondo=FASP')).to.deep.equal({
        'Red Uno': '30',
        'Red Dos': '24',
        Total: '54',
      });
      expect(await counts(observer, 'por=red&fondo=FASP')).to.deep.equal({
        'Red Uno, México': '30',
        'Red Dos, México': '24',
        Total: '54',
      });
      expect(await counts(observer, 'por=estado&fondo=FASP')).to.deep.equal({
        México: '54',
        Total: '54',
      });
      expect(await counts(mexico, 'por=fondo&fondo=FASP&red=tres')).to.deep.equal({
        FASP: '54',
        Total: '54',
      });
      expect((await observer.get(`${REPORT}?por=sexo&fondo=FASP`)).status).to.equal(422);
      expect((await observer.get(`${REPORT}?fondo=Nunca`)).status).to.equal(404);
    });

    it('is that of today for whoever lists the people, for others that under which it was told', async () => {
      const { db } = app.database;
      await db('networks').where('id', 'dos').update({ funding_source: 'Fortaseg' });
      expect(await counts(mexico, 'por=fondo')).to.include({ FASP: '30', Fortaseg: '64' });
      app.clock.advance(9 * DAY);
      await observer.post('/entrar', { username: 'observer-all', password: CAST_PASSWORD });
      const page = await observer.get(`${REPORT}?por=fondo&fondo=FASP`);
      expect(page.text).to.include('30 de noviembre de 2026');
      expect(tableOf(page)['FASP']).to.include({ Inscripciones: '54' });
      expect(figuresOf(page)).to.include({ Inscripciones: '54', Personas: 'n. d.' });
      expect(page.text).to.include('cuando se le contó por primera vez');
    });
  });
});

import { expect } from 'chai';
import { addInstitution } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { seedEnrolments, someoneWith, tableOf, type Group } from './seed.ts';

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
  soldiers('first', 30, '/sedena/primera/'),
  soldiers('zone', 15, '/sedena/primera/zona/'),
  soldiers('second', 40, '/sedena/segunda/'),
  soldiers('staff', 45, '/sedena/'),
];

describe('reports by groups of institutions, networks and people', () => {
  let app: TestApp;
  let marco: Browser;
  let observer: Browser;
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
        await seedEnrolments(services, PEOPLE);
      },
    });
    marco = await app.signedIn('marco');
    observer = await someoneWith(app, 'observer');
  });
  after(() => app.stop());

  const counts = async (reader: Browser, query: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(tableOf(await reader.get(`${REPORT}?${query}`))).map(([row, cells]) => [
        row,
        cells['Inscripciones'] ?? '',
      ]),
    );

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
        'Fuera de las regiones': '117',
        Total: '202',
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
});

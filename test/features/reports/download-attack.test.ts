import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { attackAll, country, readerWith, type Atom } from './linked/downloads.ts';
import { seedEnrolments } from './seed.ts';

const everything = (): boolean => true;
const nobody = (): boolean => false;

for (const second of ['!second', '~second'] as const)
  describe(`whoever downloads everything, with the course ${second} beside the other`, function () {
    this.timeout(400_000);
    let app: TestApp;
    before(async () => {
      app = await startApp({ before: (services) => seedEnrolments(services, country(), second) });
    });
    after(() => app.stop());

    it('tells no hidden count of every grouping, filter and closed period to less than ten', async () => {
      // SESNSP: names of the police, counts of the community.
      const told = await attackAll(app, {
        reader: readerWith('police', { role: 'analyst_sesnsp' }),
        ways: [{ action: 'reports.read', reaches: everything }],
        lists: nobody,
      });
      expect(told.tables['reports.read']).to.be.greaterThan(500);
      expect(told.contradictions, 'hidden and shown').to.deep.equal([]);
      expect(told.hidden).to.be.greaterThan(50);
      expect(told.close).to.deep.equal([]);
    });
  });

describe('whoever downloads everything of a country where people told their ages', function () {
  this.timeout(600_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({
      before: (services) => seedEnrolments(services, country({ hasAges: true })),
    });
  });
  after(() => app.stop());

  it('tells no hidden count, by age or not, to less than ten', async () => {
    const told = await attackAll(app, {
      reader: readerWith('police', { role: 'analyst_sesnsp' }),
      ways: [{ action: 'reports.read', reaches: everything }],
      lists: nobody,
      periods: ['2026-I', '2026-T1', '2026-03', '2026-08'],
      ages: ['18-24', '25-34'],
    });
    expect(told.tables['reports.read']).to.be.greaterThan(300);
    expect(told.contradictions, 'hidden and shown').to.deep.equal([]);
    expect(told.hidden).to.be.greaterThan(100);
    expect(told.close).to.deep.equal([]);
  });
});

describe('whoever reads the country, takes two states along and lists one of them by name', function () {
  this.timeout(600_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({ before: (services) => seedEnrolments(services, country()) });
  });
  after(() => app.stop());

  it('tells no hidden count from the page and all files together', async () => {
    const inStates =
      (...codes: string[]) =>
      ({ cvegeo }: Atom): boolean =>
        codes.includes(cvegeo.slice(0, 2));
    const told = await attackAll(app, {
      reader: readerWith(
        'community',
        { role: 'observer' },
        { role: 'analyst_sesnsp', stateCode: '15' },
        { role: 'state_admin', stateCode: '11' },
      ),
      ways: [
        { action: 'reports.read', reaches: everything },
        { action: 'reports.export', reaches: inStates('15', '11') },
      ],
      lists: inStates('11'),
      sides: ['community'],
      periods: ['2026-I', '2026-T1', '2026-03', '2026-05', '2026-08'],
    });
    expect(told.tables['reports.read']).to.be.greaterThan(500);
    expect(told.tables['reports.export']).to.be.greaterThan(100);
    expect(told.hidden).to.be.greaterThan(50);
    expect(told.contradictions, 'hidden and shown').to.deep.equal([]);
    expect(told.close).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { addGrant, addNetwork } from '../../../src/demo/factories.ts';
import { addReportedNetworks } from '../../../src/demo/reported-networks.ts';
import type { Actor } from '../../../src/lib/actor.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { addPeople, signedInAs } from '../../support/people.ts';

const PATH = '/administrar/redes-en-cifras';
const FIGURES = [
  'networks',
  'municipalities',
  'states',
  'reported',
  'registered',
  'source',
] as const;
type Line = Record<(typeof FIGURES)[number], string>;

/** One row of the table by fund, as it stands on the page. */
function fundOf(page: Page, name: string): Line | undefined {
  const rows = [...page.document.querySelectorAll('[aria-labelledby="fondos"] tbody tr')];
  const row = rows.find((one) => one.querySelector('th')?.textContent?.trim() === name);
  if (row === undefined) return undefined;
  const cells = [...row.querySelectorAll('td')].map((cell) =>
    (cell.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
  return Object.fromEntries(FIGURES.map((figure, at) => [figure, cells[at] ?? ''])) as Line;
}

describe('networks in figures', () => {
  let app: TestApp;
  let silvia: Browser;

  beforeEach(async () => {
    app = await startApp();
    await addReportedNetworks(app.database.db, NOW);
    await addPeople(app, { id: 'silvia', displayName: 'Silvia Cano', institutionId: 'semujeres' });
    await addGrant(app.database.db, {
      id: 'g-silvia',
      personId: 'silvia',
      role: 'analyst_semujeres',
      grantedAt: NOW,
    });
    silvia = await signedInAs(app, 'silvia');
  });
  afterEach(() => app.stop());

  it('are the figures of the founding article, each with its source and its cut-off', async () => {
    const page = await silvia.get(PATH);
    expect(page.status).to.equal(200);
    const source = /^Gasman \(2021\), con corte por verificar; corte: 31 de diciembre de 2020/;
    const fortaseg = fundOf(page, 'Fortaseg');
    expect(fortaseg).to.deep.include({
      networks: '217',
      municipalities: '107',
      states: '27',
      reported: '3,510',
      registered: '0',
    });
    expect(fortaseg?.source).to.match(source).and.include('(217 redes)');
    const fasp = fundOf(page, 'FASP');
    expect(fasp).to.deep.include({ networks: '40', states: '9', reported: 'sin cifra' });
    expect(fasp?.source).to.match(source).and.include('(40 redes)');
  });

  it('follow a figure that somebody records, and keep the one before on the page of the network', async () => {
    const ada = await app.signedIn('ada');
    const { id } = await app.database
      .db('networks')
      .where('funding_source', 'FASP')
      .orderBy('id')
      .first<{ id: string }>('id');
    const path = `/administrar/redes/${id}/cifras`;
    const figure = { integrantes: '31', fuente: 'Oficio SESNSP 12/2026', corte: '2026-06-30' };
    expect((await ada.post(path, { ...figure, corte: '2027-01-01' })).status).to.equal(422);
    const back = await ada.post(path, { ...figure, integrantes: 'treinta' });
    expect(back.status).to.equal(422);
    expect(back.document.querySelector('#fuente')?.getAttribute('value')).to.equal(figure.fuente);
    expect((await ada.post(path, figure)).status).to.equal(303);
    expect((await ada.get(`/administrar/redes/${id}`)).text)
      .to.include('31 integrantes')
      .and.include('Oficio SESNSP 12/2026')
      .and.include('Gasman (2021)');
    const fasp = fundOf(await silvia.get(PATH), 'FASP');
    expect(fasp?.reported).to.equal('31 (de 1 red)');
    expect(fasp?.source).to.include('(1 red)').and.include('(39 redes)');
    // The same source at the same cut-off is corrected, not counted twice.
    await ada.post(path, { ...figure, integrantes: '30' });
    expect(fundOf(await silvia.get(PATH), 'FASP')?.reported).to.equal('30 (de 1 red)');
  });

  it('show members reported beside those who are registered', async () => {
    await addNetwork(app.database.db, {
      id: 'red-norte',
      code: 'MUCPAZ-15033-77',
      name: 'Red norte',
      cvegeo: '15033',
      fundingSource: 'municipal',
    });
    await addPeople(
      app,
      ...Array.from({ length: 12 }, (_, at) => ({
        id: `norte-${String(at)}`,
        displayName: 'Una integrante',
        networkId: 'red-norte',
        cvegeo: '15033',
      })),
    );
    expect(fundOf(await silvia.get(PATH), 'municipal')).to.deep.include({
      networks: '1',
      reported: 'sin cifra',
      registered: '12',
      source: 'Dadas de alta aquí, sin cifra reportada',
    });
  });

  it('count of one state what lies in it, for whoever has that state', async () => {
    const irene = await app.signedIn('irene');
    const page = await irene.get(PATH);
    expect(page.text).to.include('Oaxaca').and.not.include('Aguascalientes 1');
    const oaxaca = fundOf(page, 'Fortaseg');
    const national = fundOf(await silvia.get(`${PATH}?estado=20`), 'Fortaseg');
    expect(oaxaca).to.deep.include({
      networks: national?.networks,
      municipalities: '4',
      states: '1',
      reported: national?.reported,
    });
    expect(fundOf(await irene.get(`${PATH}?estado=01`), 'Fortaseg')).to.equal(undefined);
  });

  it('hide small counts of people from whoever may not know them, also by fund within a state', async () => {
    await addPeople(app, { id: 'noe', displayName: 'Noé Campos' });
    await addGrant(app.database.db, {
      id: 'g-noe',
      personId: 'noe',
      role: 'observer',
      grantedAt: NOW,
    });
    const members = (network: string, count: number) =>
      addPeople(
        app,
        ...Array.from({ length: count }, (_, at) => ({
          id: `${network}-${String(at)}`,
          displayName: 'Una integrante',
          networkId: network,
          createdAt: new Date('2026-08-01T18:00:00Z'),
        })),
      );
    const networkOf = async (funding: string): Promise<string> =>
      (
        await app.database
          .db('networks')
          .where('funding_source', funding)
          .orderBy('id')
          .first<{ id: string }>('id')
      ).id;
    await members(await networkOf('Fortaseg'), 25);
    await members(await networkOf('FASP'), 3);
    const noe = await signedInAs(app, 'noe');
    const page = await noe.get(PATH);
    expect(fundOf(page, 'FASP')).to.deep.include({ networks: '40', registered: 'n. d.' });
    expect(fundOf(page, 'Fortaseg')).to.deep.include({ networks: '217', registered: 'n. d.' });
    expect(fundOf(await noe.get(`${PATH}?estado=01`), 'Fortaseg')?.registered).to.equal('n. d.');
    expect(fundOf(await silvia.get(PATH), 'FASP')?.registered).to.equal('3');
  });

  it('tell of one state nothing that would give back what the lines of all states hide', async () => {
    const observer = {
      id: 'noe',
      side: 'community',
      institutionPath: null,
      grants: [{ role: 'observer', institutionPath: null, stateCode: null, cvegeo: null }].map(
        (grant) => ({ id: 'g-noe', networkId: null, courseId: null, cohortId: null, ...grant }),
      ),
    } as unknown as Actor;
    const states: { id: string; state_code: string }[] = await app.database
      .db('networks as n')
      .join('municipalities as m', 'm.cvegeo', 'n.cvegeo')
      .groupBy('m.state_code')
      .orderBy('m.state_code')
      .limit(3)
      .select('m.state_code')
      .min({ id: 'n.id' });
    for (const [at, { id }] of states.entries())
      await addPeople(
        app,
        ...Array.from({ length: [3, 12, 40][at] ?? 0 }, (_, one) => ({
          id: `${id}-${String(one)}`,
          displayName: 'Una integrante',
          networkId: id,
          createdAt: new Date('2026-08-01T18:00:00Z'),
        })),
      );
    const told = async (code: string | null) =>
      (await app.services.networksReport(observer, code)).figures;
    const all = await told(null);
    const counts = states.map(
      ({ state_code: code }) => all.byState.find((line) => line.stateCode === code)?.registered,
    );
    expect(counts).to.deep.equal([null, null, 40]);
    for (const [at, { state_code: code }] of states.entries()) {
      const one = await told(code);
      expect([one.all.registered, one.byState[0]?.registered], code).to.deep.equal([
        counts[at],
        counts[at],
      ]);
    }
  });

  it('count those whom the reader may list beside the others, and stay as they were first told', async () => {
    const { db } = app.database;
    const irene = await app.signedIn('irene');
    await addGrant(db, { id: 'g-irene-2', personId: 'irene', role: 'observer', grantedAt: NOW });
    const networks = await db('networks')
      .whereIn('state_code', ['20', '01', '15'])
      .orderBy(['state_code', 'id'])
      .select<{ id: string; state_code: string }[]>('id', 'state_code');
    const members = (code: string, count: number) =>
      addPeople(
        app,
        ...Array.from({ length: count }, (_, at) => ({
          id: `${code}-${String(at)}`,
          displayName: 'Una integrante',
          networkId: networks.find(({ state_code: of }) => of === code)?.id ?? '',
          createdAt: new Date('2026-08-01T18:00:00Z'),
        })),
      );
    await members('20', 9);
    await members('01', 11);
    await members('15', 3);
    const stateOf = async (name: string): Promise<string | undefined> => {
      const page = await irene.get(PATH);
      const rows = [...page.document.querySelectorAll('[aria-labelledby="estados"] tbody tr')];
      const row = rows.find((one) => one.querySelector('th')?.textContent === name);
      return [...(row?.querySelectorAll('td') ?? [])].at(-1)?.textContent?.trim();
    };
    // Nine of her own state she may list; of the others three would be what is left.
    expect(await stateOf('Oaxaca')).to.equal('9');
    expect([await stateOf('Aguascalientes'), await stateOf('México')]).to.deep.equal([
      'n. d.',
      'n. d.',
    ]);
    await db('people').where('id', '20-0').update({ status: 'closed' });
    expect(await stateOf('Oaxaca')).to.equal('9');
  });

  it('are closed to whoever reads no reports', async () => {
    const elena = await app.signedIn('elena');
    expect((await elena.get(PATH)).status).to.equal(404);
  });
});

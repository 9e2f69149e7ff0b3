import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { crawl, STARTS } from '../support/crawl.ts';
import { signedInAs } from '../support/people.ts';
import { addStaff, NAMES, type Name } from '../architecture/access-people.ts';
import { OBJECTS } from '../architecture/access-rules.ts';
import { placeObjects, type World } from '../architecture/access-world.ts';
import { routesOf } from '../architecture/routes-of.ts';

/** Rosa, by her name, and by her user name wherever it is no echo of what the visitor asked for. */
const HERS = 'Rosa Hern';
const HER_USER_NAME = />\s*rosa\s*<|\(rosa\)|=rosa\b|\/rosa\b|"rosa"/;
const isHers = (address: string, body: string): boolean =>
  body.includes(HERS) || (!address.includes('rosa') && HER_USER_NAME.test(body));
/** Those who may freeze her still meet her there, so that they can bring her back. */
const PROTECT: readonly Name[] = ['ada', 'olga', 'silvia'];
const WHERE_THEY_DO = '/administrar';

describe('whoever is frozen and hidden', function () {
  this.timeout(300_000);
  let app: TestApp;
  let world: World;
  const browsers = new Map<Name | 'nobody', Browser>();

  before(async () => {
    app = await startApp();
    await addStaff(app);
    world = await placeObjects(app);
    for (const name of NAMES) if (name !== 'rosa') browsers.set(name, await signedInAs(app, name));
    browsers.set('nobody', app.browser());
  });
  after(() => app.stop());

  /** Everything that a visitor can fetch: what links lead to, every list, every file, and every object of hers. */
  const addressesFor = async (visitor: Browser): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    const pages = routesOf(app.served).filter(({ method }) => method === 'GET');
    const plain = pages.map(({ path }) => path).filter((path) => !path.includes(':'));
    const named = pages
      .map(({ path }) => path)
      .filter((path) => path.includes(':slug') && path.split(':').length === 2)
      .map((path) => path.replace(':slug', 'curso-breve'));
    const objects = Object.entries(OBJECTS)
      .filter(([route, { for: whose }]) => route.startsWith('GET ') && 'rosa' in whose)
      .map(([route, { kind }]) => world.address(route.slice(4), kind, 'rosa'));
    const searched = [
      '/administrar/personas?q=Rosa',
      '/administrar/personas?q=rosa',
      '/administrar/recuperaciones?q=rosa',
      '/administrar/constancias?q=Rosa',
    ];
    for (const address of [
      ...plain,
      ...named,
      ...objects,
      ...searched,
      '/administrar/grupos/c-ecatepec',
    ])
      found.set(address, (await visitor.get(address)).body);
    for (const { address, page } of (await crawl(visitor, [...STARTS, '/ensenar'])).values())
      found.set(address, page.body);
    return found;
  };

  const showing = async (name: Name | 'nobody'): Promise<string[]> => {
    const visitor = browsers.get(name);
    if (visitor === undefined) throw new Error(name);
    const found = await addressesFor(visitor);
    return [...found]
      .filter(([address, body]) => isHers(address, body))
      .map(([address]) => address);
  };

  it('is met in lists before: the test would notice', async () => {
    expect((await showing('ximena')).length).to.be.greaterThan(3);
    expect((await showing('irene')).length, 'another state').to.equal(0);
  });

  it('appears nowhere, to nobody, in one act', async () => {
    const olga = browsers.get('olga');
    const frozen = await olga?.post('/administrar/personas/rosa/proteccion', { motivo: 'threat' });
    expect(frozen?.status).to.equal(303);
    const wrong: string[] = [];
    for (const name of browsers.keys()) {
      const shown = await showing(name);
      const mayProtect = PROTECT.includes(name as Name);
      for (const address of shown)
        if (!mayProtect || !address.startsWith(WHERE_THEY_DO)) wrong.push(`${name}: ${address}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('is not confirmed by the public check of her certificate, whose paper stays valid', async () => {
    const { db } = app.database;
    const { code } = await db('certificates')
      .where('person_id', 'rosa')
      .first<{ code: string }>('code');
    const page = await app.browser().get(`/v/${code}`);
    expect(page.body).to.not.match(/Rosa|R\. ?H\./);
    expect(await db('certificates').where({ person_id: 'rosa', status: 'revoked' })).to.deep.equal(
      [],
    );
  });

  it('comes back as she was', async () => {
    const olga = browsers.get('olga');
    await olga?.post('/administrar/personas/rosa/proteccion/fin', { motivo: 'over' });
    expect((await showing('ximena')).length).to.be.greaterThan(3);
    await signedInAs(app, 'rosa');
  });
});

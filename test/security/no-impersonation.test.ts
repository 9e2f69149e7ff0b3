import { expect } from 'chai';
import { digest } from '../../src/lib/random-code.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { routesOf } from '../architecture/routes-of.ts';

const NAMES_SOMEBODY = {
  persona: 'rosa',
  usuario: 'rosa',
  username: 'rosa',
  person_id: 'rosa',
  como: 'rosa',
  as: 'rosa',
};
/** Where somebody proves who she is, or leaves: the only places that may change whose session it is. */
const PROVES =
  /^\/(entrar|salir|recuperar|invitacion|registro|primer-administrador|cuenta\/cerrar)/;

describe('nobody acts as somebody else', function () {
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('no route makes the session of whoever runs the platform another person’s', async () => {
    const ada = await app.signedIn('ada');
    const whose = async (): Promise<string | undefined> => {
      const signed = decodeURIComponent(ada.cookies.get('sid') ?? '');
      const sid = signed.slice(2, signed.lastIndexOf('.'));
      return (await app.services.sessionRows.read(digest(sid), app.clock()))?.actor?.id;
    };
    expect(await whose()).to.equal('ada');
    const wrong: string[] = [];
    for (const { method, path } of routesOf(app.served)) {
      if (PROVES.test(path)) continue;
      const address = path.replace(/:[a-z]+/g, 'rosa');
      const query = new URLSearchParams(NAMES_SOMEBODY).toString();
      if (method === 'GET') await ada.get(`${address}?${query}`);
      else await ada.post(address, NAMES_SOMEBODY);
      const now = await whose();
      if (now !== 'ada') wrong.push(`${method} ${path}: ${String(now)}`);
    }
    expect(wrong).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { routesOf, type ServedRoute } from './routes-of.ts';

describe('the access matrix', () => {
  let app: TestApp;
  let routes: ServedRoute[];
  before(async () => {
    app = await startApp();
    routes = routesOf(
      createApp({
        services: app.services,
        log: pino({ level: 'silent' }),
        demo: false,
        cacheViews: true,
        trustProxy: undefined,
      }),
    );
  });
  after(() => app.stop());

  it('finds the routes', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).to.include.members([
      'GET /entrar',
      'POST /entrar',
      'POST /salir',
    ]);
  });

  it('has no route that does not begin with an access rule', () => {
    const open = routes.filter(({ rule }) => rule === undefined);
    expect(
      open.map(
        ({ method, path }) =>
          `${method} ${path}: put everyone, anyoneSignedIn or peopleWho(…) of src/http/access.ts before its handler`,
      ),
    ).to.deep.equal([]);
  });
});

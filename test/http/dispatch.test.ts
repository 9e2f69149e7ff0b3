import { expect } from 'chai';
import express, { Router } from 'express';
import type { AddressInfo } from 'node:net';
import { dispatch, inOrder } from '../../src/http/dispatch.ts';

const say =
  (text: string): express.RequestHandler =>
  (_request, response) => {
    response.send(text);
  };

async function ask(handler: express.RequestHandler, path: string): Promise<string> {
  const app = express();
  app.use(handler);
  app.use(((error, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(500).send(`caught ${(error as Error).message}`);
  }) as express.ErrorRequestHandler);
  const server = app.listen(0, '127.0.0.1');
  try {
    await new Promise((ready) => server.once('listening', ready));
    const { port } = server.address() as AddressInfo;
    return await (await fetch(`http://127.0.0.1:${String(port)}${path}`)).text();
  } finally {
    server.close();
  }
}

describe('dispatch', () => {
  const first = Router();
  first.get('/cursos', say('list'));
  first.get('/cursos/:slug', (request, response, next) => {
    if (request.params.slug === 'ajeno') next();
    else response.send(`course ${request.params.slug}`);
  });
  const second = Router();
  second.get('/cursos/:slug', say('second'));
  second.get('/', say('front'));
  const routes = dispatch([first, second]);

  it('finds a route by its address, whatever the case, with a slash at the end or a query', async () => {
    expect(await ask(routes, '/')).to.equal('front');
    expect(await ask(routes, '/cursos')).to.equal('list');
    expect(await ask(routes, '/Cursos/?q=paz')).to.equal('list');
    expect(await ask(routes, '/cursos/res-con')).to.equal('course res-con');
  });

  it('asks the routers in their order', async () => {
    expect(await ask(routes, '/cursos/ajeno')).to.equal('second');
  });

  it('passes on what nobody serves', async () => {
    expect(await ask(inOrder(routes, say('nobody')), '/cursos/uno/dos')).to.equal('nobody');
  });

  it('refuses a route of no fixed length, which it could not find', () => {
    const open = Router();
    open.get('/archivos/*rest', say('any'));
    expect(() => dispatch([open])).to.throw('/archivos/*rest');
  });
});

describe('handlers in order', () => {
  it('hand what one of them throws to the error handler, whether at once or later', async () => {
    const later: express.RequestHandler = (_request, _response, next) => {
      setImmediate(next);
    };
    const broken: express.RequestHandler = () => {
      throw new Error('broken');
    };
    expect(await ask(inOrder(broken, say('no')), '/')).to.equal('caught broken');
    expect(await ask(inOrder(later, broken, say('no')), '/')).to.equal('caught broken');
  });
});

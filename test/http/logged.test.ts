import express from 'express';
import { expect } from 'chai';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { errorHandler } from '../../src/http/error-handler.ts';
import { startApp, type TestApp } from '../support/app.ts';

describe('what is logged of an error', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('has no values of the query that failed', async () => {
    let text = '';
    try {
      await app.database.db('people').insert({ id: 'rosa', display_name: 'Rosa secreta' });
    } catch (error) {
      text = String(error);
    }
    expect(text).to.include('people').and.not.include('secreta');
  });

  it('has no code of an address', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const broken = express();
    broken.use(() => {
      throw new Error('broken');
    });
    broken.use(errorHandler(log));
    broken.use(
      (
        _e: unknown,
        _q: express.Request,
        response: express.Response,
        next: express.NextFunction,
      ) => {
        next;
        response.sendStatus(500);
      },
    );
    const server = broken.listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const port = String((server.address() as AddressInfo).port);
    for (const path of ['recuperar', 'invitacion', 'primer-administrador', 'v']) {
      await fetch(`http://127.0.0.1:${port}/${path}/CODIGO-SECRETO`);
    }
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(lines).to.have.length(4);
    expect(lines.join('')).to.include('broken').and.not.include('SECRETO');
  });
});

import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { drain } from '../../src/http/drain.ts';

describe('an orderly end', () => {
  it('answers whoever is there, tells kept connections to go elsewhere, and lets nobody new in', async () => {
    let answerSlow = (): void => undefined;
    const server = createServer((request, response) => {
      if (request.url === '/slow') {
        answerSlow = () => response.end('slow');
        server.emit('slow');
      } else response.end('quick');
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const { port } = server.address() as AddressInfo;
    const ask = (path: string, agent: Agent): Promise<IncomingMessage> =>
      new Promise((done, failed) => {
        get({ port, host: '127.0.0.1', path, agent }, (answer) => {
          answer.resume().once('end', () => {
            done(answer);
          });
        }).once('error', failed);
      });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    const other = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await ask('/', kept)).headers.connection).to.equal('keep-alive');
    const arrived = new Promise((done) => server.once('slow', done));
    const slow = ask('/slow', other);
    await arrived;

    let isOver = false;
    const over = drain(server).then(() => (isOver = true));
    const last = await ask('/', kept);
    expect([last.statusCode, last.headers.connection]).to.deep.equal([200, 'close']);
    const refused = await ask('/', new Agent()).catch((error: unknown) => error as Error);
    expect((refused as NodeJS.ErrnoException).code).to.equal('ECONNREFUSED');
    expect(isOver, 'while somebody waits').to.equal(false);
    answerSlow();
    expect((await slow).statusCode).to.equal(200);
    await over;
    kept.destroy();
    other.destroy();
  });
});

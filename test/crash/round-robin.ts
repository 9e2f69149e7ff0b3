import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RoundRobin {
  url: string;
  /** How many answers came from each server. */
  served: Map<string, number>;
  /** Requests that went to another server, because the first one refused or had begun no answer to what may be asked twice. */
  passedOn: number;
  /** Requests that a server took and did not answer to the end, and that may not be sent twice. */
  cut: number;
  close(): Promise<void>;
}

const MAY_BE_REPEATED = new Set(['GET', 'HEAD']);

/** Hands each request to the next of several servers, whoever sends it, and passes on what nginx would pass on. */
export async function roundRobin(servers: readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;

  async function handle(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(asked);
    const first = (turn += 1);
    const send = (tries: number): void => {
      const server = servers[(first + tries) % servers.length] ?? '';
      const to = new URL(asked.url ?? '/', server);
      const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress };
      const sent = request(to, { method: asked.method ?? 'GET', headers, agent }, (answer) => {
        proxy.served.set(server, (proxy.served.get(server) ?? 0) + 1);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => {
          proxy.cut += 1;
          response.destroy();
        });
        answer.pipe(response);
      });
      sent.once('error', (error: NodeJS.ErrnoException) => {
        if (response.headersSent) return;
        const neverTaken = error.code === 'ECONNREFUSED';
        if (tries + 1 < servers.length && (neverTaken || MAY_BE_REPEATED.has(asked.method ?? ''))) {
          proxy.passedOn += 1;
          send(tries + 1);
          return;
        }
        proxy.cut += 1;
        response.writeHead(503, { 'Retry-After': '1' }).end();
      });
      sent.end(body);
    };
    send(0);
  }

  const listener = createServer((asked, response) => {
    handle(asked, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  listener.keepAliveTimeout = 60_000;
  await new Promise((ready) => listener.once('listening', ready));
  const { port } = listener.address() as AddressInfo;
  const proxy: RoundRobin = {
    url: `http://127.0.0.1:${String(port)}`,
    served: new Map(),
    passedOn: 0,
    cut: 0,
    close: () =>
      new Promise((done) => {
        agent.destroy();
        listener.closeAllConnections();
        listener.close(() => {
          done();
        });
      }),
  };
  return proxy;
}

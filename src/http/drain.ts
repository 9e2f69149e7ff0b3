import type { Server } from 'node:http';
import { Server as Listener } from 'node:net';

/** Kept connections may bring a request at this very moment, so they are left open a little before they are cut. */
const GRACE = 1_000;
const AGAIN = 200;

/**
 * Ends serving in order: nobody new is let in, everybody who is being answered is, and whoever comes over a connection that
 * was kept is answered and told to make another one, which a proxy makes to the next process. Resolves when nobody is left.
 */
export function drain(server: Server): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.setHeader('Connection', 'close');
  });
  let cutting: NodeJS.Timeout | undefined;
  const later = setTimeout(() => {
    cutting = setInterval(() => {
      server.closeIdleConnections();
    }, AGAIN);
  }, GRACE);
  return new Promise((done) => {
    // The close of an HTTP server would cut kept connections at once.
    Listener.prototype.close.call(server, () => {
      clearTimeout(later);
      clearInterval(cutting);
      done();
    });
  });
}

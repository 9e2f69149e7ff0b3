import { readFileSync } from 'node:fs';
import { createServer as listen, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as listenSealed, TLSSocket } from 'node:tls';
import { projectRoot } from '../../src/lib/project-root.ts';

/** A certificate with its key that nobody trusts; the name is what it was made for. */
export const certificateFile = (name: 'localhost' | 'elsewhere.example'): string =>
  join(projectRoot, 'test', 'fixtures', 'tls', `${name}.pem`);

const sealedBy = (name: Parameters<typeof certificateFile>[0]) => {
  const pem = readFileSync(certificateFile(name));
  return { cert: pem, key: pem };
};

export interface TlsPeer {
  port: number;
  /** What was said to it once it had shown what it has. */
  heard: string;
  close(): Promise<void>;
}

async function peerOver(server: Server, sockets: Set<Socket>): Promise<TlsPeer> {
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  return {
    port: (server.address() as AddressInfo).port,
    heard: '',
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          closed();
        });
      }),
  };
}

/** A mail server that begins with TLS and shows this certificate. */
export async function sealedMailServer(
  name: Parameters<typeof certificateFile>[0],
): Promise<TlsPeer> {
  const server = listenSealed(sealedBy(name));
  const peer = await peerOver(server, new Set());
  server.on('secureConnection', (socket) => {
    socket.write('220 here\r\n');
    socket.on('data', (bytes: Buffer) => (peer.heard += bytes.toString()));
  });
  return peer;
}

const SSL_REQUEST = 8;

/** A PostgreSQL server as far as its first answer: TLS with this certificate, or none when it has none. It then hangs up. */
export async function postgresFront(
  name: Parameters<typeof certificateFile>[0] | null,
): Promise<TlsPeer> {
  const server = listen();
  const peer = await peerOver(server, new Set());
  const hear = (socket: Socket) => (bytes: Buffer) => {
    peer.heard += bytes.toString('latin1');
    socket.destroy();
  };
  server.on('connection', (socket) => {
    socket.once('data', (bytes: Buffer) => {
      if (bytes.length !== SSL_REQUEST) {
        hear(socket)(bytes);
        return;
      }
      socket.write(name === null ? 'N' : 'S');
      if (name === null) {
        socket.on('data', hear(socket));
        return;
      }
      const sealed = new TLSSocket(socket, { isServer: true, ...sealedBy(name) });
      sealed.on('data', hear(sealed));
      sealed.on('error', () => socket.destroy());
    });
  });
  return peer;
}

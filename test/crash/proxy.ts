import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Stands between a server and its database, and breaks the line when told. */
export async function proxyTo(url: string): Promise<Proxy> {
  const target = new URL(url);
  const lines = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      lines.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        lines.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const destroyAll = (): void => {
    for (const line of lines) line.destroy();
  };
  return {
    url: proxied.href,
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
    close: () =>
      new Promise((closed) => {
        destroyAll();
        server.close(() => {
          closed();
        });
      }),
  };
}

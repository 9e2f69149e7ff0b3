import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Passes nothing on and says nothing, as a cable that is out or a firewall that drops: connections seem to be there. */
  silence(): void;
  /** Puts it right again. What was underway arrives late, or never when a firewall has forgotten its connections. */
  mend(how?: { forgotten: boolean }): void;
  close(): Promise<void>;
}

interface Line {
  near: Socket;
  far: Socket;
}

/** Stands between a server and its database, and breaks the line when told. */
export async function proxyTo(url: string): Promise<Proxy> {
  const target = new URL(url);
  const lines = new Set<Line>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const join = ({ near, far }: Line): void => {
    near.pipe(far);
    far.pipe(near);
  };
  const part = ({ near, far }: Line): void => {
    for (const one of [near, far]) one.unpipe().pause();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const line = { near, far: connect(Number(target.port || 5432), target.hostname) };
    lines.add(line);
    for (const [one, other] of [
      [line.near, line.far],
      [line.far, line.near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        lines.delete(line);
        other.destroy();
      });
    }
    if (state === 'whole') join(line);
    else part(line);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const destroyAll = (): void => {
    for (const { near } of lines) near.destroy();
  };
  return {
    url: proxied.href,
    cut() {
      state = 'cut';
      destroyAll();
    },
    silence() {
      state = 'silent';
      lines.forEach(part);
    },
    mend({ forgotten } = { forgotten: false }) {
      state = 'whole';
      if (!forgotten) lines.forEach(join);
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

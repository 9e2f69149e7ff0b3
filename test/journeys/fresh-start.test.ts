import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Browser } from '../support/browser.ts';

const root = join(import.meta.dirname, '../..');

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });

interface Started {
  url: string;
  output: () => string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs `npm start` (or another script) as a stranger would, and waits until it listens. */
async function start(script: string, env: Record<string, string>): Promise<Started> {
  const port = await freePort();
  const child: ChildProcess = spawn('npm', ['run', '-s', script], {
    cwd: root,
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', () => {
      if (output.includes(`http://localhost:${String(port)}\n`)) ready();
    });
    void ended.then(() => {
      failed(new Error(output));
    });
  });
  return {
    url: `http://127.0.0.1:${String(port)}`,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      process.kill(-(child.pid ?? 0), signal);
      return ended;
    },
  };
}

describe('a fresh machine', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'aula-fresh-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('starts with one command, shows the courses, and makes the first administrator through a link that works once', async () => {
    const server = await start('start', { DATA_DIR: dataDir });
    try {
      const visitor = new Browser(server.url);
      expect((await visitor.get('/cursos')).text).to.include('Resolución de conflictos');
      expect(statSync(dataDir).mode & 0o077).to.equal(0);
      expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).to.equal(0);

      const [, path] = /localhost:\d+(\/primer-administrador\/\S+)/.exec(server.output()) ?? [];
      expect(path, server.output()).to.be.a('string');
      const ada = new Browser(server.url);
      const fields = { nombre: 'Ada Rentería', username: 'ada', password: 'nublado jueves tejido' };
      const made = await ada.post(path ?? '', fields);
      expect(made.status, made.text).to.equal(303);
      expect((await ada.visit('/administrar')).status).to.equal(200);
      const again = await new Browser(server.url).post(path ?? '', { ...fields, username: 'otra' });
      expect(again.status).to.be.within(400, 499);
    } finally {
      await server.stop();
    }
  });

  it('stops with the reasons when the environment has mistakes', async () => {
    const failure = await start('start', {
      DATA_DIR: dataDir,
      PORT: 'tres mil',
      EXIT_URL: 'no es una dirección',
    }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(failure).to.include('PORT');
    expect(failure).to.include('EXIT_URL');
  });
});

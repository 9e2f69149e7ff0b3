import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { projectRoot } from '../../src/lib/project-root.ts';

/** A port where nobody listens. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });

export interface Served {
  url: string;
  output: () => string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs a script of package.json as a stranger would, and waits until it listens. Rejects with what it said when it ends. */
export async function serve(
  script: string,
  env: Record<string, string>,
  cwd = projectRoot,
): Promise<Served> {
  const port = await freePort();
  const child: ChildProcess = spawn('npm', ['run', '-s', script], {
    cwd,
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

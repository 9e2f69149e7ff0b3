import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** A server in a process of its own, and what it has used. */
export interface Measured {
  url: string;
  /** Processor time of all its threads so far, in milliseconds. */
  cpu(): number;
  /** Resident memory in bytes: now, and the most that it ever was. */
  memory(): { now: number; peak: number };
  stop(): Promise<void>;
}

const TICK = 10;

/** Processor time of a process of this machine so far, in milliseconds. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const [user, system] = stat
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11);
  return (Number(user) + Number(system)) * TICK;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });

async function start(
  args: readonly string[],
  env: Record<string, string>,
  input?: string,
): Promise<Measured> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  });
  child.stdin?.end(input);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
  });
  let said = '';
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`:${String(port)}\n`)) ready();
    });
    void ended.then(() => {
      failed(new Error(`A server stopped before it listened.\n${said}`));
    });
  });
  return {
    url: `http://127.0.0.1:${String(port)}`,
    cpu: () => cpuOf(child.pid ?? 0),
    memory: () => {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      const bytes = (name: string): number =>
        1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
      return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** As package.json starts it. */
const HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=30'];

/** The built product over a filled folder or database, as `npm start` runs it. */
export const startProduct = (env: Record<string, string>): Promise<Measured> =>
  // Its clients come from one address here; each request names its own.
  start([...HEAP, 'dist/src/server.js'], {
    ...env,
    TRUST_PROXY: '1',
  });

/** Bare Express that sends each text at its path, and does nothing else. */
export const startBare = (pages: Record<string, string>): Promise<Measured> =>
  start(['--import', 'tsx', join('test', 'bench', 'bare-express.ts')], {}, JSON.stringify(pages));

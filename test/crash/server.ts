import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { freePort } from '../support/served.ts';

/** Secrets that outlive every crash, as those of a real folder do. */
export const SECRETS = {
  SESSION_SECRET: 'a secret that only the crash suite knows, long enough',
  DATA_KEY: '22'.repeat(32),
};

const program = (built: boolean): readonly string[] =>
  built
    ? [join(projectRoot, 'dist/src/server.js')]
    : ['--import', 'tsx', join(projectRoot, 'src/server.ts')];

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The server, built or from its sources, as a process of its own, which may die and be started again at the same address. */
export interface CrashServer {
  readonly url: string;
  readonly pid: number;
  /** Everything that it said, over all its lives. */
  output(): string;
  /** Starts it and answers how many milliseconds passed until it listened. Rejects with what it said when it ends before. */
  start(): Promise<number>;
  /** Resolves when it listens, at once when it does. */
  up(): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<Ending>;
  /** Resolves when the process of this life has ended. */
  ended(): Promise<Ending>;
}

export async function crashServer(
  env: Record<string, string>,
  { built }: { built: boolean } = { built: true },
): Promise<CrashServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = '';
  let ending: Promise<Ending> = Promise.resolve({ code: 0, signal: null });
  let isUp = false;
  let waiting: (() => void)[] = [];

  const listen = (): Promise<number> =>
    new Promise((ready, failed) => {
      const begun = performance.now();
      const from = output.length;
      const made = spawn(process.execPath, [...program(built)], {
        cwd: projectRoot,
        env: { ...process.env, LOG_LEVEL: 'warn', ...SECRETS, ...env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = made;
      const hear = (chunk: Buffer): void => {
        output += chunk.toString();
        if (isUp || !output.includes(`http://localhost:${String(port)}\n`, from)) return;
        isUp = true;
        for (const go of waiting) go();
        waiting = [];
        ready(performance.now() - begun);
      };
      made.stdout.on('data', hear);
      made.stderr.on('data', hear);
      ending = new Promise((done) => {
        made.once('close', (code, signal) => {
          isUp = false;
          done({ code, signal });
          failed(new Error(`The server ended:\n${output.slice(from)}`));
        });
      });
    });

  return {
    url: `http://127.0.0.1:${String(port)}`,
    get pid() {
      return child?.pid ?? 0;
    },
    output: () => output,
    start: listen,
    up: () =>
      isUp
        ? Promise.resolve()
        : new Promise((go) => {
            waiting.push(go);
          }),
    async kill(signal = 'SIGKILL') {
      isUp = isUp && signal !== 'SIGKILL';
      child?.kill(signal);
      return ending;
    },
    ended: () => ending,
  };
}

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workshop, type Work } from './apart.ts';
import { Refusal } from './errors.ts';

interface Bounds {
  /** How long one piece of work may take, in milliseconds. */
  patience: number;
  /** Resident bytes that its process may take. */
  memory: number;
  /** Whoever comes when so many wait would wait longer than her browser does. */
  waiting: number;
  /** What she is told. */
  busy: () => Refusal;
}

/** Why a piece of work was ended. */
export class Exceeded extends Error {
  readonly isHeavy: boolean;
  constructor(isHeavy: boolean) {
    super(isHeavy ? 'took too much memory' : 'took too long, or ended by itself');
    this.isHeavy = isHeavy;
  }
}

const LOOK_EVERY = 50;
const REST = 3_000;
const PAGE = 4096;

/** Resident bytes of a process; 0 where the system does not tell. */
const memoryOf = async (pid: number): Promise<number> => {
  const text = await readFile(`/proc/${String(pid)}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * PAGE;
};

/**
 * A function of a module, run in a process of its own, one call after the other, for work on what people send: it is ended
 * when it takes too long or too much memory, which is told as `Exceeded`, and the next call gets another process.
 */
export function bounded<F extends Work>(
  [folder, file, name]: readonly [folder: string, file: string, name: string],
  { patience, memory, waiting: most, busy }: Bounds,
): (...given: Parameters<F>) => ReturnType<F> {
  const address = pathToFileURL(join(folder, `${file}${extname(import.meta.filename)}`)).href;
  const shop = workshop({ patience, most: 1, rest: REST });
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function one(given: unknown[]): Promise<unknown> {
    const seen = { tooLarge: false };
    const watch = setInterval(() => {
      const pid = shop.pid();
      if (pid === undefined) return;
      void memoryOf(pid).then((bytes) => {
        if (bytes <= memory || shop.pid() !== pid) return;
        seen.tooLarge = true;
        process.kill(pid, 'SIGKILL');
      });
    }, LOOK_EVERY);
    try {
      return await shop.ask(address, name, given);
    } catch (error) {
      throw error instanceof Refusal ? new Exceeded(seen.tooLarge) : error;
    } finally {
      clearInterval(watch);
    }
  }

  async function inTurn(given: unknown[]): Promise<unknown> {
    if (waiting >= most) throw busy();
    waiting += 1;
    const mine = turn.then(() => one(given));
    turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  }
  return (...given) => inTurn(given) as ReturnType<F>;
}

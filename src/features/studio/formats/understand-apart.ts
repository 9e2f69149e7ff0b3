import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workshop } from '../../../lib/apart.ts';
import { Refusal } from '../../../lib/errors.ts';
import { problem } from './problem.ts';
import type { Given, understand } from './understand.ts';
import type { Understood } from './understood.ts';

/** How long one file may take, and how much memory. */
const PATIENCE = 45_000;
const MOST_MEMORY = 900_000_000;
/** Whoever comes when so many wait would wait longer than her browser does. */
const MOST_WAITING = 6;
/** The disk is what failed; from the other process only the words of it come. */
const NO_ROOM = /\bE(?:NOSPC|DQUOT|ROFS|IO)\b/;
const LOOK_EVERY = 50;
const PAGE = 4096;
const MODULE = pathToFileURL(
  join(import.meta.dirname, `understand${extname(import.meta.filename)}`),
).href;

interface Options {
  patience?: number;
  memory?: number;
}

/** Resident bytes of a process; 0 where the system does not tell. */
const memoryOf = async (pid: number): Promise<number> => {
  const text = await readFile(`/proc/${String(pid)}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * PAGE;
};

/**
 * Understands files one after the other in a process of their own, which is ended when one takes too long or too much memory;
 * that file is refused then, and the next one gets another process.
 */
export function understandingApart({ patience = PATIENCE, memory = MOST_MEMORY }: Options = {}) {
  const shop = workshop({ patience, most: 1, rest: 3_000 });
  let turn: Promise<unknown> = Promise.resolve();

  async function one(given: Given): Promise<Understood> {
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
      return (await shop.ask(MODULE, 'understand', [given])) as Understood;
    } catch (error) {
      if (NO_ROOM.test(String(error))) throw new Refusal('unavailable', 'uploads.noRoom', {}, 600);
      if (!(error instanceof Refusal)) throw error;
      const key = seen.tooLarge ? 'file.tooHeavy' : 'file.tooSlow';
      return { ok: false, name: given.name, reasons: [problem(key)] };
    } finally {
      clearInterval(watch);
    }
  }

  let waiting = 0;
  return async (given: Given): Promise<Understood> => {
    if (waiting >= MOST_WAITING) throw new Refusal('unavailable', 'upload.wait', {}, 60);
    waiting += 1;
    const mine = turn.then(() => one(given));
    turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
}
/** Tells what a file is and holds, wherever that is found out. */
export type UnderstandFile = typeof understand;

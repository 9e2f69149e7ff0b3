import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { Machine } from './machine.ts';
import { blocksOfPage, type Block } from './page.ts';

type Change = (text: string) => string;

export interface Answer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** Somebody who follows the page on a machine, block by block, and knows which ones she has left. */
export function follower(machine: Machine) {
  const blocks = blocksOfPage();
  const done = new Set<Block>();

  const take = (matching: (block: Block) => boolean, at: number, what: string): Block => {
    const found = blocks.filter(matching).at(at);
    if (found === undefined) throw new Error(`The page has no such block: ${what}`);
    done.add(found);
    return found;
  };
  const run = async (commands: string): Promise<string> => {
    const { status, said } = await machine.run(commands);
    if (status !== 0) {
      const journal = await machine.run('journalctl --no-pager -n 30');
      expect.fail(`${commands}\n${said}\n${journal.said}`);
    }
    return said;
  };

  return {
    run,
    /** Writes the file that the page shows, the first of that name or another. */
    copy(path: string, { at = 0, change = (text) => text }: { at?: number; change?: Change } = {}) {
      const { text } = take((block) => block.path === path, at, path);
      const file = machine.root + path;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, change(text));
    },
    /** Runs commands below a title, the first or another block of them, and answers what they said. All must succeed. */
    follow(title: string, at = 0, change: Change = (text) => text): Promise<string> {
      const isMeant = (block: Block): boolean =>
        block.title === title && block.path === null && block.language === 'sh';
      return run(change(take(isMeant, at, title).text));
    },
    /** The text of a block, to be used as the page says around it. */
    text: (start: string): string => take((block) => block.text.startsWith(start), 0, start).text,
    /** Runs commands until they succeed, for twenty seconds. */
    async eventually(commands: string): Promise<void> {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await machine.run(commands)).status === 0) return;
        await setTimeout(200);
      }
      await run(commands);
    },
    /** Asks a server as a browser would, with the words of curl. */
    async ask(words: string): Promise<Answer> {
      const said = await run(`curl -sS -i ${words}`);
      const [head = '', ...body] = said.split('\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      });
      const status = Number(first.split(' ')[1]);
      return { status, headers: new Map(headers), body: body.join('\r\n\r\n') };
    },
    /** The first lines of the blocks that nobody used. */
    left: (): string[] =>
      blocks.filter((block) => !done.has(block)).map(({ text }) => text.split('\n')[0] ?? ''),
  };
}

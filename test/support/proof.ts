import { expect } from 'chai';
import { verify } from '../../src/verify.ts';
import type { TestApp } from './app.ts';

type Data = Pick<TestApp, 'dialect' | 'dataDir' | 'clock'>;

/** What `aula verify` says of an application's data: whether all of it holds, each line, and those that say what does not. */
export interface Proof {
  holds: boolean;
  lines: string[];
  failing: string[];
}

export async function proofOf({ dialect, dataDir, clock }: Data): Promise<Proof> {
  const lines: string[] = [];
  const holds = await verify({ dialect, dataDir, clock, say: (line) => lines.push(line) });
  return { holds, lines, failing: lines.filter((line) => line.startsWith('FALLA')) };
}

/** Fails, with every line, where one rule of the data does not hold. */
export async function expectSound(app: Data): Promise<void> {
  const { holds, lines } = await proofOf(app);
  expect(holds, lines.join('\n')).to.equal(true);
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { migrate } from '../../src/db/migrations.ts';
import { backUp, contentsOf, newFolder } from '../operations/places.ts';
import { aulaCommand } from '../support/aula-command.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { liveIn } from '../support/world.ts';

type Place = Omit<TestDatabase, 'database'>;

interface Run {
  /** Null when it was killed. */
  code: number | null;
  said: string;
  took: number;
}

/** Runs a command of `aula` over a place, and kills it when its time has come. */
function aula(
  place: Place,
  words: readonly string[],
  isTime: (since: number) => boolean = () => false,
): Promise<Run> {
  const begun = performance.now();
  const command = aulaCommand(place, words);
  const child = spawn(process.execPath, command.words, command.how);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const watching = setInterval(() => {
    if (isTime(performance.now() - begun)) child.kill('SIGKILL');
  }, 2);
  return new Promise((done) => {
    child.once('close', (code) => {
      clearInterval(watching);
      done({ code, said, took: performance.now() - begun });
    });
  });
}

/** How a server would find a place; PostgreSQL may take a moment to see that whoever restored is gone. */
async function startIn({ dialect }: Place): Promise<string> {
  for (;;) {
    try {
      await (await dialect.hold()).release();
      return 'nothing was begun';
    } catch (error) {
      if (!String(error).includes('restore.running')) return String(error);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Moments within a command: the first part is the start of the program. */
const MOMENTS = ['files', 0.6, 0.75, 0.9] as const;

describe('a command that is killed', function () {
  this.timeout(180_000);

  it('while it restores leaves nothing that passes for the whole, and can be repeated', async () => {
    const app: TestApp = await startApp();
    await liveIn(app);
    const file = await backUp(app, { to: newFolder() });
    const expected = await contentsOf(app);
    await app.stop();
    const whole = await emptyDatabase();
    const first = await aula(whole, ['restore', file]);
    expect(first.code, first.said).to.equal(0);
    await whole.drop();
    // The machine may have been busy: the moments follow the quickest run.
    let { took } = first;

    let unfinished = 0;
    for (const part of MOMENTS) {
      const place = await emptyDatabase();
      // Files come after the rows and before the proof.
      const hasFiles = (): boolean => existsSync(join(place.dataDir, 'media'));
      const run = await aula(place, ['restore', file], (since) =>
        part === 'files' ? hasFiles() : since > took * part,
      );
      if (run.code !== null) took = Math.min(took, run.took);
      else {
        const start = await startIn(place);
        if (start !== 'nothing was begun') {
          expect(start).to.include('restore.unfinished');
          unfinished += 1;
        }
        const again = await aula(place, ['restore', file]);
        // Whoever is killed after the last step has done everything: only the way out was missing.
        const isWhole = start === 'nothing was begun' && again.said.includes('no está vacía');
        if (!isWhole) expect(again.code, again.said).to.equal(0);
      }
      expect(await contentsOf(place), String(part)).to.deep.equal(expected);
      await (await place.dialect.hold()).release();
      await place.drop();
    }
    expect(unfinished, 'killed in the middle').to.be.greaterThan(0);
  });

  it('while it migrates leaves a database that the next start brings to the newest schema', async () => {
    const whole = await emptyDatabase();
    const { took } = await aula(whole, ['migrate']);
    await whole.drop();
    const place = await emptyDatabase();
    for (const part of [0.6, 0.75, 0.9])
      await aula(place, ['migrate'], (since) => since > took * part);
    await migrate(place.dialect);
    expect(await migrate(place.dialect)).to.deep.equal([]);
    const { code, said } = await aula(place, ['verify']);
    expect(code, said).to.equal(0);
    await place.drop();
  });
});

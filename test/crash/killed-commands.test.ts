import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { migrate } from '../../src/db/migrations.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { backUp, contentsOf, newFolder } from '../operations/places.ts';
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

/** Runs a command of `aula` over a place, and kills it after so many milliseconds when told. */
function aula(place: Place, words: readonly string[], killAfter?: number): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: projectRoot,
    env: {
      ...process.env,
      DATA_DIR: place.dataDir,
      SESSION_SECRET: 'x'.repeat(40),
      DATA_KEY: '11'.repeat(32),
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((done) => {
    child.once('close', (code) => {
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
const MOMENTS = [0.6, 0.75, 0.85, 0.95];

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
      const run = await aula(place, ['restore', file], took * part);
      if (run.code !== null) took = Math.min(took, run.took);
      else {
        const start = await startIn(place);
        if (start !== 'nothing was begun') {
          expect(start).to.include('restore.unfinished');
          unfinished += 1;
        }
        const again = await aula(place, ['restore', file]);
        expect(again.code, again.said).to.equal(0);
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
    for (const part of [0.6, 0.75, 0.9]) await aula(place, ['migrate'], took * part);
    await migrate(place.dialect);
    expect(await migrate(place.dialect)).to.deep.equal([]);
    const { code, said } = await aula(place, ['verify']);
    expect(code, said).to.equal(0);
    await place.drop();
  });
});

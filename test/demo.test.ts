import { expect } from 'chai';
import { fillDemo } from '../src/demo/fill.ts';
import type { Services } from '../src/services.ts';
import { createServices } from '../src/services.ts';
import { readConfig } from '../src/config.ts';
import { migrate } from '../src/db/migrations.ts';
import { openDatabase, type Database } from '../src/db/connection.ts';
import { draftRepository } from '../src/features/studio/draft-repository.ts';
import { loadPlaces } from '../src/features/places/load.ts';
import { loadRoundtables } from '../src/features/roundtables/load.ts';
import { NOW, testClock } from './support/clock.ts';
import { publishCourse } from './support/course.ts';
import { castDatabase, emptyDatabase, type TestDatabase } from './support/database.ts';
import { expectSound } from './support/proof.ts';

interface Demo extends Pick<TestDatabase, 'dialect' | 'dataDir'> {
  database: Database;
  services: Services;
  drop: () => Promise<void>;
}

async function demonstration(): Promise<Demo> {
  const test = await emptyDatabase();
  await migrate(test.dialect);
  const database = openDatabase(test.dialect);
  await loadPlaces(database.db);
  await loadRoundtables(database.db, NOW);
  let moment = NOW;
  const services = await createServices({
    config: readConfig({ DATA_DIR: test.dataDir }),
    secrets: { sessionSecret: 'x'.repeat(40), dataKey: Buffer.alloc(32, 1) },
    database,
    clock: () => moment,
  });
  await publishCourse(services, 'res-con');
  await fillDemo({
    database,
    versions: services.versions,
    seal: services.seal,
    onStepDone: services.onStepDone,
    now: NOW,
    tell: (at) => {
      moment = at;
    },
  });
  return {
    dialect: test.dialect,
    dataDir: test.dataDir,
    database,
    services,
    drop: async () => {
      await database.close();
      await test.drop();
    },
  };
}

/** What the story says, without the random ids that the product itself gives. */
const told = async ({ database: { db } }: Demo): Promise<unknown> => ({
  people: await db('people').select('id', 'display_name', 'sex', 'cvegeo').orderBy('id'),
  enrolments: await db('enrolments')
    .select('id', 'status', 'enrolled_on', 'completed_on')
    .orderBy('id'),
  attempts: await db('attempts').select('id', 'score').orderBy('id'),
});

describe('the demonstration', function () {
  this.timeout(60_000);
  let demo: Demo;
  before(async () => {
    demo = await demonstration();
  });
  after(() => demo.drop());

  const counts = async (sql: string): Promise<number[]> => {
    const rows = await demo.database.reads.all(sql, []);
    return rows.map((row) => Number((row as { n: number | string }).n));
  };

  it('keeps every rule of the data', async () => {
    expect(await counts('select count(*) as n from bank_items')).to.not.deep.equal([0]);
    await expectSound({ ...demo, clock: testClock() });
  });

  it('has a course that Ximena is writing: whole in Spanish, and in English in part', async () => {
    const draft = await draftRepository(demo.database.db).all();
    expect(draft.map(({ title, ownerId }) => [title, ownerId])).to.deep.equal([
      ['Caminar seguras', 'ximena'],
    ]);
    const [written] = draft;
    if (written === undefined) throw new Error('There is no draft');
    const files = await draftRepository(demo.database.db).files(written.id);
    const { document, problems } = await demo.services.drafts.reading({ draft: written, files });
    const kinds = new Set(problems.map(({ severity, key }) => `${severity} ${key}`));
    expect([...kinds]).to.have.members([
      'warning content.problem.noEnglish',
      'warning content.problem.noEnglishLesson',
    ]);
    expect(document?.lessons.map(({ spanishOnly = false }) => spanishOnly)).to.deep.equal([
      false,
      true,
    ]);
    expect(document?.glossary).to.have.length(2);
  });

  it('has about 600 people, and municipalities large enough that reports say something', async () => {
    const [people = 0] = await counts('select count(*) as n from people');
    expect(people).to.be.within(580, 640);
    const large = await counts(
      'select count(*) as n from people where cvegeo is not null group by cvegeo',
    );
    expect(large.filter((n) => n >= 40)).to.have.lengthOf.at.least(3);
  });

  it('knows the 32 entities, every municipality and the successor of Inmujeres', async () => {
    expect(await counts('select count(*) as n from states')).to.deep.equal([32]);
    expect(await counts('select count(*) as n from municipalities')).to.deep.equal([2478]);
    const row: unknown = await demo.database
      .db('institutions')
      .where('id', 'inmujeres')
      .first('valid_to', 'successor_id');
    expect(row).to.deep.equal({ valid_to: '2024-12-31', successor_id: 'semujeres' });
  });

  it('has half a year of meetings of the roundtables of six entities, some of which networks attended', async () => {
    const by = await counts(
      'select count(*) as n from roundtable_meetings group by attended order by attended',
    );
    expect(by).to.have.length(2);
    expect(by.reduce((sum, n) => sum + n, 0)).to.equal(72);
  });

  it('has networks whose kind and sponsor are data', async () => {
    expect(await counts('select count(distinct kind) as n from networks')).to.satisfy(
      ([n]: number[]) => (n ?? 0) >= 2,
    );
    expect(
      await counts('select count(*) as n from networks where sponsor_id is null'),
    ).to.deep.equal([0]);
  });

  it('gives a certificate to everybody who completed, more than two hundred people', async () => {
    expect(
      await counts("select count(*) as n from enrolments where status = 'completed'"),
    ).to.satisfy(([n]: number[]) => (n ?? 0) > 200);
    expect(
      await counts(
        `select count(*) as n from enrolments e where status = 'completed'
            and not exists (select 1 from certificates c where c.enrolment_id = e.id and c.status = 'current')`,
      ),
    ).to.deep.equal([0]);
  });

  it('has work that waits for grades, a mended item, questions of groups and a text that only one person reads', async () => {
    const waiting = await counts(
      "select count(*) as n from attempts where id like 'a-luz%' and score is null",
    );
    expect(waiting).to.deep.equal([14]);
    expect(
      await counts(
        "select count(*) as n from attempt_corrections where state = 'applied' and new_score > old_score",
      ),
    ).to.satisfy(([n]: number[]) => (n ?? 0) > 0);
    expect(
      await counts('select count(*) as n from threads where waits_since is not null'),
    ).to.satisfy(([n]: number[]) => (n ?? 0) >= 5);
    expect(
      await counts("select count(*) as n from disclosures where marked_by = 'ximena'"),
    ).to.deep.equal([1]);
  });

  it('tells the same story again', async () => {
    const again = await demonstration();
    expect(await told(again)).to.deep.equal(await told(demo));
    await again.drop();
  });

  it('refuses a database with real people', async () => {
    const test = await castDatabase();
    await test.database.db('people').where('id', 'ada').update({ demo: false });
    const refused = await fillDemo({
      database: test.database,
      versions: demo.services.versions,
      seal: demo.services.seal,
      onStepDone: demo.services.onStepDone,
      now: NOW,
      tell: () => undefined,
    }).then(
      () => 'filled',
      (error: unknown) => String(error),
    );
    expect(refused).to.include('real people');
    await test.drop();
  });
});

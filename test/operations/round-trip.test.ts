import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { toColumn } from '../../src/db/columns.ts';
import { DAY } from '../../src/lib/clock.ts';
import { NOW } from '../support/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { emptyDatabase, engine } from '../support/database.ts';
import { liveIn, PHONE, type World } from '../support/world.ts';
import { backUp, contentsOf, newFolder, restoreInto, rowsOf } from './places.ts';

/** On PostgreSQL the journey leads through both engines and back; SQLite needs nothing else installed. */
const JOURNEYS: ('sqlite' | 'postgres')[][] =
  engine === 'sqlite' ? [['sqlite']] : [['postgres'], ['sqlite', 'postgres']];

/** One that has signed almost as often as it can be counted, and has not been used since it was added. */
const PASSKEY = {
  id: 'llave-de-ximena',
  person_id: 'ximena',
  credential_id: 'Y3JlZGVuY2lhbA',
  public_key: 'pQECAyYgASFYIA',
  counter: 4_294_967_295,
  transports: '["internal"]',
  name: 'Teléfono de Ximena',
  created_at: toColumn(NOW),
  last_used_at: null,
};

/** A mended item that would lower a passed result and was decided about, a grade that somebody gave, and another attempt. */
async function grade({ database: { db } }: TestApp): Promise<void> {
  const attempt = await db('attempts')
    .where('person_id', 'rosa')
    .whereNotNull('score')
    .orderBy('score', 'desc')
    .first<{
      id: string;
      enrolment_id: string;
      quiz_id: string;
      score: number;
      snapshot: string;
    }>();
  const { course_id: courseId } = await db('enrolments')
    .where('id', attempt.enrolment_id)
    .first<{ course_id: string }>('course_id');
  const [item] = (JSON.parse(attempt.snapshot) as { items: { id: string }[] }).items;
  const at = toColumn(NOW);
  await db('score_corrections').insert({
    id: 'correccion',
    course_id: courseId,
    item_id: item?.id,
    item_digest: 'otra',
    change: '{"kind":"all"}',
    reason: 'Se revisó la clave.',
    made_by: 'ximena',
    made_at: at,
    number: 1,
    finished_at: at,
  });
  await db('attempt_corrections').insert({
    attempt_id: attempt.id,
    correction_id: 'correccion',
    old_score: attempt.score,
    new_score: 0,
    old_passed: true,
    new_passed: false,
    state: 'kept',
    decided_by: 'ximena',
    decided_at: at,
    decision_reason: 'Ya se le había comunicado.',
  });
  await db('attempt_grades').insert({
    attempt_id: attempt.id,
    item_id: item?.id,
    number: 1,
    earned: 100,
    out_of: 100,
    comment: 'Bien dicho.',
    grader_id: 'ximena',
    given_at: at,
  });
  await db('extra_attempts').insert({
    id: 'otro',
    enrolment_id: attempt.enrolment_id,
    quiz_id: attempt.quiz_id,
    reason: 'Se cortó la luz.',
    given_by: 'ximena',
    given_at: at,
  });
}

describe('backup and restore', function () {
  this.timeout(120_000);
  let app: TestApp;
  let world: World;
  before(async () => {
    app = await startApp();
    world = await liveIn(app);
    await app.database.db('passkeys').insert(PASSKEY);
    await grade(app);
  });
  after(() => app.stop());

  for (const journey of JOURNEYS) {
    it(`bring back the same from ${[engine, ...journey].join(' to ')}`, async () => {
      const before = await contentsOf(app);
      let from: Pick<TestApp, 'dialect' | 'dataDir'> = app;
      const drops: (() => Promise<void>)[] = [];
      for (const kind of journey) {
        const target = await emptyDatabase(kind);
        drops.push(target.drop);
        const answer = await restoreInto(target, await backUp(from, { to: newFolder() }));
        expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
        expect(answer.lines.at(-1)).to.equal('Todo está bien.');
        expect(await contentsOf(target), kind).to.deep.equal(before);
        expect(await rowsOf(target, 'passkeys'), kind).to.deep.equal([PASSKEY]);
        from = target;
      }
      for (const drop of drops) await drop();
    });
  }

  it('bring back passwords, certificates, sealed fields and media, and no sessions', async () => {
    const target = await emptyDatabase();
    const answer = await restoreInto(target, await backUp(app, { to: newFolder() }));
    expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
    const again = await startApp({ over: target });
    try {
      expect(await again.database.db('sessions')).to.deep.equal([]);
      const rosa = await again.signedIn('rosa');
      expect((await rosa.visit('/mi-aprendizaje')).text).to.include('Acuerdos en la plaza');
      expect((await rosa.get('/cuenta/telefono')).body).to.include(PHONE.slice(-4));

      const check = async (code: string) => (await again.browser().get(`/v/${code}`)).text;
      expect(await check(world.current.code)).to.include('Vigente');
      expect(await check(world.replaced.code)).to.include('Reemplazada');
      expect(await check(world.revoked.code)).to.include('Revocada');

      const { sha256, type } = await again.database
        .db('media_files')
        .where('type', 'image/svg+xml')
        .first<{ sha256: string; type: string }>();
      const image = await fetch(`${again.url}/medios/${sha256.slice(0, 32)}.svg`);
      expect(image.headers.get('content-type')).to.include(type);

      const events = await again.database
        .db('audit_events')
        .whereLike('action', 'backup.%')
        .select('action', 'object_type');
      expect(events.at(-1)).to.deep.equal({ action: 'backup.restored', object_type: 'backup' });
      again.clock.advance(DAY);
      const elena = await again.signedIn('elena');
      expect((await elena.visit('/mi-aprendizaje')).status).to.equal(200);
    } finally {
      await again.stop();
    }
  });

  it('leave sealed fields empty where their key is lost, and only there', async () => {
    const file = await backUp(app, { to: newFolder() });
    const target = await emptyDatabase();
    const lost = await restoreInto(target, file, { dataKey: null });
    expect(lost.refusal).to.include('secrets.json').and.to.include('--without-sealed');
    const other = await restoreInto(target, file, { dataKey: 'another' });
    expect(other.refusal).to.include('no es la de los campos sellados');
    const answer = await restoreInto(target, file, { dataKey: 'another', withoutSealed: true });
    expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
    const again = await startApp({ over: target });
    const rosa = await again.database
      .db('people')
      .where('id', 'rosa')
      .first<Record<string, unknown>>('phone_sealed', 'display_name');
    expect(rosa).to.deep.equal({ phone_sealed: null, display_name: 'Rosa Hernández' });
    await again.stop();
  });

  it('take a backup while people write, and it keeps every rule', async () => {
    const folder = newFolder();
    const browsers = await Promise.all(
      (['rosa', 'tomas', 'elena', 'irene'] as const).map((name) => app.signedIn(name)),
    );
    let writing = true;
    let written = 0;
    const writers = browsers.map(async (browser, at) => {
      while (writing) {
        const name = `Nombre ${String(at)} ${String(written)}`;
        const answer = await browser.post('/cuenta/nombre', { nombre: name });
        expect(answer.status).to.equal(303);
        written += 1;
      }
    });
    const files = [];
    const before = written;
    for (let round = 0; round < 3; round += 1) files.push(await backUp(app, { to: folder }));
    const during = written - before;
    writing = false;
    await Promise.all(writers);
    expect(during).to.be.greaterThan(3);
    for (const file of files) {
      const target = await emptyDatabase();
      const answer = await restoreInto(target, file);
      expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
      await target.drop();
    }
    rmSync(folder, { recursive: true });
  });

  it('take two backups at once', async () => {
    const folder = newFolder();
    const files = await Promise.all([backUp(app, { to: folder }), backUp(app, { to: folder })]);
    expect(new Set(files).size).to.equal(2);
    for (const file of files) {
      const target = await emptyDatabase();
      expect((await restoreInto(target, join(file))).refusal).to.equal(null);
      await target.drop();
    }
  });
});

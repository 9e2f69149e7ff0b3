import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { RETENTION } from '../../../src/features/privacy/erasure.ts';
import { PERSONAL_DATA } from '../../../src/features/privacy/personal-data.ts';
import type { TableOfData } from '../../../src/features/privacy/personal-columns.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { liveIn } from '../../support/world.ts';
import { expectSound } from '../../support/proof.ts';

const entries = Object.entries(PERSONAL_DATA);
const declared = (of: TableOfData): string[] => [
  ...Object.keys(of.personal),
  ...of.plain.split(' ').filter(Boolean),
];
const bindings = (hers: string, id: string): string[] =>
  Array<string>((hers.match(/\?/g) ?? []).length).fill(id);

describe('the registry of personal data', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await liveIn(app);
  });
  after(() => app.stop());

  it('declares every column of every table, once, and none that is not there', async () => {
    const tables = await app.dialect.tables(app.database.db);
    const wrong: string[] = [];
    for (const { name, columns } of tables) {
      const of = PERSONAL_DATA[name];
      const known = of === undefined ? [] : declared(of);
      const twice = known.filter((column, at) => known.indexOf(column) !== at);
      wrong.push(...twice.map((column) => `${name}.${column} is declared twice`));
      const there = columns.map((column) => column.name);
      for (const column of there.filter((one) => !known.includes(one)))
        wrong.push(
          `${name}.${column}: say in src/features/privacy/personal-*.ts whether it tells of somebody`,
        );
      for (const column of known.filter((one) => !there.includes(one)))
        wrong.push(`${name}.${column} is declared and not there`);
    }
    const names = tables.map(({ name }) => name);
    for (const [name] of entries)
      if (!names.includes(name)) wrong.push(`${name} is declared and not there`);
    expect(wrong).to.deep.equal([]);
  });

  it('names only rules that the daily job knows, and leaves to them nothing that they do not erase', () => {
    const rules = new Set(RETENTION.map(({ name }) => `rule:${name}`));
    const wrong = entries.flatMap(([table, { personal }]) =>
      Object.entries(personal)
        .filter(([, [, , kept, , erasure]]) => {
          const isRule = kept.startsWith('rule:');
          return (isRule && !rules.has(kept)) || (erasure === 'rule' && !isRule);
        })
        .map(([column]) => `${table}.${column}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('gives its person no secret, and withholds nothing that she wrote herself', () => {
    const wrong = entries.flatMap(([table, { personal }]) =>
      Object.entries(personal)
        .filter(
          ([column, [kind, , , given]]) =>
            kind === 'secret' && given === 'given' && `${table}.${column}` !== 'certificates.code',
        )
        .map(([column]) => `${table}.${column}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('says what cancelling an account does: what is erased is gone, and dated counts stay', async () => {
    const { db } = app.database;
    const at = NOW.toISOString();
    await db('optional_answers').insert({
      person_id: 'rosa',
      question: 'indigenous',
      value_sealed: app.services.seal.seal('yes', 'optional-answer rosa indigenous'),
      consented_at: at,
    });
    await db('message_digests').insert({
      person_id: 'rosa',
      week: '2026-11-23',
      unread: 1,
      written_at: at,
    });
    await db('second_factor_codes').insert({ digest: 'd', person_id: 'rosa', made_at: at });
    await db('passkeys').insert({
      id: 'pk',
      person_id: 'rosa',
      credential_id: 'c',
      public_key: 'k',
      counter: 0,
      transports: '',
      name: 'Mi teléfono',
      created_at: at,
    });
    await db('people').where('id', 'rosa').update({ extra_time_percent: 25, digest_email: true });
    const before = await hersIn(app);
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/datos/rectificacion', { cambio: 'Mi municipio es otro.' });
    await rosa.post('/cuenta/datos/copia', { password_actual: CAST_PASSWORD });
    await app.services.packages.makeWaiting();
    const closed = await rosa.post('/cuenta/cerrar', {
      entiendo: '1',
      password_actual: CAST_PASSWORD,
    });
    expect(closed.status).to.equal(303);
    app.clock.advance(DAY);
    await app.services.eraseWhatIsOver();

    const now = await hersIn(app);
    const wrong: string[] = [];
    for (const [table, { personal }] of entries) {
      const rows = now.get(table) ?? [];
      for (const [column, [, , , , erasure]] of Object.entries(personal)) {
        const values = rows.map((row) => row[column]).filter((value) => value !== null);
        if (erasure === 'erased' && values.length > 0)
          wrong.push(`${table}.${column} is still there`);
        if (erasure === 'replaced') {
          const old = before.get(table)?.map((row) => row[column]) ?? [];
          if (values.some((value) => old.includes(value) && Boolean(value) && value !== 'es-MX'))
            wrong.push(`${table}.${column} is as it was`);
        }
      }
    }
    expect(wrong).to.deep.equal([]);
    for (const table of ['enrolments', 'certificates', 'attempts', 'lesson_progress'])
      expect(now.get(table), table).to.have.length(before.get(table)?.length ?? -1);
    for (const table of ['attempt_answers', 'threads', 'data_packages'])
      expect(now.get(table) ?? [], table).to.deep.equal([]);
    await expectSound(app);
  });
});

/** Every row about Rosa, by table. */
async function hersIn(app: TestApp): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>();
  for (const [table, { hers }] of entries) {
    if (hers === null) continue;
    const query = app.database.db<Record<string, unknown>>(`${table} as t`);
    found.set(table, await query.whereRaw(hers, bindings(hers, 'rosa')));
  }
  return found;
}

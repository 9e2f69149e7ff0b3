import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { compare, type SnapshotBody } from '../../../src/features/snapshots/snapshot.ts';
import { canonicalJson } from '../../../src/lib/canonical-json.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { proofOf } from '../../support/proof.ts';
import { seedEnrolments } from '../reports/seed.ts';

const CUTS = '/administrar/cortes';
const RULE = 'I8 Cada corte congelado';

interface Stored {
  body: string;
  digest: string;
}

const cellsOf = (page: Page, id: string): string[][] =>
  [...page.document.querySelectorAll(`[aria-labelledby="${id}"] tbody tr`)].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? ''),
  );

describe('snapshots', () => {
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  beforeEach(async () => {
    app = await startApp({ before: seedEnrolments });
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
  });
  afterEach(() => app.stop());

  const freeze = (who: Browser, more: Record<string, string> = {}): Promise<Page> =>
    who.post(CUTS, { marco: 'pna-1325', estado: '', periodo: '2026-T2', ...more });
  const frozen = async (who: Browser, more: Record<string, string> = {}): Promise<string> => {
    const { status, location } = await freeze(who, more);
    expect(status).to.equal(303);
    return location;
  };
  const stored = async (): Promise<Stored[]> =>
    app.database.db('framework_snapshots').orderBy('made_at');

  it('freeze what the report of the period tells, with the digest of its canonical text', async () => {
    const page = await irene.get(await frozen(irene));
    const report = await irene.get('/administrar/avance?por=curso&periodo=2026-T2');
    const total = [...report.document.querySelectorAll('tfoot td')].map((cell) => cell.textContent);
    // Enrolled, started, completed, certified; the report has the rate before the last.
    expect(cellsOf(page, 'total')).to.deep.equal([[total[0], total[1], total[2], total[4]]]);
    const [row] = await stored();
    const digest = createHash('sha256')
      .update(row?.body ?? '')
      .digest('hex');
    expect(row?.digest).to.equal(digest);
    expect(page.text).to.include(digest);
    expect(canonicalJson(JSON.parse(row?.body ?? '') as never)).to.equal(row?.body);
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'snapshots.frozen', actor_id: 'irene' });
    expect(event?.details).to.deep.equal({ code: 'PNA-1325', version: '2021', filters: '2026-T2' });
  });

  it('hold the participation in roundtables of an entity in the period', async () => {
    for (const dia of ['2026-05-12', '2026-09-30', '2026-06-01'])
      await irene.post('/administrar/mesas/mesa-20/sesiones', {
        dia,
        asistieron: dia === '2026-06-01' ? 'no' : 'si',
      });
    const page = await irene.get(await frozen(irene, { estado: '20' }));
    expect(page.text).to.include('Participación en mesas en el periodo: 1 de 2 sesiones');
  });

  it('keep hidden what is hidden', async () => {
    const page = await lucia.get(await frozen(lucia, { periodo: '2026-05' }));
    const report = await lucia.get('/administrar/avance?por=curso&periodo=2026-05');
    const total = [...report.document.querySelectorAll('tfoot td')].map((cell) => cell.textContent);
    expect(cellsOf(page, 'total')).to.deep.equal([[total[0], total[1], total[2], total[4]]]);
    const [row] = await stored();
    const body = JSON.parse(row?.body ?? '') as SnapshotBody;
    expect(body.threshold).to.equal(10);
    for (const value of Object.values(body.total))
      expect(value === null || value === 0 || value >= 10).to.equal(true);
  });

  it('stay as they were, whatever comes in later; nobody can change or erase them', async () => {
    const href = await frozen(irene);
    const figures = async () => cellsOf(await irene.get(href), 'total');
    const before = await figures();
    const { db } = app.database;
    await db('enrolments').where('state_code', '20').update({ status: 'withdrawn' });
    expect(await figures()).to.deep.equal(before);
    for (const act of [
      () => db('framework_snapshots').update({ digest: 'x' }),
      () => db('framework_snapshots').delete(),
    ]) {
      const refused: unknown = await act().catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Error);
    }
  });

  it('are proved by verify, which finds one that was written otherwise', async () => {
    await frozen(irene);
    const says = async (): Promise<boolean> =>
      (await proofOf(app)).failing.some((line) => line.includes(RULE));
    expect(await says()).to.equal(false);
    const { db } = app.database;
    const [row] = await stored();
    await db('framework_snapshots').insert({
      ...row,
      id: 'forged',
      body: row?.body.replace('"2026-T2"', '"2026-T1"'),
    });
    expect(await says()).to.equal(true);
  });

  it('freeze only what is over, and only in one’s own scope', async () => {
    for (const more of [
      { periodo: '2026' },
      { periodo: '2026-11' },
      { periodo: 'ayer' },
      { marco: 'nada' },
      { marco: '' },
      { estado: '15' },
    ]) {
      const page = await freeze(irene, more);
      expect(page.status, JSON.stringify(more)).to.equal(422);
    }
    expect(await stored()).to.deep.equal([]);
  });

  it('open for whoever may see the same, and for nobody else', async () => {
    const href = await frozen(irene);
    expect((await lucia.get(href)).status).to.equal(404);
    expect((await lucia.get(`${href}.csv`)).status).to.equal(404);
    expect((await lucia.get(CUTS)).text).to.not.include('PNA-1325 2021, ');
    await app.database.db('grants').where('id', 'g-irene').update({ state_code: '15' });
    irene = await app.signedIn('irene');
    expect((await irene.get(href)).status).to.equal(404);
  });

  it('leave as a file with the same figures, the period and the digest', async () => {
    const href = await frozen(irene, { marco: 'proigualdad' });
    const file = await irene.get(`${href}.csv`);
    const rows: string[][] = parse(file.body, { bom: true });
    const page = await irene.get(href);
    const total = cellsOf(page, 'total')[0] ?? [];
    const [row] = await stored();
    expect(rows.at(-1)).to.deep.equal([
      'Total',
      '',
      ...total,
      '2026-T2',
      '2026-11-23',
      row?.digest,
    ]);
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('snapshots.exported');
  });

  it('stand side by side when they are alike', async () => {
    const one = await frozen(irene, { periodo: '2026-T1' });
    const other = await frozen(irene, { periodo: '2026-T2' });
    const idOf = (href: string): string => href.slice(CUTS.length + 1);
    const page = await irene.get(`${CUTS}/comparar?antes=${idOf(one)}&despues=${idOf(other)}`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Antes → después');
    const [hers, later] = [
      await frozen(lucia, { periodo: '2026-T1' }),
      await frozen(lucia, { periodo: '2026-T2' }),
    ];
    const hidden = await lucia.get(`${CUTS}/comparar?antes=${idOf(hers)}&despues=${idOf(later)}`);
    const cells = [...hidden.document.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
    // No line breaks within a value.
    expect(cells.join('|')).to.include('n.\u00a0d. →').and.not.include('n. d.');
    const file = page.document.querySelector('a[href*=".csv"]')?.getAttribute('href') ?? '';
    const rows: string[][] = parse((await irene.get(file)).body, { bom: true });
    expect(rows[0]?.slice(2, 5)).to.deep.equal([
      ...['Inscripciones, Antes', 'Inscripciones, Después', 'Inscripciones, diferencia'],
    ]);
    expect((await lastEvents(app))[0]?.action).to.equal('snapshots.exported');
    const unlike = await frozen(irene, { marco: 'proigualdad' });
    const apart = await irene.get(`${CUTS}/comparar?antes=${idOf(one)}&despues=${idOf(unlike)}`);
    expect(apart.text).to.include('No se pueden comparar');
    const not = await irene.get(`${CUTS}/comparar.csv?antes=${idOf(one)}&despues=${idOf(unlike)}`);
    expect(not.status).to.equal(422);
    expect(
      (await lucia.get(`${CUTS}/comparar?antes=${idOf(one)}&despues=${idOf(other)}`)).status,
    ).to.equal(404);
  });
});

describe('two snapshots side by side', () => {
  const figures = (enrolled: number | null, completed: number | null) => ({
    enrolled,
    started: enrolled,
    completed,
    certified: completed,
  });
  const body = (threshold: number | null, shown: ReturnType<typeof figures>): SnapshotBody => ({
    framework: 'PNA-1325',
    version: '2021',
    state: null,
    period: '2026-T1',
    cutOff: '2026-10-31',
    threshold,
    rule: 'x',
    elements: [
      {
        code: '1',
        kind: 'pillar',
        name: { es: 'Prevención', en: 'Prevention' },
        courses: [
          { code: 'A', title: { es: 'A', en: 'A' }, isWhole: true, lessons: [], figures: shown },
        ],
      },
    ],
    total: shown,
    participation: null,
  });
  const differences = (
    k: number | null,
    one: [number | null, number | null],
    other: [number | null, number | null],
  ) =>
    compare(body(k, figures(...one)), body(k, figures(...other)))[0]?.courses[0]?.figures.map(
      ({ difference }) => difference,
    );

  it('tell every difference to whoever reads exact counts', () => {
    expect(differences(null, [10, 4], [13, 5])).to.deep.equal([3, 3, 1, 1]);
  });

  it('tell no difference that is a small count, nor one of what is hidden', () => {
    expect(differences(10, [20, 12], [23, 40])).to.deep.equal([null, null, 28, 28]);
    expect(differences(10, [20, null], [50, 40])).to.deep.equal([30, 30, null, null]);
  });
});

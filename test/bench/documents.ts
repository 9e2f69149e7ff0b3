import { lessonsBeside } from './beside.ts';
import { CONNECTIONS, load } from './load.ts';
import type { Visitor } from './people.ts';
import { enter } from './people.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

const PDFS = 25;

/** The public check of certificates, by people without a session, and the PDF that its holder takes. */
export async function measureCertificates(world: World): Promise<Row[]> {
  const { db, product } = world;
  const certificates = await db('certificates as c')
    .join('people as p', 'p.id', 'c.person_id')
    .where({ 'c.status': 'current', 'p.status': 'active' })
    // Those of copied people carry a mark that no printed code has.
    .whereNot('c.code', 'like', '%~%')
    .orderBy('c.id')
    .limit(PDFS)
    .select<{ id: string; code: string; personId: string; username: string }[]>(
      'c.id',
      'c.code',
      'p.id as personId',
      'p.username',
    );
  const codes = certificates.map(({ code }) => code);
  const check = await load({
    url: product.url,
    seconds: 3,
    requests: (connection) => ({ path: `/v/${codes[connection % codes.length] ?? ''}` }),
  });
  const took: number[] = [];
  for (const { id, personId, username } of certificates) {
    const { headers } = await enter(world, personId, username);
    const begun = performance.now();
    const response = await fetch(`${product.url}/constancias/${id}.pdf`, { headers });
    if (!response.ok) throw new Error(`The PDF answered ${String(response.status)}`);
    await response.arrayBuffer();
    took.push(performance.now() - begun);
  }
  return [
    row('check.rate', check.rate, 'checks/s'),
    row('check.p99', check.p99, `ms at ${String(CONNECTIONS)}`),
    row('pdf.first', took[0] ?? Number.NaN, 'ms, fonts and library loaded'),
    row('pdf.p50', percentile(took.slice(1), 0.5), 'ms'),
  ];
}

const REPORT = '/administrar/avance';

/** The groupings that an administrator of the whole country asks for. */
const GROUPINGS = ['curso', 'institucion', 'estado', 'sexo', 'periodo'];

const REPORTS = 5;

/** The completion page by grouping, one after the other. */
export async function measureReport({ product }: World, reader: Visitor): Promise<Row[]> {
  const rows: Row[] = [];
  for (const grouping of GROUPINGS) {
    const took: number[] = [];
    const cpu = product.cpu();
    for (let time = 0; time < REPORTS; time += 1) {
      const begun = performance.now();
      const path = `${product.url}${REPORT}?por=${grouping}`;
      const response = await fetch(path, { headers: reader.headers });
      const text = await response.text();
      if (!response.ok || response.redirected || !text.includes('<table'))
        throw new Error(`${path} answered ${String(response.status)} at ${response.url}`);
      took.push(performance.now() - begun);
    }
    const used = (product.cpu() - cpu) / REPORTS;
    rows.push(
      row(`report.${grouping}.p50`, percentile(took, 0.5), 'ms', '< 300'),
      row(`report.${grouping}.cpu`, used, 'ms of our own threads a report'),
    );
  }
  return rows;
}

/** Lesson pages while the completion report is asked for again and again. */
export async function measureBeside(
  world: World,
  reader: Visitor,
  visitors: readonly Visitor[],
): Promise<Row[]> {
  const { p99, rate, times } = await lessonsBeside(world, visitors, async (time) => {
    const grouping = GROUPINGS[time % GROUPINGS.length] ?? '';
    const path = `${world.product.url}${REPORT}?por=${grouping}`;
    await (await fetch(path, { headers: reader.headers })).text();
  });
  return [
    row('beside-report.lesson.p99', p99, `ms at ${String(CONNECTIONS)}`, '< 50'),
    row('beside-report.lesson.rate', rate, 'pages/s'),
    row('beside-report.reports', times, 'reports meanwhile'),
  ];
}

const ENTITIES = 32;
/** Before each entry of a ZIP's directory. */
const ENTRY = Buffer.from('PK\u0001\u0002', 'latin1');

/** The briefs of all entities in one file, for the first time. */
export async function measureBriefs({ product }: World, reader: Visitor): Promise<Row[]> {
  const begun = performance.now();
  const response = await fetch(`${product.url}/administrar/fichas.zip`, {
    headers: reader.headers,
  });
  const zip = Buffer.from(await response.arrayBuffer());
  const took = (performance.now() - begun) / 1000;
  let files = 0;
  for (let at = zip.indexOf(ENTRY); at !== -1; at = zip.indexOf(ENTRY, at + 1)) files += 1;
  if (!response.ok || files !== ENTITIES)
    throw new Error(`${String(files)} briefs came, with ${String(response.status)}`);
  return [row('briefs.all', took, `s for ${String(ENTITIES)} entities`, '< 60')];
}

/** The list of everybody with her progress, as a file. */
export async function measureCsv({ product, people }: World, reader: Visitor): Promise<Row[]> {
  const took: { first: number; all: number; lines: number }[] = [];
  for (let time = 0; time < 3; time += 1) {
    const begun = performance.now();
    const response = await fetch(`${product.url}${REPORT}/personas.csv`, {
      headers: reader.headers,
    });
    if (!response.ok) throw new Error(`The file answered ${String(response.status)}`);
    let first = 0;
    let lines = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      if (first === 0) first = performance.now() - begun;
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
    took.push({ first, all: performance.now() - begun, lines });
  }
  const lines = took[0]?.lines ?? 0;
  return [
    row('csv.lines', lines, `lines of ${String(people)} people`),
    row(
      'csv.first-byte',
      percentile(
        took.map(({ first }) => first),
        0.5,
      ),
      'ms',
      '< 200',
    ),
    row(
      'csv.all',
      percentile(
        took.map(({ all }) => all),
        0.5,
      ),
      'ms',
      '< 1000',
    ),
  ];
}

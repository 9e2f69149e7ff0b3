/**
 * `npm run bench -- [--only NAME] [--json FILE] [--readme] [--people NUMBER] [--minutes NUMBER]`: the figures that the product lives by, in one run, as one table. Ratios
 * compare with bare Express on the same machine in the same minute. It wants a machine with nothing else to do. Runs of some
 * parts into the same file add up: what is measured anew takes the place of what is there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureBank } from './bank.ts';
import {
  measureBeside,
  measureBriefs,
  measureCertificates,
  measureCsv,
  measureReport,
} from './documents.ts';
import { measureImport } from './import.ts';
import { measureLinked } from './linked.ts';
import { HOT_PAGES, measureMachine, measurePages, QUIZ_PAGE } from './pages.ts';
import { enter, enterForNames, learners, readers, startAttempts, type Visitor } from './people.ts';
import { measurePhone } from './phone.ts';
import { measureFlows, measureSaves, measureSignIn } from './quizzes.ts';
import { writeFigures } from './readme.ts';
import { measureResults } from './results.ts';
import { measureScale } from './scale.ts';
import { row, table, type Row } from './rows.ts';
import { measureSoak } from './soak.ts';
import { measureUploads } from './uploads.ts';
import { hasPostgres, makeWorld, type Engine, type World } from './world.ts';

const SMALL = 1_000;
const LARGE = 200_000;
/** So many that the list of the forces alone is more than 20,000 lines. */
const FOR_CSV = 50_000;
/** So many that one course has more than 50,000 of them. */
const FOR_RESULTS = 60_000;
const FLOWS = 300;
const SIGN_INS = 200;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    readme: { type: 'boolean', default: false },
    people: { type: 'string', default: '500000' },
    minutes: { type: 'string', default: '30' },
  },
});
/** With two courses each: takes long, and is measured when it is asked for by name. */
const FOR_SCALE = Number(options.people);
/** Names of engines and of parts, with commas between: those alone are run. */
const only = new Set(options.only?.split(',') ?? []);
const isWanted = (name: string, among: readonly string[]): boolean =>
  only.has(name) || !among.some((one) => only.has(one));

type Part = (world: World) => Promise<Row[]>;

const signedIn = (world: World, people: readonly { id: string; username: string }[]) =>
  Promise.all(people.map(({ id, username }) => enter(world, id, username)));
const staff = (world: World, id: string): Promise<Visitor> => enterForNames(world, id, id);

/** The parts of a run, by the beginning of the names of their rows. */
const PARTS: Record<string, Part> = {
  machine: measureMachine,
  content: ({ firstSync }) =>
    Promise.resolve([row('content.first-sync', firstSync, 's for all courses', '< 10')]),
  pages: async (world) => measurePages(world, await readers(world), HOT_PAGES),
  quiz: async (world) => {
    const visitors = await signedIn(world, await learners(world, 16));
    const attempts = await startAttempts(visitors);
    return [
      ...(await measurePages(world, visitors, [QUIZ_PAGE(attempts)])),
      ...(await measureSaves(world, visitors, attempts)),
    ];
  },
  'sign-in': async (world) => measureSignIn(world, await learners(world, SIGN_INS)),
  flow: async (world) => measureFlows(world, await learners(world, FLOWS)),
  certificates: measureCertificates,
  phone: measurePhone,
  report: async (world) => measureReport(world, await staff(world, 'lucia')),
  beside: async (world) => measureBeside(world, await staff(world, 'lucia'), await readers(world)),
  briefs: async (world) => measureBriefs(world, await staff(world, 'lucia')),
  upload: async (world) => measureUploads(world, await staff(world, 'ximena')),
  bank: async (world) => measureBank(world, await staff(world, 'ximena')),
  import: async (world) => measureImport(world, await staff(world, 'lucia')),
  results: measureResults,
  scale: measureScale,
  soak: async (world) => measureSoak(world, Number(options.minutes)),
  memory: async ({ product }) => {
    // Whoever draws rests for some seconds before it ends; what is told is what stays.
    await new Promise((gone) => setTimeout(gone, 10_000));
    const { now, peak } = product.memory();
    return [
      row('memory.rss', now / 1e6, 'MB after all this', '< 180'),
      row('memory.peak', peak / 1e6, 'MB at most meanwhile'),
    ];
  },
};

/** What is measured at both sizes. */
const EVERYWHERE = ['pages', 'quiz', 'sign-in', 'certificates', 'report'];

const ALL_PARTS = [...Object.keys(PARTS), 'csv', 'linked'];
const rows: Row[] = [];

/** Runs the parts that were asked for in one world; names begin with engine and size. */
async function run(
  engine: Engine,
  people: number,
  parts: readonly string[],
  isSpread = false,
): Promise<void> {
  const wanted = parts.filter((part) => isWanted(part, ALL_PARTS));
  if (wanted.length === 0) return;
  const tell = (found: readonly Row[]): void => {
    const named = found.map((one) => ({ ...one, name: `${engine}.${String(people)}.${one.name}` }));
    rows.push(...named);
    process.stderr.write(`${table(named)}\n`);
  };
  const world = await makeWorld(engine, people, isSpread);
  try {
    tell([row('filling', world.filling, 's to make this world')]);
    for (const part of wanted) tell((await PARTS[part]?.(world)) ?? []);
  } finally {
    await world.close();
  }
}

/** Pages are compared by what they take beside bare Express of the same minute: a machine is not worth the same an hour later. */
const GROWING_PAGES = ['lesson', 'dashboard', 'course', 'quiz-rules', 'quiz'];
const GROWING_ACTS = ['save', 'sign-in', 'check'];

/** How much longer something takes with 200 times the people. */
function growth(engine: Engine): Row[] {
  const valueOf = (people: number, name: string): number | undefined =>
    rows.find((one) => one.name === `${engine}.${String(people)}.${name}`)?.value;
  const grown = (name: string, figure: string): Row[] => {
    const [small, large] = [SMALL, LARGE].map((people) => valueOf(people, `${name}.${figure}`));
    return small === undefined || large === undefined
      ? []
      : [row(`${engine}.growth.${name}`, small / large, 'times', '<= 1.2')];
  };
  return [
    ...GROWING_PAGES.flatMap((name) => grown(name, 'ratio')),
    ...GROWING_ACTS.flatMap((name) => grown(name, 'rate')),
  ];
}

async function csv(engine: Engine): Promise<void> {
  if (!isWanted('csv', ALL_PARTS)) return;
  const world = await makeWorld(engine, FOR_CSV);
  try {
    const found = await measureCsv(world, await staff(world, 'marco'));
    rows.push(...found.map((one) => ({ ...one, name: `${engine}.${one.name}` })));
  } finally {
    await world.close();
  }
}

const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];
for (const engine of ENGINES) {
  if (!isWanted(engine, ENGINES)) continue;
  if (engine === 'postgres' && !(await hasPostgres())) continue;
  await run(engine, SMALL, ['machine', 'content', ...EVERYWHERE, 'flow', 'memory']);
  // What a phone sees of a page, and what files take, is the same on every engine.
  if (engine === 'sqlite') await run(engine, SMALL, ['phone', 'upload']);
  await run(engine, SMALL, ['bank']);
  await run(engine, SMALL, ['import']);
  await run(engine, FOR_RESULTS, ['results']);
  if (only.has('soak')) await run(engine, SMALL, ['soak']);
  if (only.has('scale')) await run(engine, FOR_SCALE, ['scale', 'briefs'], true);
  await run(engine, LARGE, [...EVERYWHERE, 'beside', 'briefs']);
  await csv(engine);
  rows.push(...growth(engine));
}
// What tables tell is the same on every engine.
if (only.has('linked')) rows.push(...(await measureLinked()));
const { json } = options;
const earlier =
  json !== undefined && existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as Row[]) : [];
const anew = new Map(rows.map((one) => [one.name, one]));
const all = new Map([...earlier.map((one): [string, Row] => [one.name, one]), ...anew]);
process.stdout.write(`${table(rows)}\n`);
if (options.readme) writeFigures([...all.values()]);
if (json !== undefined) writeFileSync(json, `${JSON.stringify([...all.values()], null, 2)}\n`);

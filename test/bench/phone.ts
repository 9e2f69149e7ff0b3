import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { CHROMIUM, launchChromium, PHONE } from '../support/chromium.ts';
import { LESSON } from './pages.ts';
import { enter, learners, readers, startAttempts, type Visitor } from './people.ts';
import { startBare } from './processes.ts';
import { percentile, row, type Row } from './rows.ts';
import { measureTaps } from './taps.ts';
import type { World } from './world.ts';

/** A network and a processor as people have them: bytes a second, milliseconds, how many times slower than here. */
interface Line {
  bytes: number;
  latency: number;
  slower: number;
}
const COMMON: Line = { bytes: 200_000, latency: 150, slower: 4 };
const SLOW_3G: Line = { bytes: 50_000, latency: 400, slower: 6 };
/** Name, TCP and TLS cost three round trips that a connection to the same machine does not have. */
const ARRIVAL = 3 * SLOW_3G.latency;
const TIMES = 5;

/** What a page says about its own loading, in milliseconds since the navigation began. */
interface Told {
  loaded: number;
  fcp: number;
  lcp: number;
  longest: number;
}

const WATCH = `(() => {
  const seen = { lcp: 0, longest: 0, events: [] };
  globalThis.seen = seen;
  const watch = (type, note, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('longtask', (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
  watch('event', (entry) => seen.events.push(entry.duration), { durationThreshold: 16 });
})()`;

const TELL = `(() => {
  const [visit] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { loaded: visit.loadEventEnd, fcp: paint.startTime, lcp: seen.lcp, longest: seen.longest };
})()`;

const PAINTED = `seen.lcp > 0 && performance.getEntriesByName('first-contentful-paint').length > 0`;

/** Pages, saves, a hand-in and the taps of a task on a cheap phone in Chromium. Without Chromium there are no rows. */
export async function measurePhone(world: World): Promise<Row[]> {
  if (!existsSync(CHROMIUM.executablePath)) {
    process.stderr.write(`phone is left out: there is no ${CHROMIUM.executablePath}\n`);
    return [];
  }
  const chromium = await launchChromium();
  try {
    return [...(await measureWith(chromium, world)), ...(await measureTaps(chromium))];
  } finally {
    await chromium.close();
  }
}

const median = (of: readonly Visit[], what: keyof Visit): number =>
  percentile(
    of.map((visit) => visit[what]),
    0.5,
  );

/** What the browser itself takes for a page, by what it takes for one sentence: no page is seen sooner, nor with less to do. */
async function measureFloor(chromium: Browser, world: World, visitor: Visitor): Promise<Row[]> {
  const path = '/sentence';
  const text = '<!DOCTYPE html><html lang="es"><link rel="icon" href="data:,"><p>Hola.</p></html>';
  const bare = await startBare({ [path]: text });
  try {
    const slow = await visits(chromium, { ...world, product: bare }, visitor, path, SLOW_3G);
    return [
      row('phone.floor.fcp', ARRIVAL + median(slow, 'fcp'), 'ms on slow 3G, one sentence alone'),
      row('phone.floor.tasks', median(slow, 'tasks'), 'ms at CPU/6, one sentence alone'),
    ];
  } finally {
    await bare.stop();
  }
}

async function measureWith(chromium: Browser, world: World): Promise<Row[]> {
  const [reader] = await readers(world);
  const [learner] = await learners(world, 1);
  if (reader === undefined || learner === undefined) throw new Error('Nobody has a phone');
  const student = await enter(world, learner.id, learner.username);
  const [attempt = ''] = await startAttempts([student]);
  const pages: [string, Visitor, string][] = [
    ['lesson', reader, LESSON],
    ['dashboard', reader, '/mi-aprendizaje'],
    ['quiz', student, `/intentos/${attempt}`],
  ];
  const rows = await measureFloor(chromium, world, student);
  for (const [name, visitor, path] of pages) {
    const common = await visits(chromium, world, visitor, path, COMMON);
    const slow = await visits(chromium, world, visitor, path, SLOW_3G);
    rows.push(
      row(`phone.${name}.loaded`, median(common, 'loaded'), 'ms on 1.6 Mbit/s', '< 1500'),
      row(`phone.${name}.fcp`, ARRIVAL + median(slow, 'fcp'), 'ms on slow 3G', '<= 2400'),
      row(`phone.${name}.lcp`, ARRIVAL + median(slow, 'lcp'), 'ms on slow 3G', '<= 3000'),
      row(`phone.${name}.tasks`, median(slow, 'tasks'), 'ms at CPU/6', '<= 150'),
      row(`phone.${name}.longest-task`, median(slow, 'longest'), 'ms at CPU/6', '<= 50'),
    );
  }
  return [...rows, ...(await measureQuiz(chromium, world, student, attempt))];
}

interface Visit extends Told {
  /** Milliseconds in which the page's main thread had something to do. */
  tasks: number;
}

async function onPhone(
  chromium: Browser,
  { product }: World,
  visitor: Visitor,
  { bytes, latency, slower }: Line,
): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
  const context = await chromium.newContext({ ...PHONE, baseURL: product.url });
  const cookies = [...visitor.browser.cookies];
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: product.url })));
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  return { context, page, session };
}

const taskTime = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
};

/** First visits of one page, each on a phone that has never seen it. */
async function visits(
  chromium: Browser,
  world: World,
  visitor: Visitor,
  path: string,
  line: Line,
): Promise<Visit[]> {
  const all: Visit[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const { context, page, session } = await onPhone(chromium, world, visitor, line);
    const before = await taskTime(session);
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    if (response?.status() !== 200) throw new Error(`${path} was not shown`);
    await page.waitForFunction(PAINTED);
    const tasks = (await taskTime(session)) - before;
    all.push({ ...(await page.evaluate<Told>(TELL)), tasks });
    await context.close();
  }
  return all;
}

/** Every question answered one by one, then handed in, on slow 3G. */
async function measureQuiz(
  chromium: Browser,
  world: World,
  visitor: Visitor,
  attempt: string,
): Promise<Row[]> {
  const { context, page } = await onPhone(chromium, world, visitor, SLOW_3G);
  await page.goto(`/intentos/${attempt}`, { waitUntil: 'networkidle' });
  const questions = page.locator('[data-item]');
  const count = await questions.count();
  for (let at = 0; at < count; at += 1) {
    const question = questions.nth(at);
    await question.locator('label').first().click();
    await question.locator('[data-state].is-ok').waitFor();
  }
  const events = await page.evaluate<number[]>('seen.events');
  let sent = 0;
  let bytes = 0;
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    sent += 1;
    bytes += request.postDataBuffer()?.length ?? 0;
  });
  const begun = performance.now();
  await page.locator('.send-box button').click({ noWaitAfter: true });
  await page.waitForURL('**/resultado', { waitUntil: 'commit' });
  await page.locator('.result__score').waitFor();
  const visible = performance.now() - begun;
  await context.close();
  return [
    row('phone.save.inp', Math.max(16, ...events), `ms at CPU/6, ${String(count)} saves`, '<= 100'),
    row('phone.submit.requests', sent, 'requests that send', '<= 1'),
    row('phone.submit.bytes', bytes, `bytes sent of ${String(count)} questions`, '<= 4096'),
    row('phone.submit.visible', visible, 'ms on slow 3G', '<= 2500'),
  ];
}

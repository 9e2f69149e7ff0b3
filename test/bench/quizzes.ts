import { randomUUID } from 'node:crypto';
import { CONNECTIONS, load } from './load.ts';
import { enter, type Visitor } from './people.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

const SECONDS = 8;

const ANSWER_FIELD = /<input\b[^>]*\bname="(r_[^"]+)"[^>]*\bvalue="([^"]*)"/g;

/**
 * What an open attempt asks, as its page says. Read by pattern: building the tree of a page takes a client longer than the
 * server takes to make it, and the client works on the cores that are measured.
 */
export async function questionsOf(
  { browser }: Visitor,
  attempt: string,
): Promise<{ name: string; value: string }[]> {
  const { body } = await browser.get(`/intentos/${attempt}`);
  const first = new Map<string, string>();
  for (const [, name = '', value = ''] of body.matchAll(ANSWER_FIELD))
    if (!first.has(name)) first.set(name, value);
  if (first.size === 0) throw new Error(`The attempt ${attempt} asks nothing`);
  return [...first].map(([name, value]) => ({ name, value }));
}

/** Saves of one answer each under keys of their own, over 16 connections; every receipt is then looked for in the database. */
export async function measureSaves(
  world: World,
  visitors: readonly Visitor[],
  attempts: readonly string[],
): Promise<Row[]> {
  const asked = await Promise.all(
    visitors.map((visitor, at) => questionsOf(visitor, attempts[at] ?? '')),
  );
  const before = await receipts(world);
  const cpu = world.product.cpu();
  const { rate, answers, p99 } = await load({
    url: world.product.url,
    seconds: SECONDS,
    requests: (connection) => {
      const at = connection % visitors.length;
      const [question] = asked[at] ?? [];
      return {
        method: 'POST',
        path: `/intentos/${attempts[at] ?? ''}/respuestas`,
        headers: {
          ...visitors[at]?.headers,
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        setupRequest: (request) => {
          const key = randomUUID();
          const body = `clave=${key}&${question?.name ?? ''}=${question?.value ?? ''}`;
          return { ...request, body };
        },
      };
    },
  });
  const used = world.product.cpu() - cpu;
  const kept = (await receipts(world)) - before;
  if (kept < answers)
    throw new Error(`${String(answers)} saves acknowledged, ${String(kept)} kept`);
  return [
    row('save.rate', rate, 'durable saves/s', '>= 1000'),
    row('save.p99', p99, `ms at ${String(CONNECTIONS)}`, '< 50'),
    row('save.cpu', used / answers, 'ms a save'),
  ];
}

const receipts = async ({ db }: World): Promise<number> =>
  Number((await db('save_receipts').count({ n: '*' }).first())?.n ?? 0);

/** Runs work for one item after the other in 16 lanes; answers how long each took, in milliseconds. */
async function inLanes<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<number[]> {
  const waiting = [...items];
  const took: number[] = [];
  const lane = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const begun = performance.now();
      await work(item);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return took;
}

interface Account {
  id: string;
  username: string;
}

/** Signing in, argon2id included. */
export async function measureSignIn(world: World, people: readonly Account[]): Promise<Row[]> {
  const begun = performance.now();
  const took = await inLanes(people, async ({ id, username }) => {
    await enter(world, id, username);
  });
  return [
    row('sign-in.rate', took.length / ((performance.now() - begun) / 1000), 'a second'),
    row('sign-in.p99', percentile(took, 0.99), `ms at ${String(CONNECTIONS)}`),
  ];
}

/** From the sign-in form to the result of the final assessment: six requests, all answers in one. */
export async function measureFlows(world: World, people: readonly Account[]): Promise<Row[]> {
  const before = world.product.cpu();
  const begun = performance.now();
  const took = await inLanes(people, async ({ id, username }) => {
    const visitor = await enter(world, id, username);
    const { browser } = visitor;
    const quiz = '/cursos/res-con/evaluaciones/evaluacion-final';
    await browser.get(quiz);
    const { location } = await browser.post(`${quiz}/intentos`);
    const attempt = location.replace('/intentos/', '');
    const answers = await questionsOf(visitor, attempt);
    const fields = Object.fromEntries(answers.map(({ name, value }) => [name, value]));
    const sent = await browser.post(`/intentos/${attempt}/entrega`, {
      clave: `clave-${id}`,
      ...fields,
    });
    const result = await browser.get(sent.location);
    if (!sent.location.endsWith('/resultado') || result.status !== 200)
      throw new Error(`The attempt of ${username} was not graded: ${sent.location}`);
  });
  const flowCpu = (world.product.cpu() - before) / took.length;
  return [
    row('flow.rate', took.length / ((performance.now() - begun) / 1000), 'flows/s', '>= 50'),
    row('flow.p99', percentile(took, 0.99), `ms at ${String(CONNECTIONS)}`),
    row('flow.cpu', flowCpu, 'ms of our own process a flow, argon2id included'),
  ];
}

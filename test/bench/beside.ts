import { randomUUID } from 'node:crypto';
import { load, type Round } from './load.ts';
import { LESSON } from './pages.ts';
import type { Visitor } from './people.ts';
import { questionsOf } from './quizzes.ts';
import { percentile } from './rows.ts';
import type { World } from './world.ts';

const SECONDS = 5;

/** Lesson pages while some other work is done again and again; it is done once at least. */
export async function lessonsBeside(
  { product }: World,
  visitors: readonly Visitor[],
  work: (time: number) => Promise<void>,
  seconds = SECONDS,
): Promise<Round & { times: number }> {
  const loop = { stop: false, times: 0 };
  const working = (async () => {
    do {
      await work(loop.times);
      loop.times += 1;
    } while (!loop.stop);
  })();
  const round = await load({
    url: product.url,
    seconds,
    requests: (connection) => ({
      path: LESSON,
      headers: visitors[connection % visitors.length]?.headers ?? {},
    }),
  });
  loop.stop = true;
  await working;
  return { ...round, times: loop.times };
}

const REST = 5;

/** How long single saves of an answer take while some other work is done once, in milliseconds. */
export async function savesBeside(
  visitor: Visitor,
  attempt: string,
  work: () => Promise<void>,
): Promise<{ p50: number; p99: number; most: number; saves: number }> {
  const [question] = await questionsOf(visitor, attempt);
  const took: number[] = [];
  const loop = { stop: false };
  const saving = (async () => {
    do {
      const begun = performance.now();
      const answer = await visitor.browser.post(
        `/intentos/${attempt}/respuestas`,
        { clave: randomUUID(), [question?.name ?? '']: question?.value ?? '' },
        { accept: 'application/json' },
      );
      if (answer.status !== 200) throw new Error(`A save answered ${String(answer.status)}`);
      took.push(performance.now() - begun);
      await new Promise((rested) => setTimeout(rested, REST));
    } while (!loop.stop);
  })();
  await work();
  loop.stop = true;
  await saving;
  return {
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    most: Math.max(...took),
    saves: took.length,
  };
}

import { dayOf } from '../lib/clock.ts';
import type { Db } from './connection.ts';

const NOT_YET = '';

/**
 * Does the work unless some process has done it, or begun it, on this calendar day. Answers whether it was done here. Work
 * that fails is done again when somebody asks next; what a killed process left undone waits for the next day.
 */
export async function onceADay(
  db: Db,
  name: string,
  now: Date,
  work: () => Promise<void>,
): Promise<boolean> {
  const today = dayOf(now);
  await db('daily_jobs').insert({ name, last_on: NOT_YET }).onConflict('name').ignore();
  const claimed = await db('daily_jobs')
    .where({ name })
    .whereNot('last_on', today)
    .update({ last_on: today });
  if (claimed === 0) return false;
  try {
    await work();
  } catch (error) {
    await db('daily_jobs').where({ name, last_on: today }).update({ last_on: NOT_YET });
    throw error;
  }
  return true;
}

/**
 * Does work that changes nothing when it is done again, unless it was finished on this calendar day. Answers whether it was
 * finished here. Several processes may be at it together; what a stopped one left undone is done when somebody asks next.
 */
export async function finishOnceADay(
  db: Db,
  name: string,
  now: Date,
  work: () => Promise<void>,
): Promise<boolean> {
  const today = dayOf(now);
  await db('daily_jobs').insert({ name, last_on: NOT_YET }).onConflict('name').ignore();
  const finished: unknown = await db('daily_jobs').where({ name, last_on: today }).first();
  if (finished !== undefined) return false;
  await work();
  const here = await db('daily_jobs')
    .where({ name })
    .whereNot('last_on', today)
    .update({ last_on: today });
  return here > 0;
}

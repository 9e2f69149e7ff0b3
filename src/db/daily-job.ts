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

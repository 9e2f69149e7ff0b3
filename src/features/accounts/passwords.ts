import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../lib/errors.ts';

/** The library's `Algorithm.Argon2id`, a const enum that has no value at run time. */
const ARGON2ID = 2;
/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Each takes a processor and 19 MiB: more at once than there are processors would only hold memory for longer. */
const AT_ONCE = Math.min(4, availableParallelism());
const WAITING = 100;

let running = 0;
const queue: (() => void)[] = [];

/** Hashing is dear on purpose: few run at once, some wait, the rest are told to come back. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new Refusal('unavailable', 'error.unavailable', {}, 5);
    await new Promise<void>((go) => queue.push(go));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

/** The same letters typed on different keyboards must be the same password. */
const normal = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normal(password), COST));

let nobody: string | undefined;

/** Takes as long for nobody as for somebody, so that time does not tell who has an account. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (nobody ??= await hash('nobody has this password', COST));
  const fits = await inTurn(() => verify(against, normal(password)));
  return stored !== null && fits;
}

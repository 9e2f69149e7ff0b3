import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Side } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { RankBand } from '../institutions/rank-bands.ts';
import type { Sex } from './sex.ts';

export interface NewAccount {
  displayName: string;
  passwordHash: string;
  sex: Sex;
  cvegeo: string | null;
  side: Side;
  institutionId: string | null;
  /** What its rank is compared by; nothing is known of it unless it is said. */
  rankBand?: RankBand | null;
  networkId: string | null;
  language: Language;
  now: Date;
}

const TRIES = 20;
const CERTAIN = 1_000_000;

/** `rosa.hernandez`, then `rosa.hernandez2` … `9`, then with more and more random digits: it ends, whatever is taken. */
const candidate = (base: string, attempt: number): string => {
  if (attempt === 0) return base;
  if (attempt < 9) return `${base}${String(attempt + 1)}`;
  return `${base}${String(randomInt(10, attempt < 15 ? 10_000 : CERTAIN))}`;
};

/** The row of an active person. */
export const accountRow = (
  id: string,
  username: string,
  account: NewAccount,
): Record<string, unknown> => ({
  id,
  username,
  display_name: account.displayName,
  search_text: toSearchText(`${account.displayName} ${username}`),
  password_hash: account.passwordHash,
  sex: account.sex,
  cvegeo: account.cvegeo,
  state_code: account.cvegeo?.slice(0, 2) ?? null,
  institution_id: account.institutionId,
  rank_band: account.rankBand ?? null,
  network_id: account.networkId,
  side: account.side,
  email_recovery: false,
  language: account.language,
  discreet: false,
  extra_time_percent: 0,
  status: 'active',
  created_at: toColumn(account.now),
  demo: false,
});

/** Adds an active person with her membership from today. Answers null when somebody has the user name. */
export async function addAccountAs(
  trx: Db,
  username: string,
  account: NewAccount,
): Promise<string | null> {
  const id = newId();
  const added = z.array(z.unknown()).parse(
    await trx('people')
      .insert(accountRow(id, username, account))
      .onConflict('username')
      .ignore()
      .returning('id'),
  );
  if (added.length === 0) return null;
  await trx('memberships').insert({
    id: newId(),
    person_id: id,
    institution_id: account.institutionId,
    network_id: account.networkId,
    role: 'member',
    from_on: dayOf(account.now),
  });
  return id;
}

/**
 * Free user names for many people at once, each beginning with the one that is wished for. Somebody else may take one before it
 * is used: then the key of the table says so.
 */
export async function freeUsernames(trx: Db, wished: readonly string[]): Promise<string[]> {
  const candidates = wished.map((base) =>
    Array.from({ length: TRIES }, (_none, attempt) => candidate(base, attempt)),
  );
  const asked = [...new Set(candidates.flat())];
  const rows: unknown = await trx('people').select('username').whereIn('username', asked);
  const taken = new Set(Taken.parse(rows).map(({ username }) => username));
  return candidates.map((names) => {
    const free = names.find((name) => !taken.has(name));
    if (free === undefined) throw new Error('No user name was free');
    taken.add(free);
    return free;
  });
}

const Taken = z.array(z.object({ username: z.string() }));

/** The same under a free user name that begins with the wished one. Answers the name that she got. */
export async function addAccount(
  trx: Db,
  wished: string,
  account: NewAccount,
): Promise<{ id: string; username: string }> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const username = candidate(wished, attempt);
    const id = await addAccountAs(trx, username, account);
    if (id !== null) return { id, username };
  }
  throw new Error('No user name was free');
}

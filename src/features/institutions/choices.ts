import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { OFFERED, type Finder } from '../../lib/pick.ts';
import { toSearchText } from '../../lib/search-text.ts';

const InstitutionRow = z
  .object({ id: z.string(), name: z.string(), short_name: z.string() })
  .transform(({ id, name, short_name: shortName }) => ({
    id,
    label: `${name} (${shortName})`,
  }));

const NetworkRow = z
  .object({ id: z.string(), name: z.string(), code: z.string() })
  .transform(({ id, name, code }) => ({ id, label: `${name} (${code})` }));

/** Each word begins a word of the name: `or` finds Organización, not trabajo. */
const likesOf = (typed: string): string[] =>
  toSearchText(typed)
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `% ${word}%`);

const every = (column: string, likes: readonly string[]): string =>
  likes.length === 0 ? '1 = 0' : likes.map(() => `(' ' || ${column}) like ?`).join(' and ');

/** Institutions that exist today by words of their names; by id also those that were closed. */
export const institutionChoices =
  (reads: Reads): Finder =>
  async (typed) => {
    const likes = likesOf(typed);
    const rows = await reads.all(
      `select id, name, short_name from institutions
        where id = ? or (valid_to is null and ${every('search_text', likes)}) order by search_text, id limit ?`,
      [typed.trim(), ...likes, OFFERED + 1],
    );
    return z.array(InstitutionRow).parse(rows);
  };

/** Networks by code or by words of their names. */
export const networkChoices =
  (reads: Reads): Finder =>
  async (typed) => {
    const likes = likesOf(typed);
    const rows = await reads.all(
      `select id, name, code from networks
        where id = ? or code = ? or (${every('search_text', likes)}) order by search_text, id limit ?`,
      [typed.trim(), typed.trim(), ...likes, OFFERED + 1],
    );
    return z.array(NetworkRow).parse(rows);
  };

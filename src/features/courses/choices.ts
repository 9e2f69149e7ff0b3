import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { OFFERED, type Finder } from '../../lib/pick.ts';
import { toSearchText } from '../../lib/search-text.ts';

const Row = z
  .object({ id: z.string(), code: z.string(), title_es: z.string() })
  .transform(({ id, code, title_es: title }) => ({ id, label: `${title} (${code})` }));

/** Open courses by code, by the name in their address, or by words of their title in either language. */
export const courseChoices =
  (reads: Reads): Finder =>
  async (typed) => {
    const given = typed.trim();
    const likes = toSearchText(typed)
      .split(' ')
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => `% ${word}%`);
    const every =
      likes.length === 0 ? '1 = 0' : likes.map(() => "(' ' || v.search_text) like ?").join(' and ');
    const rows = await reads.all(
      `select c.id, c.code, v.title_es from courses c join course_versions v on v.id = c.current_version_id
        where c.retired_at is null and (c.id = ? or c.code = ? or c.slug = ? or (${every}))
        order by c.code limit ?`,
      [given, given, given, ...likes, OFFERED + 1],
    );
    return z.array(Row).parse(rows);
  };

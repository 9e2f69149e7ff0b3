import { z } from 'zod';
import type { Binding, Reads } from '../../db/dialect/dialect.ts';
import { OFFERED, type Finder } from '../../lib/pick.ts';
import { toSearchText } from '../../lib/search-text.ts';

const Row = z
  .object({ cvegeo: z.string(), name: z.string(), abbreviation: z.string() })
  .transform(({ cvegeo, name, abbreviation }) => ({
    id: cvegeo,
    label: `${name}, ${abbreviation} (${cvegeo})`,
  }));

/** Municipalities by INEGI key or by words of their name and state; names are not unique, so the key is shown. */
export const municipalityChoices =
  (reads: Reads): Finder =>
  async (typed) => {
    const key = /\b\d{5}\b/.exec(typed)?.[0];
    const words =
      key === undefined ? toSearchText(typed).split(' ').filter(Boolean).slice(0, 8) : [];
    const likes = words.map((word) => `% ${word}%`);
    const bindings: Binding[] = [key ?? '', ...likes, OFFERED + 1];
    const each = words.map(() => "(' ' || m.search_text) like ?").join(' and ');
    const rows = await reads.all(
      `select m.cvegeo, m.name, s.abbreviation from municipalities m join states s on s.code = m.state_code
        where m.cvegeo = ? ${each === '' ? '' : `or (m.gone_on is null and ${each})`} order by m.search_text, m.cvegeo limit ?`,
      bindings,
    );
    return z.array(Row).parse(rows);
  };

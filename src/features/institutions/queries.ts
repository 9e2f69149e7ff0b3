import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { InstitutionColumns, toInstitution } from './institution-row.ts';
import type { InstitutionEntry, InstitutionSheet } from './sheets.ts';

const PER_PAGE = 50;

const COLUMNS = `i.id, i.name, i.short_name, i.type, i.level, i.side, i.path, i.state_code, i.cvegeo, i.valid_from, i.valid_to,
  i.successor_id, s.name as state_name, m.name as municipality,
  (select count(*) from institutions c where c.parent_id = i.id) as children`;
const FROM = `from institutions i left join states s on s.code = i.state_code
  left join municipalities m on m.cvegeo = i.cvegeo`;

const Row = InstitutionColumns.extend({
  valid_to: z.string().nullable(),
  successor_id: z.string().nullable(),
  state_name: z.string().nullable(),
  municipality: z.string().nullable(),
  children: z.coerce.number(),
}).transform((row) => ({
  ...toInstitution(row),
  validTo: row.valid_to,
  successorId: row.successor_id,
  stateName: row.state_name,
  municipality: row.municipality,
  children: row.children,
}));

const NamedRow = z.object({ id: z.string(), name: z.string() });
const PredecessorRow = z
  .object({ id: z.string(), name: z.string(), valid_to: z.string().nullable() })
  .transform(({ id, name, valid_to: validTo }) => ({ id, name, validTo }));

/** The tree of institutions as administrators read it. */
export const institutionQueries = (reads: Reads) => ({
  /** The roots; with words, every institution whose names hold them. `more` tells that another page follows. */
  async list(
    search: string,
    page: number,
  ): Promise<{ entries: InstitutionEntry[]; more: boolean }> {
    const likes = toSearchText(search)
      .split(' ')
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => `%${word}%`);
    const where =
      likes.length === 0
        ? 'i.parent_id is null'
        : likes.map(() => 'i.search_text like ?').join(' and ');
    const rows = await reads.all(
      `select ${COLUMNS} ${FROM} where ${where} order by i.search_text, i.id limit ? offset ?`,
      [...likes, PER_PAGE + 1, (page - 1) * PER_PAGE],
    );
    const entries = z.array(Row).parse(rows);
    return { entries: entries.slice(0, PER_PAGE), more: entries.length > PER_PAGE };
  },

  async sheet(id: string): Promise<InstitutionSheet | null> {
    const [row] = await reads.all(`select ${COLUMNS} ${FROM} where i.id = ?`, [id]);
    if (row === undefined) return null;
    const institution = Row.parse(row);
    const ancestors = institution.path.split('/').filter((part) => part !== '' && part !== id);
    const [above, below, predecessors, successor] = await Promise.all([
      ancestors.length === 0
        ? []
        : reads.all(
            `select id, name from institutions where id in (${ancestors.map(() => '?').join(', ')}) order by path`,
            ancestors,
          ),
      reads.all(
        `select ${COLUMNS} ${FROM} where i.parent_id = ? order by i.search_text, i.id limit 500`,
        [id],
      ),
      reads.all(
        'select id, name, valid_to from institutions where successor_id = ? order by valid_to, id',
        [id],
      ),
      reads.all('select id, name from institutions where id = ?', [institution.successorId]),
    ]);
    return {
      ...institution,
      above: z.array(NamedRow).parse(above),
      below: z.array(Row).parse(below),
      predecessors: z.array(PredecessorRow).parse(predecessors),
      successor: z.array(NamedRow).parse(successor)[0] ?? null,
    };
  },
});
export type InstitutionQueries = ReturnType<typeof institutionQueries>;

import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { NetworkSheet } from './sheets.ts';

const PER_PAGE = 50;

const SELECT = `select n.id, n.code, n.name, n.cvegeo, m.name as municipality, s.abbreviation, n.locality, n.founded_on,
    n.funding_source, n.kind, n.sponsor_id, i.name as sponsor, i.short_name as sponsor_short, n.parent_network_id,
    p.name as parent, p.code as parent_code, n.status
  from networks n join municipalities m on m.cvegeo = n.cvegeo join states s on s.code = n.state_code
  left join institutions i on i.id = n.sponsor_id left join networks p on p.id = n.parent_network_id`;

const Row = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    cvegeo: z.string(),
    municipality: z.string(),
    abbreviation: z.string(),
    locality: z.string().nullable(),
    founded_on: z.string().nullable(),
    funding_source: z.string().nullable(),
    kind: z.string(),
    sponsor_id: z.string().nullable(),
    sponsor: z.string().nullable(),
    sponsor_short: z.string().nullable(),
    parent_network_id: z.string().nullable(),
    parent: z.string().nullable(),
    parent_code: z.string().nullable(),
    status: z.string(),
  })
  .transform((row): NetworkSheet => ({
    id: row.id,
    code: row.code,
    name: row.name,
    cvegeo: row.cvegeo,
    municipality: row.municipality,
    stateAbbreviation: row.abbreviation,
    locality: row.locality,
    foundedOn: row.founded_on,
    fundingSource: row.funding_source,
    kind: row.kind,
    sponsorId: row.sponsor_id,
    sponsor: row.sponsor === null ? null : `${row.sponsor} (${row.sponsor_short ?? ''})`,
    parentId: row.parent_network_id,
    parent: row.parent === null ? null : `${row.parent} (${row.parent_code ?? ''})`,
    status: row.status,
  }));

export const networkQueries = (reads: Reads) => ({
  async list(
    { search, stateCode }: { search: string; stateCode: string | undefined },
    page: number,
  ): Promise<{ entries: NetworkSheet[]; more: boolean }> {
    const likes = toSearchText(search)
      .split(' ')
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => `%${word}%`);
    const where = ['1 = 1', ...likes.map(() => '(n.search_text like ? or m.search_text like ?)')];
    const bindings = likes.flatMap((like) => [like, like]);
    if (stateCode !== undefined) {
      where.push('n.state_code = ?');
      bindings.push(stateCode);
    }
    const rows = await reads.all(
      `${SELECT} where ${where.join(' and ')} order by n.code limit ? offset ?`,
      [...bindings, PER_PAGE + 1, (page - 1) * PER_PAGE],
    );
    const entries = z.array(Row).parse(rows);
    return { entries: entries.slice(0, PER_PAGE), more: entries.length > PER_PAGE };
  },

  async sheet(id: string): Promise<NetworkSheet | null> {
    const [row] = await reads.all(`${SELECT} where n.id = ?`, [id]);
    return row === undefined ? null : Row.parse(row);
  },
});
export type NetworkQueries = ReturnType<typeof networkQueries>;

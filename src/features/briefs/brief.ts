import type { TableLine } from '../reports/table.ts';
import type { Json } from '../../lib/canonical-json.ts';

/** The table of a brief, as the completion report tells it: rows by name with their values, null where one is hidden, a dash for a share of nobody. */
export interface BriefTable {
  heads: string[];
  rows: TableLine[];
  total: TableLine;
}

/** Everything that the brief of an entity says in figures. */
export interface Brief {
  state: { code: string; name: string };
  cutOff: string;
  threshold: number | null;
  people: number | null;
  byCourse: BriefTable;
  bySex: BriefTable;
  networks: {
    day: string;
    networks: number;
    municipalities: number;
    reported: number | null;
    registered: number | null;
    sources: { source: string; cutOff: string; networks: number }[];
  };
  /** Null where roundtables lie outside somebody's reach. */
  participation: { known: number; held: number; attended: number } | null;
}

/** A cut-off of its own is part of a line; a line without one is as it always was. */
const figuresIn = ({ values, since }: TableLine): Json[] => [
  ...values,
  ...(since === null ? [] : [since]),
];
const rowOf = (row: TableLine): Json => [row.label, ...figuresIn(row)];

/** The figures of a brief as they are digested: rows go by their names in the language of the brief. */
export const figuresOf = (brief: Brief): Json => ({
  state: brief.state.code,
  cutOff: brief.cutOff,
  threshold: brief.threshold,
  people: brief.people,
  byCourse: brief.byCourse.rows.map(rowOf),
  total: figuresIn(brief.byCourse.total),
  bySex: brief.bySex.rows.map(rowOf),
  networks: {
    networks: brief.networks.networks,
    municipalities: brief.networks.municipalities,
    reported: brief.networks.reported,
    registered: brief.networks.registered,
  },
  participation: brief.participation,
});

import type { GroupBy } from './filters.ts';
import type { Funds } from './funds.ts';
import { wayTo } from './period.ts';

/**
 * What enrolments are counted by. State and municipality are two depths of one dimension, fund and network of another, side and
 * band of rank of a third.
 */
export type DimensionName =
  'age' | 'course' | 'cohort' | 'institution' | 'territory' | 'network' | 'sex' | 'side' | 'period';

/** A dimension as a report uses it, to some depth. */
export interface Dimension {
  name: DimensionName;
  depth: number;
  /** What the database groups by: one text for each enrolment `e`, '' when the enrolment has none. */
  expression: string;
  /** The way down the tree to the node that such a text stands for. */
  wayTo(value: string, funds?: Funds): string[];
}

/** Node of the enrolments that have no institution, place or network. */
export const NONE = '-';
/** Marks an institution's own enrolments, apart from those of the institutions below it. */
const OWN = '·';

const flat = (name: DimensionName, expression: string): Dimension => ({
  name,
  depth: 1,
  expression,
  wayTo: (value) => [value === '' ? NONE : value],
});

const institution: Dimension = {
  name: 'institution',
  depth: 99,
  expression: "coalesce(e.institution_path, '')",
  wayTo(path) {
    if (path === '') return [NONE];
    const ids = path.split('/').filter((id) => id !== '');
    const nodes = ids.map((_, at) => `/${ids.slice(0, at + 1).join('/')}/`);
    return [...nodes, `${path}${OWN}`];
  },
};

const states: Dimension = flat('territory', "coalesce(e.state_code, '')");

const municipalities: Dimension = {
  name: 'territory',
  depth: 2,
  expression: "coalesce(e.cvegeo, e.state_code, '')",
  wayTo(code) {
    if (code === '') return [NONE, `${NONE}${NONE}`];
    return code.length === 2 ? [code, `${code}${NONE}`] : [code.slice(0, 2), code];
  },
};

const ranks: Dimension = {
  name: 'side',
  depth: 2,
  expression: "e.side || '/' || coalesce(e.rank_band, '')",
  wayTo(value) {
    const [side = '', band = ''] = value.split('/');
    return [side, band === '' ? `${side}${NONE}` : band];
  },
};

const FUND = 'fund ';
export const fundNode = (fund: string): string => `${FUND}${fund}`;

/** The fund that a node stands for; null where it stands for networks without one, or for no network. */
export const fundAt = (node: string): string | null =>
  node.startsWith(FUND) && node !== FUND ? node.slice(FUND.length) : null;

const network: Dimension = {
  name: 'network',
  depth: 2,
  expression: "coalesce(e.network_id, '')",
  wayTo: (id, funds = {}) =>
    id === '' ? [NONE, `${NONE}${NONE}`] : [fundNode(funds[id] ?? ''), id],
};

/** Months of enrolment, grouped in quarters, halves and years, down to some depth. */
export const periods = (depth: number): Dimension => ({
  name: 'period',
  depth,
  expression: 'substr(e.enrolled_on, 1, 7)',
  wayTo: (month) => wayTo(month, depth),
});

export const DIMENSIONS = {
  course: flat('course', 'e.course_id'),
  cohort: flat('cohort', "coalesce(e.cohort_id, '')"),
  institution,
  region: institution,
  state: states,
  municipality: municipalities,
  fund: network,
  network,
  sex: flat('sex', 'e.sex'),
  age: flat('age', "coalesce(e.age_group, '')"),
  rank: ranks,
  side: flat('side', 'e.side'),
  period: periods(4),
} satisfies Record<GroupBy | 'side', Dimension>;

/** In which row of a grouping stands what goes this way down its dimension; null: below none of them. */
export type RowOf = (way: readonly string[]) => string | null;

/** A fund, a state or a region has all that lies below it in its row. */
export function rowsBy(groupBy: GroupBy, regions: ReadonlySet<string>): RowOf {
  switch (groupBy) {
    case 'fund':
    case 'state':
      return ([state = '']) => state;
    case 'region':
      return (way) => way.find((node) => regions.has(node)) ?? null;
    default:
      return (way) => way.at(-1) ?? '';
  }
}

/** Below state people are few, and one dimension at a time tells enough about them. */
export const isBelowState = ({ name, depth }: Dimension): boolean =>
  name === 'institution' || name === 'network' || (name === 'territory' && depth > 1);

/** What people tell of themselves or hold: crossed with little, and told from ten on. */
export const isBand = ({ name, depth }: Dimension): boolean =>
  name === 'age' || (name === 'side' && depth > 1);

/** The id of the institution that a path or a node leads to. */
export const institutionIdOf = (path: string): string =>
  path
    .split('/')
    .filter((id) => id !== '' && id !== OWN)
    .at(-1) ?? '';

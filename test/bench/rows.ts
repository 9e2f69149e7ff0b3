/** One figure of a run. Names stay stable: other people's scripts compare them from release to release. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** Like `>= 0.25`; absent for a figure that is told and has no goal. */
  goal: string | null;
  met: boolean | null;
}

type Goal = `${'>=' | '<=' | '<'} ${number}`;

const rounded = (value: number): number => Number(value.toPrecision(value >= 100 ? 4 : 3));

/** A figure beside its goal. */
export function row(name: string, value: number, unit: string, goal?: Goal): Row {
  if (goal === undefined) return { name, value: rounded(value), unit, goal: null, met: null };
  const [sign, limit] = goal.split(' ');
  const bound = Number(limit);
  const met = sign === '>=' ? value >= bound : sign === '<=' ? value <= bound : value < bound;
  return { name, value: rounded(value), unit, goal, met };
}

const MARK = new Map([
  [true, 'met'],
  [false, 'SHORT'],
  [null, ''],
]);

/** The rows as one table of text. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, value, unit, goal, met }) => [
    name,
    String(value),
    unit,
    goal ?? '',
    MARK.get(met) ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) =>
          at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The value below which a share of the sorted values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

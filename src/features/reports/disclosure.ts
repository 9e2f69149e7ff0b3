import { addCounts, MEASURES, noCounts, type Counts, type Measure } from './counts.ts';
import { Ranges, toldTooClosely, type Target } from './audit.ts';
import { bounded, TooMuchToSolve, type Solve } from './linear.ts';
import { workOut, type Bounds, type Line } from './reader.ts';

/**
 * Small cells: what a person may see who may not list these people by name. The one place where a count is hidden; page,
 * chart, CSV and XLSX receive what leaves here.
 *
 * The principle: whatever a reader gets by subtracting published numbers from a published total is "the rest of that
 * line", and the rest must be fit to be published as one cell would be, and made of two cells or more. So each hidden
 * cell brings others with it until that holds in every line. Then the reader is played, first a patient one who goes round
 * the lines, then one with a linear program: a cell that she can tell to less than k brings more with it.
 */

/** Cells that are decided together: those of one depth in each dimension, with the lines that they stand in. */
export interface Step {
  lines: readonly Line[];
  /** These lines and all those that are decided before and bear on them. */
  bearing: readonly Line[];
}

interface Hiding {
  /** From coarse to fine: the totals of a step are parts of earlier ones. */
  steps: readonly Step[];
  /** Cells that must not be seen for what they hold. */
  primary: ReadonlySet<number>;
  /** What is hidden next goes by size; a cell without room hides nothing, since its value is known anyway. */
  size: (cell: number) => number;
  hasRoom: (cell: number) => boolean;
  /** Whether these cells, taken together, may be published and count somebody. */
  restIsFit: (cells: readonly number[]) => boolean;
  /** The cells of a step that a reader would tell too closely; all, when the step gives away others than its own. */
  tooClose: (step: Step, hidden: ReadonlySet<number>) => readonly number[] | 'all';
}

const AUDITS = 25;

/** What is hidden: the primary cells, and those that would give them back. */
export function hideCells(given: Hiding): Set<number> {
  const hidden = new Set(given.primary);
  for (const step of given.steps) {
    const linesOf = linesByPart(step.lines);
    for (let audits = 0; ; audits += 1) {
      mend(new Set(step.lines), hidden, linesOf, given);
      const close = given.tooClose(step, hidden);
      if (close.length === 0) break;
      const before = hidden.size;
      if (close !== 'all' && audits < AUDITS)
        for (const cell of close) {
          if (hidden.has(cell)) hideBeside(linesOf.get(cell) ?? [], hidden, given);
          else hidden.add(cell);
        }
      if (hidden.size > before) continue;
      for (const { parts } of step.lines) for (const part of parts) hidden.add(part);
      break;
    }
  }
  return hidden;
}

type LinesOf = ReadonlyMap<number, readonly Line[]>;

function linesByPart(lines: readonly Line[]): LinesOf {
  const linesOf = new Map<number, Line[]>();
  for (const line of lines) {
    for (const part of line.parts) {
      const known = linesOf.get(part);
      if (known === undefined) linesOf.set(part, [line]);
      else known.push(line);
    }
  }
  return linesOf;
}

/** Hides in each line until it gives nothing back. */
function mend(waiting: Set<Line>, hidden: Set<number>, linesOf: LinesOf, given: Hiding): void {
  for (const line of waiting) {
    waiting.delete(line);
    while (gives(line, hidden, given)) {
      const cell = nextToHide(line, hidden, linesOf, given);
      if (cell === null) break;
      hidden.add(cell);
      for (const other of linesOf.get(cell) ?? []) if (other !== line) waiting.add(other);
    }
  }
}

/** Whether a line lets somebody work out what it hides. */
function gives({ total, parts }: Line, hidden: ReadonlySet<number>, given: Hiding): boolean {
  const missing = parts.filter((part) => hidden.has(part) && given.hasRoom(part));
  if (hidden.has(total)) {
    const showsSome = parts.some((part) => !hidden.has(part) && given.size(part) > 0);
    return showsSome && (missing.length === 0 || !given.restIsFit(missing));
  }
  return missing.length > 0 && (missing.length === 1 || !given.restIsFit(missing));
}

/** The cell that mends most lines at once; among equals the smallest that is not zero. */
function nextToHide(
  { parts }: Line,
  hidden: ReadonlySet<number>,
  linesOf: LinesOf,
  given: Hiding,
): number | null {
  let best: { cell: number; rank: readonly [number, number, number] } | null = null;
  for (const cell of parts) {
    if (hidden.has(cell) || !given.hasRoom(cell)) continue;
    const size = given.size(cell);
    const mends = (linesOf.get(cell) ?? []).filter((line) => gives(line, hidden, given)).length;
    const rank = [size === 0 ? 1 : 0, -mends, size] as const;
    if (best === null || isBefore(rank, best.rank)) best = { cell, rank };
  }
  return best?.cell ?? null;
}

const isBefore = (one: readonly number[], other: readonly number[]): boolean => {
  for (const [place, value] of one.entries()) {
    const against = other[place] ?? 0;
    if (value !== against) return value < against;
  }
  return false;
};

/** Hides the smallest cell that is still seen in any of these lines. */
function hideBeside(lines: readonly Line[], hidden: Set<number>, given: Hiding): void {
  let best: number | null = null;
  for (const { parts } of lines) {
    for (const part of parts) {
      if (hidden.has(part) || !given.hasRoom(part)) continue;
      if (best === null || given.size(part) < given.size(best)) best = part;
    }
  }
  if (best !== null) hidden.add(best);
}

const noneOr = (k: number, count: number): boolean => count === 0 || count >= k;

/**
 * Whether one measure of a group may be published. Counts under k may not, nor what is left when one is taken from the
 * other (20 enrolled and 18 completed tell of two who did not). None and all tell about everybody, so those who started
 * or completed need k on both sides; that is stricter than three of numerator and remainder.
 */
export function isFit(measure: Measure, c: Counts, k: number): boolean {
  if (c.enrolled === 0) return true;
  switch (measure) {
    case 'enrolled':
      return c.enrolled >= k;
    case 'completed':
      return c.completed >= k && c.enrolled - c.completed >= k;
    case 'started':
      return c.enrolled - c.started >= k && c.started - c.completed >= k;
    case 'certified':
      return c.certified >= k && noneOr(k, c.completed - c.certified);
  }
}

/** `started` and `certified` lean on `completed`, which leans on `enrolled`: when one goes, those that lean on it go. */
const LEANS_ON: Record<Measure, Measure | null> = {
  enrolled: null,
  completed: 'enrolled',
  started: 'completed',
  certified: 'completed',
};

/** Between which measures each must lie. */
const BETWEEN: Record<Measure, { low: Measure | null; high: Measure | null }> = {
  enrolled: { low: null, high: null },
  completed: { low: null, high: 'enrolled' },
  started: { low: 'completed', high: 'enrolled' },
  certified: { low: null, high: 'completed' },
};

export interface CountTable {
  cells: readonly Counts[];
  steps: readonly Step[];
  /** Cells that count nobody where their totals count somebody: hidden with the small ones where dimensions cross. */
  isHiddenZero: (cell: number) => boolean;
}

export type Hidden = Record<Measure, ReadonlySet<number>>;

export interface Suppressed {
  hidden: Hidden;
  /** Hidden counts that coarser figures tell to less than k, though all of their step is hidden. */
  left: readonly Target[];
}

/**
 * How much may be solved for one step (`bounded`): about a second. A step that needs more, months of courses in states with a
 * few thousand people for instance, is hidden.
 */
const MOST_SOLVED = 30_000_000;

interface Options {
  measures: readonly Measure[];
  most: number;
  /** What is hidden for the sake of other tables. */
  also: (measure: Measure, cell: number) => boolean;
  /** What other tables have told of a cell, hidden or not; undefined: it is for this table to decide. */
  given: (measure: Measure, cell: number) => boolean | undefined;
  /** What is part of something hidden is hidden: whoever is told of the total in another month learns nothing of what was left. */
  isNested: boolean;
  /** To how much a hidden count may be told; k unless it is said. */
  width: number;
}

/**
 * For each measure the cells of a table that must not be shown at this k. A step is decided in all measures before the next
 * one, and by nothing but its own cells and those above them, so that a figure is shown or hidden alike in every table that
 * has it; each measure leans on those before it.
 */
export function suppress(
  { cells, steps, isHiddenZero }: CountTable,
  k: number,
  solver: Solve,
  {
    measures = MEASURES,
    most = MOST_SOLVED,
    also = () => false,
    given = () => undefined,
    width = k,
    isNested = false,
  }: Partial<Options> = {},
): Suppressed {
  const of = (cell: number): Counts => cells[cell] ?? noCounts;
  const sum = (some: readonly number[]): Counts =>
    some.reduce((total, cell) => addCounts(total, of(cell)), noCounts);
  const none = (): Record<Measure, Set<number>> =>
    Object.fromEntries(MEASURES.map((measure) => [measure, new Set<number>()])) as never;
  const [hidden, unfit] = [none(), none()];
  const allParts = new Set(steps.flatMap(({ lines }) => lines.flatMap(({ parts }) => parts)));
  const left: Target[] = [];
  const top: Step = {
    lines: [{ total: -1, parts: [...cells.keys()].filter((cell) => !allParts.has(cell)) }],
    bearing: [],
  };

  for (const step of [top, ...steps]) {
    // For each step anew: whether it is proved must not hang on what else its table has.
    const solve = bounded(solver, most);
    const own = new Set(step.lines.flatMap(({ parts }) => parts));
    const told: Partial<Record<Measure, Bounds>> = {};
    const decided = new Set<Measure>();
    for (const measure of measures)
      for (const cell of own) if (!isFit(measure, of(cell), k)) unfit[measure].add(cell);
    for (const measure of measures) {
      decided.add(measure);
      const leansOn = LEANS_ON[measure];
      const hides = hidden[measure];
      const isGiven = [...own].some((cell) => given(measure, cell) !== undefined);
      for (const { total, parts } of isNested && !isGiven ? step.lines : [])
        if (hides.has(total)) for (const part of parts) hides.add(part);
      for (const cell of own) {
        if (isGiven) {
          // What others do not know came later.
          if (given(measure, cell) ?? true) hides.add(cell);
          continue;
        }
        const isZero = of(cell).enrolled === 0 && isHiddenZero(cell);
        const leans = leansOn !== null && hidden[leansOn].has(cell);
        if (unfit[measure].has(cell) || isZero || leans || also(measure, cell)) hides.add(cell);
      }
      if (step === top) continue;
      const frame = frameOf(measure, cells.length, told);
      const known = (lines: readonly Line[], hiding: ReadonlySet<number>): Bounds => {
        const bounds = { low: frame.low.slice(), high: frame.high.slice() };
        for (const [cell, counts] of cells.entries()) {
          if (!hiding.has(cell)) bounds.low[cell] = bounds.high[cell] = counts[measure];
        }
        workOut(lines, bounds);
        return bounds;
      };
      if (isGiven) {
        told[measure] = known(step.bearing, hides);
        continue;
      }
      const targets = targetsOf(step, unfit);
      // Of a measure that is not decided yet everything is unknown but its sums.
      const undecided = Object.fromEntries(
        MEASURES.map((one) => [
          one,
          decided.has(one) ? hidden[one] : new Set([...hidden[one], ...own]),
        ]),
      ) as unknown as Hidden;
      const ranges = new Ranges();
      const look = (hiding: ReadonlySet<number>): Target[] | null => {
        const all = { ...undecided, [measure]: hiding };
        const published = { cells, lines: step.bearing, hidden: all };
        return toldOrUnproved(published, targets, width, solve, ranges);
      };
      hidden[measure] = hideCells({
        steps: [step],
        primary: hides,
        size: (cell) => of(cell)[measure],
        hasRoom: (cell) => (frame.high[cell] ?? 0) > (frame.low[cell] ?? 0),
        restIsFit: (some) => {
          const rest = sum(some);
          return rest.enrolled > 0 && isFit(measure, rest, k);
        },
        tooClose: (_, hiding) => {
          const { low, high } = known(step.bearing, hiding);
          const close = [...own].filter(
            (cell) => unfit[measure].has(cell) && (high[cell] ?? 0) - (low[cell] ?? 0) < width,
          );
          if (close.length > 0) return close;
          const found = look(hiding);
          if (found === null) return 'all';
          return found.every(({ cell }) => own.has(cell)) ? found.map(({ cell }) => cell) : 'all';
        },
      });
      told[measure] = known(step.bearing, hidden[measure]);
      if (measure === measures.at(-1)) left.push(...(look(hidden[measure]) ?? []));
    }
  }
  return { hidden, left };
}

/** What would be told too closely; null where proving it takes more than may be solved. */
function toldOrUnproved(...asked: Parameters<typeof toldTooClosely>): Target[] | null {
  try {
    return toldTooClosely(...asked);
  } catch (error) {
    if (error instanceof TooMuchToSolve) return null;
    throw error;
  }
}

/** All that must not be told of the cells that a step bears on, in the measures decided so far. */
function targetsOf(step: Step, unfit: Record<Measure, ReadonlySet<number>>): Target[] {
  const cells = new Set(step.bearing.flatMap(({ total, parts }) => [total, ...parts]));
  return MEASURES.flatMap((measure) =>
    [...unfit[measure]].filter((cell) => cells.has(cell)).map((cell) => ({ measure, cell })),
  );
}

/** What is known of a measure before any of it is published: it lies between its neighbours. */
function frameOf(measure: Measure, cells: number, told: Partial<Record<Measure, Bounds>>): Bounds {
  const { low, high } = BETWEEN[measure];
  return {
    low: (low === null ? undefined : told[low]?.low) ?? new Float64Array(cells),
    high: (high === null ? undefined : told[high]?.high) ?? new Float64Array(cells).fill(Infinity),
  };
}

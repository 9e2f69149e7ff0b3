/** How one person answered one item, among the items of her attempt. */
export interface ItemAnswer {
  /** Share of the item's worth that was earned, 0 to 1. */
  share: number;
  /** Mean share of the other items of the same attempt, 0 to 1; null when it had no other. */
  rest: number | null;
  isAnswered: boolean;
  /** What was chosen, where the item offers options. */
  chosen: readonly string[];
}

/** How often an option was chosen, as shares of people 0 to 1. */
export interface OptionUse {
  id: string;
  all: number;
  upper: number;
  lower: number;
}

export const FLAGS = ['tooEasy', 'tooHard', 'negative', 'weak', 'unused'] as const;
export type Flag = (typeof FLAGS)[number];

/** What the answers say of an item. */
export interface ItemFigures {
  answers: number;
  facility: number;
  /** Null where answers or scores do not differ: there is nothing to compare. */
  discrimination: number | null;
  upperLower: number;
  omission: number;
  options: OptionUse[];
  flags: Flag[];
}

/** Fewer say too little of an item, and too much of single people. */
export const LEAST_ANSWERS = 30;

const GROUP = 0.27;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Facility (difficulty index p): the mean share earned, as in Crocker and Algina (1986), chapter 14. */
export const facility = (answers: readonly ItemAnswer[]): number =>
  mean(answers.map(({ share }) => share));

/**
 * Corrected item-total correlation: Pearson's r between the share earned and the mean of the other items, so that the item
 * is not compared with itself (Henrysson, 1963). For items that are right or wrong it is the point-biserial. -1 to 1; null
 * where one side does not vary.
 */
export function discrimination(answers: readonly ItemAnswer[]): number | null {
  const pairs = answers.flatMap(({ share, rest }) =>
    rest === null ? [] : [[share, rest] as const],
  );
  if (pairs.length < 2) return null;
  const meanShare = mean(pairs.map(([share]) => share));
  const meanRest = mean(pairs.map(([, rest]) => rest));
  let both = 0;
  let ofShare = 0;
  let ofRest = 0;
  for (const [share, rest] of pairs) {
    both += (share - meanShare) * (rest - meanRest);
    ofShare += (share - meanShare) ** 2;
    ofRest += (rest - meanRest) ** 2;
  }
  const TINY = 1e-12;
  return ofShare < TINY || ofRest < TINY ? null : both / Math.sqrt(ofShare * ofRest);
}

/** The 27 % with the highest and the 27 % with the lowest rest score (Kelley, 1939); equal scores stay in their order. */
export function upperAndLower<A extends ItemAnswer>(
  answers: readonly A[],
): { upper: A[]; lower: A[] } {
  const size = Math.max(1, Math.round(answers.length * GROUP));
  const sorted = [...answers].sort((one, other) => (other.rest ?? 0) - (one.rest ?? 0));
  return { upper: sorted.slice(0, size), lower: sorted.slice(-size) };
}

const shareChoosing = (answers: readonly ItemAnswer[], option: string): number =>
  answers.filter(({ chosen }) => chosen.includes(option)).length / answers.length;

/** All figures of an item; null before there are thirty answers. `options` are those that it offers, `right` its key. */
export function figuresOf(
  answers: readonly ItemAnswer[],
  { options, right }: { options: readonly string[]; right: readonly string[] },
): ItemFigures | null {
  if (answers.length < LEAST_ANSWERS) return null;
  const { upper, lower } = upperAndLower(answers);
  const uses = options.map((id) => ({
    id,
    all: shareChoosing(answers, id),
    upper: shareChoosing(upper, id),
    lower: shareChoosing(lower, id),
  }));
  const figures = {
    answers: answers.length,
    facility: facility(answers),
    discrimination: discrimination(answers),
    upperLower: facility(upper) - facility(lower),
    omission: answers.filter(({ isAnswered }) => !isAnswered).length / answers.length,
    options: uses,
  };
  const isUnused = uses.some(({ id, all }) => all === 0 && !right.includes(id));
  const r = figures.discrimination;
  const raised: Record<Flag, boolean> = {
    tooEasy: figures.facility > 0.95,
    tooHard: figures.facility < 0.2,
    negative: r !== null && r < 0,
    weak: r !== null && r >= 0 && r < 0.15,
    unused: isUnused,
  };
  return { ...figures, flags: FLAGS.filter((flag) => raised[flag]) };
}

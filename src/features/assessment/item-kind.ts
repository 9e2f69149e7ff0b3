/** A share of an item's worth, exact: 2 of 3. */
export interface Credit {
  of: number;
  earned: number;
}

/** An option as a snapshot keeps it. */
export interface KeyedOption {
  id: string;
  correct: boolean;
}

/** What one type of item does its own way. */
export interface ItemKind {
  /** Whether several options may be chosen. */
  several: boolean;
  /** Whether the draw shuffles the options. */
  shuffled: boolean;
  /** What an answer is worth. The chosen options exist and do not repeat. */
  credit(options: readonly KeyedOption[], chosen: readonly string[]): Credit;
}

/** Worth 1 when the one right option is chosen, 0 otherwise. */
export const oneRight = (options: readonly KeyedOption[], chosen: readonly string[]): Credit => ({
  of: 1,
  earned:
    chosen.length === 1 && options.some(({ id, correct }) => correct && id === chosen[0]) ? 1 : 0,
});

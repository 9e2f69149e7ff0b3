/** The whole points of a score that people read: rounded down, so that it never shows a pass that is not one. */
export const wholePoints = (score: number): number => Math.floor(score / 100);

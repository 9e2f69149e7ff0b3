/** How often a report is made. */
export const EVERY = ['week', 'month'] as const;
export type Every = (typeof EVERY)[number];

/** What is counted about a group of enrolments: who started were enrolled, who completed had started, who holds a certificate completed. */
export interface Counts {
  enrolled: number;
  started: number;
  completed: number;
  certified: number;
}
/** In the order in which they are decided. */
export const MEASURES = ['enrolled', 'completed', 'started', 'certified'] as const;
export type Measure = (typeof MEASURES)[number];

export const noCounts: Counts = { enrolled: 0, started: 0, completed: 0, certified: 0 };

export const addCounts = (one: Counts, other: Counts): Counts => ({
  enrolled: one.enrolled + other.enrolled,
  started: one.started + other.started,
  completed: one.completed + other.completed,
  certified: one.certified + other.certified,
});

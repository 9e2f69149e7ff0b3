/** The morning on which every test begins. */
export const NOW = new Date('2026-11-23T16:00:00.000Z');

export interface TestClock {
  (): Date;
  /** Moves the clock by so many milliseconds. */
  advance(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function testClock(): TestClock {
  let now = NOW.getTime();
  return Object.assign(() => new Date(now), {
    advance(ms: number) {
      now += ms;
    },
  });
}

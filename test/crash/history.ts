/** What clients sent and what the server acknowledged, for the comparison with the database. */

export interface Save {
  attempt: string;
  key: string;
  /** Null until the server acknowledged it. */
  receipt: string | null;
}

export interface Attempt {
  id: string;
  client: string;
  course: string;
  /** For each item what was acknowledged last, and what was sent after it without an answer yet. */
  items: Map<string, { kept: string | null; sent: string | null }>;
  submission: { key: string; receipt: string | null } | null;
  /** Whether every answer is right, so that the attempt completes the course. */
  right: boolean;
}

export interface History {
  saves: Save[];
  attempts: Attempt[];
  /** Starts that were sent, by client and course: there may be one attempt for each, never more. */
  starts: Map<string, number>;
  /** Acknowledgements of each client, for waiting until everybody got on. */
  acknowledged: Map<string, number>;
  /** What should never have come: other statuses, other receipts. */
  anomalies: string[];
  /** How often a client was told to wait, or found nobody. */
  unavailable: number;
  broken: number;
}

export const newHistory = (): History => ({
  saves: [],
  attempts: [],
  starts: new Map(),
  acknowledged: new Map(),
  anomalies: [],
  unavailable: 0,
  broken: 0,
});

/** Writes that clients were told are kept: saves, hand-ins and starts. */
export const acknowledgements = ({ acknowledged }: History): number =>
  [...acknowledged.values()].reduce((sum, count) => sum + count, 0);

/** Waits until a condition on the history holds. Rejects after so many milliseconds. */
export async function until(
  condition: () => boolean,
  what: string,
  within = 30_000,
): Promise<void> {
  const begun = performance.now();
  while (!condition()) {
    if (performance.now() - begun > within) throw new Error(`Waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

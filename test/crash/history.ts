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
  /** How often somebody looked at what is shown of her answers. */
  reads: number;
  /** What should never have come: other statuses, other receipts, older answers. */
  anomalies: string[];
  /** How often a client was told to wait, or found nobody. */
  unavailable: number;
  broken: number;
  /** Requests that wait for their answer. */
  underWay: number;
  /** While it is set nobody sends anything new. */
  pause: Promise<void> | null;
}

export const newHistory = (): History => ({
  saves: [],
  attempts: [],
  starts: new Map(),
  acknowledged: new Map(),
  reads: 0,
  anomalies: [],
  unavailable: 0,
  broken: 0,
  underWay: 0,
  pause: null,
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

/** Does something while no request is under way, so that history and database tell of the same moment. */
export async function quietly<T>(history: History, work: () => Promise<T>): Promise<T> {
  let goOn = (): void => undefined;
  history.pause = new Promise((done) => {
    goOn = done;
  });
  try {
    await until(() => history.underWay === 0, 'a request is never answered');
    return await work();
  } finally {
    history.pause = null;
    goOn();
  }
}

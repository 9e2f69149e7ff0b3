import { chance } from '../../src/demo/random.ts';
import { client } from './client.ts';
import { acknowledgements, newHistory, until, type History } from './history.ts';
import type { CrashServer } from './server.ts';

export interface Crowd {
  history: History;
  /** Resolves when so many more writes are acknowledged, or at once when the studying has ended. */
  reached: (more: number) => Promise<void>;
  /** Lets everybody finish what is under way. */
  end: () => Promise<void>;
}

interface Needs {
  people: readonly string[];
  courses: readonly string[];
  seed: number;
  serverOf: (at: number) => Pick<CrashServer, 'url' | 'up'>;
}

/** People who are signed in and study without a pause; what ends one of them before the time is an anomaly of the history. */
export async function crowd({ people, courses, seed, serverOf }: Needs): Promise<Crowd> {
  const history = newHistory();
  let isOver = false;
  const clients = people.map((name, at) =>
    client({
      name,
      server: serverOf(at),
      history,
      luck: chance(seed + at),
      courses,
      isOver: () => isOver,
    }),
  );
  await Promise.all(clients.map((one) => one.signIn()));
  let hasEnded = false;
  const studying = Promise.all(clients.map((one) => one.study()))
    .catch((error: unknown) => history.anomalies.push(String(error)))
    .finally(() => (hasEnded = true));
  return {
    history,
    reached(more) {
      const goal = acknowledgements(history) + more;
      return until(() => hasEnded || acknowledgements(history) >= goal, 'no acknowledgement comes');
    },
    async end() {
      isOver = true;
      await studying;
    },
  };
}

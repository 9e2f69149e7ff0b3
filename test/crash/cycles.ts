import { chance } from '../../src/demo/random.ts';
import { client } from './client.ts';
import { compare, type Findings } from './compare.ts';
import { cutConnections } from './cut.ts';
import { acknowledgements, newHistory, quietly, until } from './history.ts';
import { newPlace } from './place.ts';
import type { Proxy } from './proxy.ts';

const CLIENTS = 16;
/** A person passes a course in a second or so; nobody may run out of courses. */
const COURSES_A_CYCLE = 4;
/** Longer than a request waits for a database that says nothing. */
const SILENCE = 6_000;

interface Plan {
  cycles: number;
  seed: number;
  say: (line: string) => void;
}

/**
 * Kills the built server again and again while people answer quizzes; on PostgreSQL the connections are cut in the next cycle
 * and fall silent in the one after, and it has to get on without a restart. In the end it is stopped in order, under the same load.
 */
export async function crashCycles({
  cycles,
  seed,
  say,
}: Plan): Promise<{ passed: number; failed: number }> {
  const luck = chance(seed);
  const place = await newPlace({ people: CLIENTS, courses: cycles * COURSES_A_CYCLE });
  const { server, test, proxy } = place;
  const history = newHistory();
  const total: Findings = { lost: [], doubled: [], broken: [] };
  const boots: number[] = [];
  const heals: number[] = [];
  let failedCycles = 0;
  let isOver = false;

  boots.push(await server.start());
  const clients = place.people.map((name, at) =>
    client({
      name,
      server,
      history,
      luck: chance(seed + at + 1),
      courses: place.courses,
      isOver: () => isOver,
    }),
  );
  await Promise.all(clients.map((one) => one.signIn()));
  /** What ended a client before its time. */
  const failures: Error[] = [];
  const studying = Promise.all(clients.map((one) => one.study())).catch((error: unknown) => {
    failures.push(error as Error);
  });

  /** Everybody got an answer to something that was sent after this moment. */
  const everybodyGotOn = async (): Promise<void> => {
    const before = new Map(history.acknowledged);
    await until(
      () =>
        failures.length > 0 ||
        place.people.every(
          (name) => (history.acknowledged.get(name) ?? 0) > (before.get(name) ?? 0) + 1,
        ),
      'somebody gets no answer any more',
    );
  };

  async function checkpoint(cycle: number, problems: string[] = []): Promise<void> {
    const found = await compare(history, test);
    const anomalies = history.anomalies.splice(0);
    const all = [...problems, ...anomalies, ...found.lost, ...found.doubled, ...found.broken];
    total.lost.push(...found.lost);
    total.doubled.push(...found.doubled);
    total.broken.push(...found.broken);
    if (all.length === 0) return;
    failedCycles += 1;
    say(`cycle ${String(cycle)}:\n  ${all.slice(0, 20).join('\n  ')}`);
  }

  async function cut(): Promise<string[]> {
    await cutConnections(test.databaseUrl ?? '');
    return [];
  }

  /** Nothing comes from the database for a while: everybody is told to wait, and nobody is left without an answer. */
  async function fallSilent(line: Proxy): Promise<string[]> {
    const { unavailable, broken } = history;
    line.silence();
    const health = await fetch(`${server.url}/salud`);
    await new Promise((done) => setTimeout(done, SILENCE));
    line.mend({ forgotten: luck.happens(0.5) });
    return [
      ...(health.status === 503 ? [] : [`/salud says ${String(health.status)}`]),
      ...(history.unavailable > unavailable ? [] : ['nobody was told to wait']),
      ...(history.broken === broken ? [] : ['somebody got no answer']),
    ];
  }

  for (let cycle = 1; cycle <= cycles && failures.length === 0; cycle += 1) {
    const goal = acknowledgements(history) + 20 + luck.below(160);
    await until(
      () => failures.length > 0 || acknowledgements(history) >= goal,
      'no acknowledgement comes any more',
    );
    if (proxy !== undefined && cycle % 3 !== 1) {
      const { pid } = server;
      const problems = cycle % 3 === 2 ? await cut() : await fallSilent(proxy);
      const begun = performance.now();
      await everybodyGotOn();
      heals.push(performance.now() - begun);
      if (server.pid !== pid) problems.push('the server was restarted');
      await quietly(history, () => checkpoint(cycle, problems));
      continue;
    }
    await new Promise((done) => setTimeout(done, luck.below(15)));
    await server.kill('SIGKILL');
    await checkpoint(cycle);
    boots.push(await server.start());
  }

  // An orderly end under load: whoever is being answered is answered.
  const { code, signal } = await server.kill('SIGTERM');
  await checkpoint(cycles, code === 0 ? [] : [`ended with ${String(code ?? signal)}`]);
  boots.push(await server.start());
  isOver = true;
  await studying;
  for (const failure of failures) {
    failedCycles += 1;
    say(failure.message);
    say(server.output().slice(-2000));
  }
  await server.kill('SIGTERM');
  await test.drop();
  const sorted = [...boots].sort((one, other) => one - other);
  const ms = (value: number | undefined): string => `${String(Math.round(value ?? 0))} ms`;
  const submitted = history.attempts.filter(
    ({ submission }) => (submission?.receipt ?? null) !== null,
  );
  const rows: [string, string][] = [
    ['cycles', String(cycles)],
    ['acknowledged', String(acknowledgements(history))],
    ['  saves', String(history.saves.filter(({ receipt }) => receipt !== null).length)],
    ['  hand-ins', String(submitted.length)],
    ['  that passed', String(submitted.filter(({ right }) => right).length)],
    ['looked again', String(history.reads)],
    ['lost', String(total.lost.length)],
    ['doubled', String(total.doubled.length)],
    ['rules broken', String(total.broken.length)],
    [
      'sent again',
      `${String(history.broken)} unanswered, ${String(history.unavailable)} told to wait`,
    ],
    ['boots', `p50 ${ms(sorted[Math.floor(sorted.length / 2)])}, max ${ms(sorted.at(-1))}`],
  ];
  if (heals.length > 0) rows.push(['healed', `max ${ms(Math.max(...heals))}`]);
  for (const [name, value] of rows) say(`${name.padEnd(16)}${value}`);
  return { passed: cycles + 1 - failedCycles, failed: failedCycles };
}

import type { Chance } from '../../src/demo/random.ts';
import { client } from './client.ts';
import { compare } from './compare.ts';
import { newHistory } from './history.ts';
import { newPlace } from './place.ts';
import { failAtSync, watchSyncs, type Fault } from './strace.ts';

/** Nobody presses twice or changes her mind, and the first attempt is right: the same writes each time. */
const ALWAYS_ALIKE: Chance = {
  next: () => 0,
  below: () => 0,
  pick: (list) => {
    const [first] = list;
    if (first === undefined) throw new Error('There is nothing to pick from');
    return first;
  },
  happens: (probability) => probability > 0.5,
};
const FAULTS: readonly Fault[] = ['signal=KILL', 'error=EIO'];
/** More than a person's way through a course ever needs. */
const MOST = 60;

/** Answers to writes that came before the disk had them. */
function tooEarly(calls: readonly string[]): { answers: number; early: number } {
  let synced = false;
  let answers = 0;
  let early = 0;
  for (const call of calls) {
    if (/sync\(.*-wal>\)\s+= 0/.test(call)) synced = true;
    const isAnswer = call.includes('HTTP/1.1 303') || /HTTP\/1\.1 200.*recibo/.test(call);
    if (!isAnswer) continue;
    answers += 1;
    if (!synced) early += 1;
    synced = false;
  }
  return { answers, early };
}

/**
 * A person takes a course while the first, the second, … write to the disk kills the server or fails, until none is left to
 * fail. Nothing acknowledged may be lost, and a server whose disk failed ends by itself. Then the order is looked at: the log
 * is on the disk before each answer.
 */
export async function everySync(
  say: (line: string) => void,
): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 };
  const check = (name: string, problems: readonly string[]): void => {
    count[problems.length === 0 ? 'passed' : 'failed'] += 1;
    if (problems.length > 0) say(`${name}:\n  ${problems.slice(0, 20).join('\n  ')}`);
  };
  const { server, test, people, courses } = await newPlace({ people: 1, courses: 2 * MOST + 1 });
  const [name = ''] = people;
  const history = newHistory();
  const somebody = client({
    name,
    server,
    history,
    luck: ALWAYS_ALIKE,
    courses: [],
    isOver: () => false,
  });
  const left = [...courses];
  const takeNext = (): Promise<void> => somebody.take(left.pop() ?? '');
  await server.start();
  await somebody.signIn();

  for (const fault of FAULTS) {
    let number = 1;
    for (; number <= MOST; number += 1) {
      const toldToWait = history.unavailable;
      const trace = await failAtSync(server.pid, fault, number);
      const taken = takeNext();
      const died = await Promise.race([taken.then(() => null), server.ended()]);
      await trace.stop();
      if (died === null) break;
      const problems = died.signal === 'SIGKILL' ? [] : [`ended with ${String(died.code)}`];
      if (fault === 'error=EIO' && history.unavailable === toldToWait)
        problems.push('a write that failed was not answered with 503');
      await server.start();
      await taken;
      const { lost, doubled, broken } = await compare(history, test);
      const anomalies = history.anomalies.splice(0);
      check(`${fault} at ${String(number)}`, [
        ...problems,
        ...anomalies,
        ...lost,
        ...doubled,
        ...broken,
      ]);
    }
    const enough = number > 8 && number <= MOST ? [] : [`${String(number - 1)} faults`];
    check(`${fault}: every write was tried`, enough);
    say(`${fault.padEnd(16)}at each of ${String(number - 1)} writes to the disk`);
  }

  const trace = await watchSyncs(server.pid);
  await takeNext();
  const { answers, early } = tooEarly(await trace.stop());
  say(`${'on the disk'.padEnd(16)}before ${String(answers - early)} of ${String(answers)} answers`);
  check('the log is on the disk before each answer', answers < 9 || early > 0 ? ['it is not'] : []);
  await server.kill('SIGTERM');
  await test.drop();
  return count;
}

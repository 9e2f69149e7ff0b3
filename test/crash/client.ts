import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import type { Chance } from '../../src/demo/random.ts';
import { Browser, type Page } from '../support/browser.ts';
import { ALL_RIGHT } from '../features/assessment/quiz-course.ts';
import type { Attempt, History } from './history.ts';
import type { CrashServer } from './server.ts';

const JSON_PLEASE = { accept: 'application/json' };
const TRIES = 600;

type Fields = Record<string, string | string[]>;

interface Needs {
  name: string;
  server: Pick<CrashServer, 'url' | 'up'>;
  history: History;
  luck: Chance;
  /** Courses that nobody else takes, one after the other. */
  courses: readonly string[];
  isOver: () => boolean;
}

/**
 * Goes through courses as a person with a bad connection does: whatever gets no answer, or 503, is sent again as it was, under
 * the same key, until it is answered.
 */
export function client({ name, server, history, luck, courses, isOver }: Needs) {
  const browser = new Browser(server.url);
  let keys = 0;
  const newKey = (): string => `${name}-${String((keys += 1))}`;

  const insist = async (send: () => Promise<Page>, expected: number): Promise<Page> => {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      await server.up();
      if (history.pause !== null) await history.pause;
      history.underWay += 1;
      const page = await send().catch(() => null);
      history.underWay -= 1;
      if (page?.status === expected) return page;
      if (page === null) {
        history.broken += 1;
      } else if (page.status === 503 && page.headers.has('retry-after')) {
        history.unavailable += 1;
      } else {
        const { status, location } = page;
        history.anomalies.push(`${name}: ${String(status)} ${location} ${page.text.slice(0, 200)}`);
        throw new Error(`${name} got ${String(status)}`);
      }
      await new Promise((done) => setTimeout(done, 20));
    }
    history.anomalies.push(`${name} was never answered`);
    throw new Error(`${name} gave up`);
  };
  const acknowledge = (): void => {
    history.acknowledged.set(name, (history.acknowledged.get(name) ?? 0) + 1);
  };
  const post = async (path: string, fields: Fields = {}): Promise<Page> => {
    const page = await insist(() => browser.post(path, fields), 303);
    acknowledge();
    return page;
  };
  const postForReceipt = async (path: string, fields: Fields): Promise<string> => {
    const page = await insist(() => browser.post(path, fields, JSON_PLEASE), 200);
    acknowledge();
    return (page.json() as { recibo: string }).recibo;
  };

  const begin = async (course: string, right: boolean): Promise<Attempt> => {
    const start = `${name} ${course}`;
    history.starts.set(start, (history.starts.get(start) ?? 0) + 1);
    const { location } = await post(`/cursos/${course}/evaluaciones/final/intentos`);
    const id = location.replace('/intentos/', '');
    const attempt = { id, client: name, course, items: new Map(), submission: null, right };
    history.attempts.push(attempt);
    await insist(() => browser.get(location), 200);
    return attempt;
  };

  /** What was acknowledged is what is shown from then on, never something older. */
  const lookAgain = async ({ id, items }: Attempt): Promise<void> => {
    const page = await insist(() => browser.get(`/intentos/${id}`), 200);
    history.reads += 1;
    for (const [item, { kept }] of items) {
      const checked = page.document.querySelectorAll(`input[name="${item}"][checked]`);
      const chosen = [...checked].map((input) => input.getAttribute('value')).sort();
      if (JSON.stringify(chosen) !== kept)
        history.anomalies.push(
          `${name}: ${item} shows ${JSON.stringify(chosen)} after ${String(kept)} was kept`,
        );
    }
  };

  const save = async (attempt: Attempt, item: string, value: string | string[]): Promise<void> => {
    const sent = { attempt: attempt.id, key: newKey(), receipt: null as string | null };
    const known = attempt.items.get(item) ?? { kept: null, sent: null };
    const response = JSON.stringify([value].flat().sort());
    attempt.items.set(item, { ...known, sent: response });
    history.saves.push(sent);
    const path = `/intentos/${attempt.id}/respuestas`;
    sent.receipt = await postForReceipt(path, { clave: sent.key, [item]: value });
    attempt.items.set(item, { kept: response, sent: null });
    if (luck.happens(0.2)) await lookAgain(attempt);
    if (!luck.happens(0.2)) return;
    // Somebody presses twice: the same key tells the same receipt.
    const again = await postForReceipt(path, { clave: sent.key, [item]: value });
    if (again !== sent.receipt) history.anomalies.push(`${name}: another receipt for ${sent.key}`);
  };

  const handIn = async (attempt: Attempt, answers: Fields): Promise<void> => {
    const submission = { key: newKey(), receipt: null as string | null };
    attempt.submission = submission;
    const path = `/intentos/${attempt.id}/entrega`;
    const fields = { clave: submission.key, ...answers };
    submission.receipt = await postForReceipt(path, fields);
    if (luck.happens(0.3) && (await postForReceipt(path, fields)) !== submission.receipt)
      history.anomalies.push(`${name}: another receipt for ${submission.key}`);
    await insist(() => browser.get(`/intentos/${attempt.id}/resultado`), 200);
  };

  const take = async (course: string): Promise<void> => {
    for (const lesson of ['l1', 'l2'])
      await post(`/cursos/${course}/lecciones/${lesson}/terminada`);
    for (let tries = 1; tries <= 3; tries += 1) {
      const right = tries === 3 || luck.happens(0.6);
      const answers = right ? ALL_RIGHT : { ...ALL_RIGHT, r_vital: 'a' };
      const attempt = await begin(course, right);
      for (const [item, value] of Object.entries(answers)) {
        if (luck.happens(0.2)) await save(attempt, item, item === 'r_cierto' ? 'falso' : 'c');
        await save(attempt, item, value);
        if (isOver()) return;
      }
      await handIn(attempt, answers);
      if (right || isOver()) return;
    }
  };

  return {
    async signIn(): Promise<void> {
      await insist(() => browser.post('/entrar', { username: name, password: CAST_PASSWORD }), 303);
    },
    /** Takes one course, until it is passed or it is over. */
    take,
    /** Takes course after course until it is over. */
    async study(): Promise<void> {
      for (const course of courses) {
        if (isOver()) return;
        await take(course);
      }
      if (!isOver()) history.anomalies.push(`${name} has no course left`);
    },
  };
}

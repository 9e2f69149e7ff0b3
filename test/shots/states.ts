import { CAST, type CastName } from '../../src/demo/cast.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { placeObjects } from '../architecture/access-world.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { publishCourse } from '../support/course.ts';
import { enrol } from '../support/enrol.ts';
import { accountStates } from './account-states.ts';
import { quizStates } from './quiz-states.ts';
import type { Language } from '../../src/lib/localized.ts';
import { routeStates, type Ledger } from './route-states.ts';
import type { Subject } from './subject.ts';
import { workStates } from './work-states.ts';

/** A state of a page as somebody meets it: an answer of the server, or an address that the tab opens by itself. */
export interface State extends Pick<Subject, 'act' | 'undo' | 'paper'> {
  what: string;
  browser: Browser;
  answer?: Page;
  address?: string;
}

/** Where the states come about: the cast with objects of every kind, in one language. */
export interface Scene {
  app: TestApp;
  /** A browser without a person. */
  nobody: () => Browser;
  /** The browser of a person of the cast, always the same. */
  as: (name: CastName) => Browser;
}

/** Who looks at a state, in the names of pictures. */
export const STATES = 'estados';

/** What no link leads to: every route that nobody of the cast is led to, then refusals, missing things, work half done, results, paper. */
export async function* statesIn(language: Language, ledger: Ledger): AsyncGenerator<Subject> {
  const app = await startApp({ env: { OPEN_REGISTRATION: 'true' }, demo: true });
  try {
    const world = await placeObjects(app);
    await publishCourse(app.services, 'res-con');
    await publishQuizCourse(app.services);
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    const nobody = (): Browser => {
      const browser = app.browser();
      browser.cookies.set('lang', language);
      return browser;
    };
    const people = new Map<CastName, Browser>();
    for (const name of Object.keys(CAST) as CastName[]) {
      const browser = await app.signedIn(name);
      browser.cookies.set('lang', language);
      people.set(name, browser);
    }
    const as = (name: CastName): Browser => people.get(name) ?? nobody();
    const scene: Scene = { app, nobody, as };
    for (const group of [
      routeStates(scene, world, ledger),
      quizStates(scene),
      workStates(scene),
      accountStates(scene),
    ]) {
      for await (const { what, browser, answer, address, ...how } of group) {
        yield {
          ...{ who: STATES, what, url: app.url, cookies: browser.cookies, ...how },
          address: address ?? `/${what}`,
          ...(answer === undefined ? {} : { answer }),
        };
      }
    }
  } finally {
    await app.stop();
  }
}

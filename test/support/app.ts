import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import type { Random } from '../../src/features/assessment/draw.ts';
import { openDatabase } from '../../src/db/connection.ts';
import { loadSecrets } from '../../src/secrets.ts';
import { createServices, type Services } from '../../src/services.ts';
import { Browser } from './browser.ts';
import { testClock, type TestClock } from './clock.ts';
import { castDatabase, type TestDatabase } from './database.ts';
import { hasPurpose } from './purpose.ts';

export interface TestApp extends TestDatabase {
  url: string;
  /** What answers there. */
  served: Express;
  clock: TestClock;
  services: Services;
  /** A browser without cookies. */
  browser(): Browser;
  /** A browser in which this person of the cast has signed in. */
  signedIn(name: CastName): Promise<Browser>;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  env?: Record<string, string>;
  demo?: boolean;
  /** A database that is there already, in the place of a new one with the cast. */
  over?: Omit<TestDatabase, 'database'>;
  /** Where it listens, for a test whose pages must know their own address; otherwise a free port. */
  port?: number;
  /** Where quizzes draw from, so that two draws can be made alike. */
  random?: Random;
  /** Runs before the server listens: courses, rows. */
  before?: (services: Services) => Promise<unknown>;
}

function opened(over: Omit<TestDatabase, 'database'>): TestDatabase {
  const database = openDatabase(over.dialect);
  return {
    ...over,
    database,
    async drop() {
      await database.close();
      await over.drop();
    },
  };
}

/** A real server on a free port, over a database of its own with the cast. */
export async function startApp({
  env = {},
  demo = false,
  over,
  port = 0,
  random,
  before,
}: TestAppOptions = {}): Promise<TestApp> {
  const test = over === undefined ? await castDatabase() : opened(over);
  const clock = testClock();
  const config = readConfig({
    DATA_DIR: test.dataDir,
    SESSION_SECRET: 'a secret that only the tests know, long enough',
    DATA_KEY: '11'.repeat(32),
    LOG_LEVEL: 'error',
    ...env,
    ...(test.databaseUrl === undefined ? {} : { DATABASE_URL: test.databaseUrl }),
  });
  const services = await createServices({
    config,
    secrets: loadSecrets(config),
    database: test.database,
    clock,
    ...(random === undefined ? {} : { random }),
  });
  await before?.(services);
  const app = createApp({
    services,
    log: pino({ level: process.env['TEST_LOG'] ?? 'fatal' }),
    demo,
    cacheViews: true,
    trustProxy: config.trustProxy,
  });
  const server = app.listen(port, '127.0.0.1');
  // A test that looks at a page for some seconds must not find its connection closed under the next request.
  server.keepAliveTimeout = 60_000;
  await new Promise((ready) => server.once('listening', ready));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const browser = (): Browser => new Browser(url);
  return {
    ...test,
    url,
    served: app,
    clock,
    services,
    browser,
    async signedIn(name) {
      const made = browser();
      await made.post('/entrar', { username: CAST[name].username, password: CAST_PASSWORD });
      await hasPurpose(test.database.db, made);
      return made;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await test.drop();
    },
  };
}

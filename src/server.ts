import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { errorWords } from './error-words.ts';
import { openDatabase } from './db/connection.ts';
import { chooseDialect } from './db/dialect/choose.ts';
import { migrate } from './db/migrations.ts';
import { drain } from './http/drain.ts';
import { traffic } from './http/traffic.ts';
import { UPLOAD_TIME } from './http/uploads.ts';
import { systemClock } from './lib/clock.ts';
import { serveMetrics } from './metrics/serve.ts';
import { loadSecrets } from './secrets.ts';
import { createServices } from './services.ts';
import { prepare, prepareDemo } from './start-up.ts';

const options = new Set(process.argv.slice(2));
const demo = options.has('--demo');
const DRAIN = 10_000;
/** After a failed disk, for those who wait to be told so. */
const LAST_ANSWERS = 500;

async function start(): Promise<void> {
  process.umask(0o077);
  const given = readConfig(process.env);
  const config = demo ? { ...given, dataDir: join(given.dataDir, 'demo') } : given;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  chmodSync(config.dataDir, 0o700);
  const log = pino({
    level: config.logLevel,
    // What PostgreSQL adds to an error quotes the row.
    redact: { paths: ['err.detail', 'err.where'], remove: true },
  });

  const dialect = await chooseDialect(config, (error) => {
    log.fatal({ err: error }, 'the disk did not take a write; ending, to be started again');
    // Not process.exit: closing the database would write what the disk may have forgotten.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_ANSWERS);
  });
  const hold = await dialect.hold();
  const applied = await migrate(dialect);
  if (applied.length > 0) log.info({ applied }, 'migrated');
  const database = openDatabase(dialect);
  const parts = { config, secrets: loadSecrets(config), database };
  const services = await createServices({ ...parts, clock: systemClock });
  await prepare(services, { log, demo, say: (text) => process.stdout.write(`${text}\n`) });
  if (demo && (await prepareDemo(parts, systemClock()))) log.info('demonstration filled');

  const { metricsPort } = config;
  const counted = metricsPort === undefined ? undefined : traffic();
  if (metricsPort !== undefined && counted !== undefined)
    await serveMetrics(metricsPort, { ...services, dataDir: config.dataDir, traffic: counted });
  const app = createApp({
    services,
    log,
    demo,
    cacheViews: !options.has('--dev'),
    trustProxy: config.trustProxy,
    traffic: counted,
  });
  const server = app.listen(config.port, config.host, (error) => {
    if (error !== undefined) fail(error);
    process.stdout.write(`Aula 1325: ${config.baseUrl}\n`);
  });
  // The slowest that may come is an upload; forms have a minute of their own (`readForm`).
  server.requestTimeout = UPLOAD_TIME;
  server.headersTimeout = 15_000;
  // A proxy keeps connections for a minute; closed before it, one would be cut under a request.
  server.keepAliveTimeout = 75_000;

  const stop = (signal: string): void => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), DRAIN).unref();
    void drain(server)
      .then(() => Promise.all([database.close(), hold.release()]))
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${errorWords(error)}\n`);
  process.exit(1);
}

start().catch(fail);

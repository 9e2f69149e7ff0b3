import { resolve } from 'node:path';
import { z } from 'zod';
import { saysHowDatabaseIsKnown } from './lib/peers.ts';

const blankIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const absent = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema);

const Environment = z.object({
  PORT: absent(z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: absent(z.string().default('127.0.0.1')),
  DATA_DIR: absent(z.string().default('./data')),
  DATABASE_URL: absent(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'only postgres://… is understood; leave it out for SQLite')
      .refine(
        (address) => URL.canParse(address) && saysHowDatabaseIsKnown(address),
        'a server on another machine needs ?sslmode=verify-full (with &sslrootcert=FILE for an authority of your own), or ' +
          '?sslmode=disable on a network that is yours alone; no other mode is taken',
      )
      .optional(),
  ),
  BASE_URL: absent(z.url({ protocol: /^https?$/ }).optional()),
  SESSION_SECRET: absent(z.string().min(32, 'needs 32 characters or more').optional()),
  DATA_KEY: absent(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'needs 64 hexadecimal digits (32 bytes)')
      .optional(),
  ),
  SMTP_URL: absent(
    z
      .url({ protocol: /^smtps?$/ })
      .regex(/^[^?#]*$/, 'takes no options: its certificate is always looked at')
      .optional(),
  ),
  TRUST_PROXY: absent(z.string().optional()),
  EXIT_URL: absent(z.url({ protocol: /^https?$/ }).default('https://es.wikipedia.org/')),
  CONTENT_BASE_URL: absent(z.url({ protocol: /^https?$/ }).optional()),
  OPEN_REGISTRATION: absent(z.stringbool().default(false)),
  METRICS_PORT: absent(z.coerce.number().int().min(1).max(65535).optional()),
  LOG_LEVEL: absent(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});

/** The names that the environment may set, for the README's test. */
export const ENVIRONMENT_KEYS = Object.keys(Environment.shape);

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  baseUrl: string;
  sessionSecret: string | undefined;
  dataKey: string | undefined;
  smtpUrl: string | undefined;
  trustProxy: string | undefined;
  exitUrl: string;
  openRegistration: boolean;
  metricsPort: number | undefined;
  logLevel: string;
}

/** Reads the environment once. Throws one error that lists every bad value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = Environment.safeParse(env);
  if (!result.success) {
    throw new Error(`The environment has mistakes:\n${z.prettifyError(result.error)}`);
  }
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new Error(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 believes every certificate: take it away, and name an authority of your own in ' +
        'NODE_EXTRA_CA_CERTS.',
    );
  }
  const e = result.data;
  if (
    e.DATABASE_URL !== undefined &&
    (e.SESSION_SECRET === undefined || e.DATA_KEY === undefined)
  ) {
    throw new Error(
      'With PostgreSQL, SESSION_SECRET (32 characters or more) and DATA_KEY (64 hexadecimal digits) must come ' +
        'from the environment: every process needs the same ones, and a copy in one data folder would be lost with it.',
    );
  }
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    baseUrl: (e.BASE_URL ?? `http://localhost:${String(e.PORT)}`).replace(/\/+$/, ''),
    sessionSecret: e.SESSION_SECRET,
    dataKey: e.DATA_KEY,
    smtpUrl: e.SMTP_URL,
    trustProxy: e.TRUST_PROXY,
    exitUrl: e.EXIT_URL,
    openRegistration: e.OPEN_REGISTRATION,
    metricsPort: e.METRICS_PORT,
    logLevel: e.LOG_LEVEL,
  };
}

import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';
import { sealer } from './lib/sealed.ts';

const SecretsFile = z.strictObject({
  sessionSecret: z.string().min(32),
  dataKey: z.string().regex(/^[0-9a-f]{64}$/i),
});

export interface Secrets {
  sessionSecret: string;
  /** 32 bytes for the encryption of single fields. */
  dataKey: Buffer;
}

const fileOf = ({ dataDir }: Config): string => join(dataDir, 'secrets.json');

/** A name for a key of fields that does not give it away: tells whether two are the same. */
export const nameOfKey = (dataKey: Buffer): string =>
  sealer(dataKey).derive('the name of this key').toString('base64url');

/** The secrets there are, or null before the first start. */
export function readSecrets(config: Config): Secrets | null {
  const { sessionSecret, dataKey } = config;
  if (sessionSecret !== undefined && dataKey !== undefined) {
    return { sessionSecret, dataKey: Buffer.from(dataKey, 'hex') };
  }
  if (!existsSync(fileOf(config))) return null;
  const stored = SecretsFile.parse(JSON.parse(readFileSync(fileOf(config), 'utf8')));
  return {
    sessionSecret: sessionSecret ?? stored.sessionSecret,
    dataKey: Buffer.from(dataKey ?? stored.dataKey, 'hex'),
  };
}

/** The secrets of the environment, or else those of the data folder, made on the first start and readable by its owner only. */
export function loadSecrets(config: Config): Secrets {
  const known = readSecrets(config);
  if (known !== null) return known;
  const made = {
    sessionSecret: randomBytes(32).toString('base64url'),
    dataKey: randomBytes(32).toString('hex'),
  };
  keepFirst(fileOf(config), `${JSON.stringify(made, null, 2)}\n`);
  return loadSecrets(config);
}

/** Gives a file its content whole, unless another process that starts at the same moment was first: then its content stays. */
function keepFirst(file: string, content: string): void {
  const mine = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(mine, content, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine);
  }
}

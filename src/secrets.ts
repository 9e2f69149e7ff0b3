import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';

const SecretsFile = z.strictObject({
  sessionSecret: z.string().min(32),
  dataKey: z.string().regex(/^[0-9a-f]{64}$/i),
});

export interface Secrets {
  sessionSecret: string;
  /** 32 bytes for the encryption of single fields. */
  dataKey: Buffer;
}

/** The secrets of the environment, or else those of the data folder, made on the first start and readable by its owner only. */
export function loadSecrets(config: Config): Secrets {
  const { sessionSecret, dataKey } = config;
  if (sessionSecret !== undefined && dataKey !== undefined) {
    return { sessionSecret, dataKey: Buffer.from(dataKey, 'hex') };
  }
  const file = join(config.dataDir, 'secrets.json');
  if (!existsSync(file)) {
    const made = {
      sessionSecret: randomBytes(32).toString('base64url'),
      dataKey: randomBytes(32).toString('hex'),
    };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  const stored = SecretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    sessionSecret: sessionSecret ?? stored.sessionSecret,
    dataKey: Buffer.from(dataKey ?? stored.dataKey, 'hex'),
  };
}

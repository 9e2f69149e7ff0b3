import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { Config } from '../config.ts';
import type { Dialect } from '../db/dialect/dialect.ts';
import { translator } from '../i18n/translate.ts';
import { systemClock } from '../lib/clock.ts';
import { nameOfKey, readSecrets } from '../secrets.ts';
import { makeBackup } from './backup.ts';
import { readKey } from './key.ts';
import { BACKUP_DAYS, isFolder, keepNewest } from './place.ts';
import { restore } from './restore.ts';

interface Needs {
  settings: () => Promise<{ config: Config; dialect: Dialect }>;
  say: (line: string) => void;
}

const t = translator('es-MX');
export const DEFAULT_FOLDER = join('backups', '/');

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > BACKUP_DAYS)
    throw new InvalidArgumentError(t('cli.keepNumber'));
  return number;
}

const open = async ({ settings }: Needs, keyFile: string | undefined) => {
  const { config, dialect } = await settings();
  const secrets = readSecrets(config);
  return {
    needs: {
      dialect,
      dataDir: config.dataDir,
      clock: systemClock,
      dataKey: secrets === null ? null : nameOfKey(secrets.dataKey),
    },
    key: keyFile === undefined ? null : await readKey(keyFile),
  };
};

/** `aula backup` and `aula restore`. */
export function addBackupCommands(program: Command, using: Needs): void {
  const { say } = using;
  program
    .command('backup')
    .description(t('cli.backup'))
    .option('--to <place>', t('cli.backupTo'), DEFAULT_FOLDER)
    .option('--key-file <file>', t('cli.backupKey'))
    .option('--keep <days>', t('cli.backupKeep'), wholeNumber)
    .action(async ({ to, keyFile, keep }: { to: string; keyFile?: string; keep?: number }) => {
      if (keep !== undefined && !(await isFolder(to))) throw new Error(t('cli.keepNeedsFolder'));
      const { needs, key } = await open(using, keyFile);
      const made = await makeBackup(needs, { to, key });
      say(t('backup.made', { file: made.file, rows: made.rows, bytes: made.bytes }));
      if (keep === undefined) return;
      for (const name of await keepNewest(to, { days: keep, made: made.file }))
        say(t('backup.removed', { name }));
    });

  program
    .command('restore')
    .description(t('cli.restore'))
    .argument('<file>', t('cli.restoreFile'))
    .option('--key-file <file>', t('cli.backupKey'))
    .option('--without-sealed', t('cli.withoutSealed'), false)
    .action(
      async (
        file: string,
        { keyFile, withoutSealed }: { keyFile?: string; withoutSealed: boolean },
      ) => {
        const { needs, key } = await open(using, keyFile);
        const rows = await restore({ ...needs, say }, { file, key, withoutSealed });
        say(t('restore.done', { rows }));
      },
    );
}

import { readFile, stat } from 'node:fs/promises';
import { translator, type MessageKey } from './i18n/translate.ts';

const t = translator('es-MX');

const NOT_READ: Record<string, MessageKey> = {
  ENOENT: 'cli.questionsNoFile',
  EISDIR: 'cli.questionsFolder',
  EACCES: 'cli.questionsNotAllowed',
};

/** The bytes of a file that a command names, up to so many; what keeps them from being read is said in a sentence. */
export async function bytesOf(file: string, most: number): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > most) throw new Error(t('formats.problem.tooLarge', { megabytes: most / 1e6 }));
    return await readFile(file);
  } catch (error) {
    const key = NOT_READ[(error as NodeJS.ErrnoException).code ?? ''];
    throw key === undefined ? error : new Error(t(key, { file }));
  }
}

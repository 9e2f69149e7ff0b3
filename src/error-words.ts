import { translator } from './i18n/translate.ts';
import { Refusal } from './lib/errors.ts';

/** What an operator reads when a command or a start fails. */
export function errorWords(error: unknown): string {
  if (error instanceof Refusal) return translator('es-MX')(error.key, error.params);
  return error instanceof Error ? error.message : String(error);
}

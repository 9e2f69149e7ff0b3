import { translator, type MessageKey } from './i18n/translate.ts';
import { Refusal } from './lib/errors.ts';

/** Failures that an operator can mend, by the code of the system or of the driver. */
const WORDS: readonly (readonly [RegExp, MessageKey])[] = [
  [/^E(ACCES|PERM)$/, 'start.denied'],
  [/^EROFS$/, 'start.readOnly'],
  [/^E(NOTDIR|EXIST)$/, 'start.noFolder'],
  [/^ENOSPC$/, 'start.full'],
  [/^EADDRINUSE$/, 'start.portTaken'],
  [/^SQLITE_(READONLY|CANTOPEN)/, 'start.databaseDenied'],
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|28\w{3}|3D000)$/, 'start.noDatabase'],
];

/** What an operator reads when a command or a start fails. */
export function errorWords(error: unknown): string {
  const t = translator('es-MX');
  if (error instanceof Refusal) return t(error.key, error.params);
  if (!(error instanceof Error)) return String(error);
  const { code = '', path = '', port = '' } = error as Error & Record<string, unknown>;
  const [, key] = WORDS.find(([codes]) => codes.test(String(code))) ?? [];
  if (key === undefined) return error.message;
  return t(key, { place: String(path), port: String(port), fault: String(code) });
}

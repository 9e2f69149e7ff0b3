import type { Request, Response } from 'express';
import { isMessageKey, type MessageKey } from '../i18n/translate.ts';
import { cookieOf } from './cookies.ts';

/** One sentence above a page. */
export interface Flash {
  kind: 'ok' | 'info' | 'care' | 'bad';
  key: MessageKey;
}

const COOKIE = 'aviso';
const KINDS: readonly Flash['kind'][] = ['ok', 'info', 'care', 'bad'];

/** Leaves a sentence for the next page of this browser. */
export function leaveFlash(response: Response, { kind, key }: Flash): void {
  response.cookie(COOKIE, `${kind}.${key}`, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 60_000,
  });
}

/** Takes the sentence that was left; null when there is none, or what came is none of ours. */
export function takeFlash(request: Request, response: Response): Flash | null {
  const value = cookieOf(request, COOKIE);
  if (value === undefined) return null;
  response.clearCookie(COOKIE, { path: '/' });
  const [said = '', ...rest] = value.split('.');
  const kind = KINDS.find((one) => one === said);
  const key = rest.join('.');
  return kind === undefined || !isMessageKey(key) ? null : { kind, key };
}

import type { Request, Response } from 'express';
import { LANGUAGES, type Language } from '../lib/localized.ts';
import type { Actor } from '../lib/actor.ts';
import { cookieOf } from './cookies.ts';

const COOKIE = 'lang';
const YEAR = 365 * 24 * 3_600_000;

const asLanguage = (value: unknown): Language | undefined =>
  LANGUAGES.find((language) => language === value);

/**
 * The language of an answer: `?lang=` (kept in a cookie), the cookie, the person's preference, what the browser asks for,
 * Spanish.
 */
export function chooseLanguage(
  request: Request,
  response: Response,
  actor: Actor | null,
): Language {
  const asked = asLanguage(request.query['lang']);
  if (asked !== undefined) {
    keepLanguage(response, asked);
    return asked;
  }
  return (
    asLanguage(cookieOf(request, COOKIE)) ??
    actor?.language ??
    (request.acceptsLanguages('es', 'en') === 'en' ? 'en' : 'es-MX')
  );
}

/** Keeps a language in this browser, before and after signing in. */
export function keepLanguage(response: Response, language: Language): void {
  response.cookie(COOKIE, language, { sameSite: 'lax', httpOnly: true, path: '/', maxAge: YEAR });
}

import type { Request, Response } from 'express';
import type { Actor } from '../lib/actor.ts';
import type { Language } from '../lib/localized.ts';
import { Refusal } from '../lib/errors.ts';

/** What every page may know about the request: the only things kept in `response.locals`. */
export interface Visit {
  actor: Actor | null;
  language: Language;
}

export const visitOf = (response: Response): Visit => response.locals['visit'] as Visit;

export const setVisit = (response: Response, visit: Visit): void => {
  response.locals['visit'] = visit;
};

/** The signed-in person. Routes that call it stand behind an access rule that demands one. */
export function signedIn(response: Response): Actor {
  const { actor } = visitOf(response);
  if (actor === null) throw new Refusal('forbidden', 'error.signInFirst');
  return actor;
}

/** True for `fetch` calls of our own scripts, which want JSON instead of a redirect. */
export const wantsJson = (request: Request): boolean =>
  request.headers.accept?.split(',')[0]?.trim() === 'application/json';

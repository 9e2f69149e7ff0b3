import type { RequestHandler } from 'express';
import type { Actor } from '../lib/actor.ts';
import { Refusal } from '../lib/errors.ts';
import { visitOf, wantsJson } from './visit.ts';

/** A handler that decides who may come in, and carries the name of its rule for the access matrix. */
export interface AccessRule extends RequestHandler {
  ruleName: string;
}

const rule = (ruleName: string, handler: RequestHandler): AccessRule =>
  Object.assign(handler, { ruleName });

/** Anybody, with or without a session. */
export const everyone = rule('everyone', (_request, _response, next) => {
  next();
});

/** What stays open to somebody whose second factor is overdue: her account, where she sets it up, and the way out. */
const OPEN_TO_OVERDUE = /^\/(cuenta|salir|privacidad)(\/|$)/;
const SET_UP = '/cuenta/segundo-paso';

/**
 * Anybody with a session; others are asked to sign in and come back to the page they wanted. Whoever must set up a second
 * factor first is led there.
 */
export const anyoneSignedIn = rule('anyoneSignedIn', (request, response, next) => {
  const { actor } = visitOf(response);
  const isPage = request.method === 'GET' && !wantsJson(request);
  if (actor?.secondFactor.isOverdue === true && !OPEN_TO_OVERDUE.test(request.path)) {
    if (!isPage) throw new Refusal('forbidden', 'secondFactor.overdue');
    response.redirect(303, SET_UP);
    return;
  }
  if (actor !== null) {
    next();
    return;
  }
  if (isPage) {
    response.redirect(303, `/entrar?sigue=${encodeURIComponent(request.originalUrl)}`);
    return;
  }
  throw new Refusal('forbidden', 'error.signInFirst');
});

/**
 * People for whom `may` holds. To others the address does not exist: 404, not 403. The object that the address names is
 * authorised afterwards, by the service that loads it.
 */
export const peopleWho = (ruleName: string, may: (actor: Actor) => boolean): AccessRule =>
  rule(ruleName, (request, response, next) => {
    const { actor } = visitOf(response);
    if (actor !== null && !may(actor)) throw new Refusal('not-found', 'error.notFound');
    void anyoneSignedIn(request, response, next);
  });

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

/** Anybody with a session; others are asked to sign in and come back to the page they wanted. */
export const anyoneSignedIn = rule('anyoneSignedIn', (request, response, next) => {
  if (visitOf(response).actor !== null) {
    next();
    return;
  }
  if (request.method === 'GET' && !wantsJson(request)) {
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
    if (actor === null) {
      void anyoneSignedIn(request, response, next);
      return;
    }
    if (!may(actor)) throw new Refusal('not-found', 'error.notFound');
    next();
  });

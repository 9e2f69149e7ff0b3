import type { RequestHandler } from 'express';
import { signedIn } from './visit.ts';

export const ASK_PURPOSE = '/administrar/motivo';

/**
 * Stands before every list of names and every file of people, behind the access rule: whoever has not said lately what for,
 * with a recent password, is asked, and comes back to what she wanted. The one place where this is decided.
 */
const asks =
  (what: 'lista' | 'archivo'): RequestHandler =>
  (request, response, next) => {
    const { purpose } = signedIn(response).session;
    if (purpose !== null && (what === 'lista' || purpose.opensFiles)) {
      next();
      return;
    }
    const back = encodeURIComponent(request.originalUrl);
    response.redirect(303, `${ASK_PURPOSE}?para=${what}&sigue=${back}`);
  };

export const asksForList = asks('lista');
export const asksForFile = asks('archivo');

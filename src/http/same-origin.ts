import type { RequestHandler } from 'express';
import { Refusal } from '../lib/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that asks and changes nothing. */
export const isSafe = ({ method }: { method: string }): boolean => SAFE.has(method);

/**
 * Refuses requests that another site made a browser send. `Sec-Fetch-Site` decides where browsers send it; without it,
 * `Origin` must equal the host; with neither, no browser was involved (the rule of Go 1.25's `CrossOriginProtection`).
 */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  if (isSafe(request)) {
    next();
    return;
  }
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const allowed =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin === undefined || hostOf(origin) === host;
  if (!allowed) throw new Refusal('forbidden', 'error.otherSite');
  next();
};

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null;

import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Traffic } from './traffic.ts';

const SECRET_ADDRESSES = /^\/(invitacion|v|primer-administrador|recuperar|correo)\/[^/]+/;

/** The address as it may be written down: without codes and without what was searched for. */
export const loggable = (path: string): string => path.replace(SECRET_ADDRESSES, '/$1/…');

/** One line for each answer that went wrong or was slow; `LOG_LEVEL=debug` writes every one. */
export const requestLog = (log: Logger, traffic?: Traffic): RequestHandler => {
  if (traffic === undefined && !log.isLevelEnabled('info'))
    return (_request, _response, next) => {
      next();
    };
  const tellsAll = log.isLevelEnabled('debug');
  return (request, response, next) => {
    const begun = performance.now();
    const path = request.path;
    response.once('finish', () => {
      const ms = performance.now() - begun;
      traffic?.count(path, response.statusCode, ms);
      const isWorthTelling = response.statusCode >= 500 || ms > 1000;
      if (!isWorthTelling && !tellsAll) return;
      const entry = {
        method: request.method,
        path: loggable(path),
        status: response.statusCode,
        ms: Math.round(ms),
      };
      if (isWorthTelling) log.warn(entry, 'request');
      else log.debug(entry, 'request');
    });
    next();
  };
};

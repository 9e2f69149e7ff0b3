import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The policy of every answer, errors and files included. Nothing is inline and nothing comes from elsewhere. Forms go to this
 * site alone; quick exit without JavaScript is a form that is answered with a redirect, and browsers hold redirects to the
 * same rule, so the place where it leads is named.
 */
export const securityHeaders = (isHttps: boolean, exitUrl: string): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'media-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'", new URL(exitUrl).origin],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });

/** Pages of a person are kept by nobody; files with a digest in their name say otherwise themselves. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'private, no-store');
  next();
};

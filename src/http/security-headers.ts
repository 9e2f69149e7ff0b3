import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * The policy of every answer, errors and files included. Nothing is inline but the sheets that a first page carries, which are
 * named by their digest (`allowSheets`), and nothing comes from elsewhere. Forms go to this
 * site alone; quick exit without JavaScript is a form that is answered with a redirect, and browsers hold redirects to the
 * same rule, so the place where it leads is named.
 */
export function securityHeaders(isHttps: boolean, exitUrl: string): RequestHandler {
  const policy = fixed(
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
      // For Flash, Internet Explorer 8 and a prefetch that the policy above stops: bytes for nothing.
      xPermittedCrossDomainPolicies: false,
      xDownloadOptions: false,
      xDnsPrefetchControl: false,
    }),
  );
  policy.push(['Permissions-Policy', permissions('()')]);
  return (_request, response, next) => {
    for (const [name, value] of policy) response.setHeader(name, value);
    next();
  };
}

/** No page asks for these, so none may: neither a script that came in nor a frame. */
const permissions = (microphone: string): string =>
  `camera=(), geolocation=(), microphone=${microphone}, payment=(), usb=()`;

/** Lets one page record what is said, and lets it be heard there before it is sent. */
export function allowRecording(response: Response): void {
  response.setHeader('Permissions-Policy', permissions('(self)'));
  changePolicy(response, (policy) => policy.replace("media-src 'self'", "media-src 'self' blob:"));
}

/** Lets a page carry style sheets of ours itself: these and no others, by their digests. */
export function allowSheets(response: Response, digests: readonly string[]): void {
  const sources = ["style-src 'self'", ...digests.map((digest) => `'${digest}'`)].join(' ');
  changePolicy(response, (policy) => policy.replace("style-src 'self'", sources));
}

/** One answer's own exception to the policy of all. */
export function changePolicy(response: Response, how: (policy: string) => string): void {
  const name = 'Content-Security-Policy';
  response.setHeader(name, how(String(response.getHeader(name) ?? '')));
}

/** What a middleware sets on every answer alike, asked once: helmet composes its headers anew for each request. */
function fixed(middleware: ReturnType<typeof helmet>): [string, string][] {
  const headers = new Map<string, string>();
  const answer = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  middleware({} as unknown as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return [...headers];
}

/** Pages of a person are kept by nobody; files with a digest in their name say otherwise themselves. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'private, no-store');
  next();
};

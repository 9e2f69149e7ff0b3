import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { isUnavailable } from '../db/dialect/failures.ts';
import { Refusal, type RefusalKind } from '../lib/errors.ts';
import { translator, type MessageKey } from '../i18n/translate.ts';
import { renderPage, type PageBase } from './render.ts';
import { readForm } from './parse.ts';
import { loggable } from './request-log.ts';
import { sentAgain, sentText, type SentAgain, type SentText } from './sent-form.ts';
import { setVisit, visitOf, wantsJson } from './visit.ts';

const STATUS: Record<RefusalKind, number> = {
  'bad-request': 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

interface ErrorPage extends PageBase {
  heading: string;
  what: string;
  reference: string | null;
  /** What the person had typed, when the answer to a form is an error. */
  sent: SentText[];
  signIn: boolean;
  /** The form to send once more after signing in. */
  again: SentAgain | null;
}

declare module './render.ts' {
  interface Pages {
    'errors/error': ErrorPage;
  }
}

interface Answer {
  status: number;
  title: MessageKey;
  what: MessageKey | null;
  params: Record<string, string | number>;
  retryAfter?: number;
}

const simple = (status: number, title: MessageKey, what: MessageKey | null): Answer => ({
  status,
  title,
  what,
  params: {},
});

/** What broke before a route saw the request: body parsers, path decoding, uploads. */
function fromToolkit(
  error: Error & { status?: unknown; type?: unknown; code?: unknown },
): Answer | null {
  if (error.name === 'MulterError') {
    return error.code === 'LIMIT_FILE_SIZE'
      ? simple(413, 'error.tooLarge', 'error.tooLargeWhat')
      : simple(400, 'error.badRequest', 'error.badRequestWhat');
  }
  if (error instanceof URIError) return simple(400, 'error.badRequest', 'error.badRequestWhat');
  if (error.status === 413) return simple(413, 'error.tooLarge', 'error.tooLargeWhat');
  if (typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return simple(error.status, 'error.badRequest', 'error.badRequestWhat');
  }
  return null;
}

/** What follows from a refusal, where its title does not say it. */
const WHAT: Partial<Record<MessageKey, MessageKey>> = {
  'error.notFound': 'error.notFoundWhat',
  'error.otherSite': 'error.otherSiteWhat',
  'error.signInFirst': 'error.signInFirstWhat',
  'error.forbidden': 'error.forbiddenWhat',
};
const WHAT_OF_KIND: Partial<Record<RefusalKind, MessageKey>> = {
  'bad-request': 'error.badRequestWhat',
  'too-many': 'error.tooManyWhat',
};

function answerFor(error: unknown): Answer | null {
  if (error instanceof Refusal) {
    const what = WHAT[error.key] ?? WHAT_OF_KIND[error.kind] ?? null;
    return {
      status: STATUS[error.kind],
      title: error.key,
      what,
      params: error.params,
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    };
  }
  if (isUnavailable(error)) {
    return { ...simple(503, 'error.unavailable', 'error.unavailableWhat'), retryAfter: 30 };
  }
  return error instanceof Error ? fromToolkit(error) : null;
}

/** No address matched. */
export const notFound: RequestHandler = () => {
  throw new Refusal('not-found', 'error.notFound');
};

/** The last handler: every error becomes a status and a page, or JSON for our own scripts. */
export const errorHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    let answer = answerFor(error);
    let reference: string | null = null;
    if (answer === null) {
      reference = randomBytes(5).toString('hex');
      answer = simple(500, 'error.unexpected', 'error.unexpectedWhat');
      log.error({ err: error, reference, path: loggable(request.path) }, 'unexpected');
    } else if (answer.status === 503) {
      log.warn({ err: error }, 'unavailable');
    }
    const told = answer;
    const tell = (): void => {
      send(request, response, told, reference);
    };
    // Without its database the request did not get past its session; what was typed is given back all the same.
    if (told.status === 503 && request.body === undefined) readForm(request, response, tell);
    else tell();
  };

function send(
  request: Request,
  response: Response,
  answer: Answer,
  reference: string | null,
): void {
  if ((response.locals as Record<string, unknown>)['visit'] === undefined) {
    setVisit(response, { actor: null, language: 'es-MX' });
  }
  const { actor, language } = visitOf(response);
  const t = translator(language);
  if (answer.retryAfter !== undefined) response.setHeader('Retry-After', String(answer.retryAfter));
  const minutes = Math.max(1, Math.ceil((answer.retryAfter ?? 60) / 60));
  const heading = t(answer.title, { count: minutes, ...answer.params });
  const what = answer.what === null ? '' : t(answer.what, { count: minutes, ...answer.params });
  if (wantsJson(request)) {
    response.status(answer.status).json({ error: heading, what });
    return;
  }
  const signIn = answer.title === 'error.signInFirst' && actor === null;
  const again = signIn || answer.status === 503 ? sentAgain(request) : null;
  renderPage(
    response,
    'errors/error',
    {
      title: heading,
      heading,
      what,
      reference,
      sent: sentText(request, again, t),
      signIn,
      again,
      noindex: true,
    },
    answer.status,
  );
}

import type { Request, Response } from 'express';
import { formatFor, type Format } from '../i18n/format.ts';
import { translator, type MessageKey, type Translate } from '../i18n/translate.ts';
import type { Actor } from '../lib/actor.ts';
import { Kept } from '../lib/kept.ts';
import type { Language } from '../lib/localized.ts';
import { asset } from './assets.ts';
import { leaveFlash, type Flash } from './flash.ts';
import { frameAround, type FrameSettings, type PageBase } from './frame.ts';
import type { FieldErrors } from './parse.ts';
import { gzipped, passing, repeated, type Piece } from './pieces.ts';
import { forgetTemplates, template } from './template.ts';
import { visitOf, wantsJson } from './visit.ts';

export type { PageBase } from './frame.ts';

/** Page type by view name; every feature's `views.ts` adds its own. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Pages {}

/** What templates receive: the page, and these helpers. */
export interface TemplateLocals<P> {
  page: P;
  t: Translate;
  fmt: Format;
  lang: Language;
  asset: (name: string) => string;
  actor: Actor | null;
  /** The first message of a field, in the person's language. */
  errorOf: (errors: FieldErrors, field: string) => string | undefined;
  /** The messages of a form for its summary: of each field the one that stands beside it, of the form as a whole all. */
  allErrors: (errors: FieldErrors) => Record<string, string[]>;
}

interface Settings extends FrameSettings {
  cacheViews: boolean;
}
let settings: Settings | undefined;

/** Called once by the application. */
export function setUpFrame(given: Settings): void {
  settings = given;
  forgetTemplates();
}

function settingsNow(): Settings {
  if (settings === undefined) throw new Error('setUpFrame was not called');
  return settings;
}

/** Sends a page inside the frame. The view reads only `page` and the helpers. */
export function renderPage<V extends keyof Pages>(
  response: Response,
  view: V,
  page: Pages[V] & PageBase,
  status = 200,
): void {
  const { actor, language } = visitOf(response);
  send(response, page, passing(bodyOf(view, page, language, actor)), status);
}

/** Pages that were drawn before, with what their frame needs to know. */
const drawn = new Kept<{ base: PageBase; body: Piece }>(
  12_000_000,
  ({ body }) => body.plain.length,
);

/**
 * Sends a page that is made of nothing but what its key names: drawn once, and sent to everybody whose key is the same. The
 * view does not know who reads it; what is the reader's own stands behind it.
 */
export function renderKept<V extends keyof Pages>(
  response: Response,
  view: V,
  key: string,
  make: () => Pages[V] & PageBase,
  own: Pick<PageBase, 'sendsPending'> = {},
): void {
  const { language } = visitOf(response);
  const draw = (): { base: PageBase; body: Piece } => {
    const page = make();
    const { title, section, description, scripts, styles, noindex, exitWarning } = page;
    const given = { section, description, scripts, styles, noindex, exitWarning };
    const known = Object.entries(given).filter(([, value]) => value !== undefined);
    const body = repeated(bodyOf(view, page, language, null));
    return { base: { title, ...Object.fromEntries(known) }, body };
  };
  const cached = settingsNow().cacheViews;
  const { base, body } = cached ? drawn.get(`${view} ${language} ${key}`, draw) : draw();
  send(response, { ...base, ...own }, body, 200);
}

function bodyOf<V extends keyof Pages>(
  view: V,
  page: Pages[V],
  language: Language,
  actor: Actor | null,
): string {
  const t = translator(language);
  const locals: TemplateLocals<Pages[V]> = {
    page,
    t,
    fmt: formatFor(language),
    lang: language,
    asset,
    actor,
    errorOf: (errors, field) => {
      const key = errors[field]?.[0];
      return key === undefined ? undefined : t(key);
    },
    allErrors: (errors) =>
      Object.fromEntries(
        Object.entries(errors).map(([field, keys]) => [
          field,
          (field === '' ? keys : keys.slice(0, 1)).map((key) => t(key)),
        ]),
      ),
  };
  return template(view, settingsNow().cacheViews)(locals);
}

/** Compressed where the browser takes it; in one piece, so that its length is told. */
function send(response: Response, page: PageBase, body: Piece, status: number): void {
  const { cacheViews, ...frame } = settingsNow();
  const t = translator(visitOf(response).language);
  const isWrong = status === 422 && page.asksBack !== true;
  const given = isWrong ? { ...page, prefix: t('frame.errors.word') } : page;
  const { before, after } = frameAround(response, given, frame, t, cacheViews);
  const pending = page.sendsPending
    ? [passing(template('partials/pending', cacheViews)({ t, pending: page.sendsPending }))]
    : [];
  const pieces = [...before, body, ...pending, after];
  const zips = response.req.acceptsEncodings('gzip') === 'gzip';
  const parts = zips ? gzipped(pieces) : pieces.map(({ plain }) => plain);
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.vary('Accept-Encoding');
  if (zips) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader(
    'Content-Length',
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  // Node hands the socket all that is written in one turn together, without a copy. The last part goes with the end, which
  // waits for the session where it was changed.
  const last = parts.pop();
  for (const part of parts) response.write(part);
  response.end(last);
}

/** Leads on (303) after a form; a script of ours, which asks for JSON, is told where to: `{ to }`. */
export function leadTo(request: Request, response: Response, to: string): void {
  if (wantsJson(request)) response.json({ to });
  else response.redirect(303, to);
}

/** Redirects (303) to a page that will show one sentence, once. */
export function redirectWith(
  response: Response,
  path: string,
  key: MessageKey,
  kind: Flash['kind'] = 'ok',
): void {
  leaveFlash(response, { kind, key });
  response.redirect(303, path);
}

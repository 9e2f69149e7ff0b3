import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ejs from 'ejs';
import type { Request, Response } from 'express';
import { formatFor, type Format } from '../i18n/format.ts';
import { isMessageKey, translator, type MessageKey, type Translate } from '../i18n/translate.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { Language } from '../lib/localized.ts';
import type { Actor } from '../lib/actor.ts';
import { asset } from './assets.ts';
import type { FieldErrors } from './parse.ts';
import { visitOf } from './visit.ts';

/** What any page gives beside its own data. */
export interface PageBase {
  /** Heading of the browser's tab; a neutral one replaces it in discreet mode. */
  title: string;
  /** Name of the course or section, in the bar. */
  section?: string;
  description?: string;
  /** Scripts of this page, by the name of their source. */
  scripts?: readonly string[];
  noindex?: boolean;
  /** What quick exit would lose on this page. */
  exitWarning?: string;
  /** The form comes back with a question rather than with a mistake. */
  asksBack?: boolean;
}

/** Page type by view name; every feature's `views.ts` adds its own. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Pages {}

export interface Message {
  kind: 'ok' | 'info' | 'care' | 'bad';
  text: string;
}

export interface NavItem {
  href: string;
  label: string;
  current: boolean;
}

export interface Frame {
  title: string;
  lang: Language;
  path: string;
  body: string;
  signedIn: { displayName: string } | null;
  nav: NavItem[];
  section: string;
  demo: boolean;
  discreet: boolean;
  exitUrl: string;
  exitWarning: string;
  languages: { code: Language; label: string; href: string; current: boolean }[];
  messages: Message[];
  scripts: readonly string[];
  noindex: boolean;
  description: string;
}

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

/** The part of the frame that the application decides once. */
export interface FrameSettings {
  demo: boolean;
  exitUrl: string;
  cacheViews: boolean;
  navigation: (actor: Actor | null) => { href: string; key: MessageKey }[];
}

const viewsFolder = join(projectRoot, 'views');
type Render = (locals: object) => string;

const compiled = new Map<string, Render>();
let settings: FrameSettings | undefined;

/** Called once by the application. */
export function setUpFrame(given: FrameSettings): void {
  settings = given;
  compiled.clear();
}

/**
 * A compiled template, without `with`, so that the engine can optimise it. Includes are found here, by name: EJS's own look
 * for the file on the disk at each of them, on every request.
 */
function template(name: string, cache: boolean): Render {
  const known = cache ? compiled.get(name) : undefined;
  if (known !== undefined) return known;
  const filename = join(viewsFolder, `${name}.ejs`);
  const text = readFileSync(filename, 'utf8').replace(/\binclude\(/g, 'locals.include(');
  const run = ejs.compile(text, { filename, strict: true, compileDebug: !cache });
  const folder = posix.dirname(name);
  const made: Render = (locals) =>
    run({
      ...locals,
      include: (path: string, data?: object) =>
        template(posix.join(folder, path), cache)({ ...locals, ...data }),
    });
  if (cache) compiled.set(name, made);
  return made;
}

/** Sends a page inside the frame. The view reads only `page` and the helpers. */
export function renderPage<V extends keyof Pages>(
  response: Response,
  view: V,
  page: Pages[V] & PageBase,
  status = 200,
): void {
  if (settings === undefined) throw new Error('setUpFrame was not called');
  const { actor, language } = visitOf(response);
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
  const body = template(view, settings.cacheViews)(locals);
  const isWrong = status === 422 && page.asksBack !== true;
  const frame = frameOf(response, { ...page, isWrong }, settings, t, body);
  const html = template('layouts/page', settings.cacheViews)({ ...locals, frame });
  response.status(status).type('html').send(html);
}

function frameOf(
  response: Response,
  page: PageBase & { isWrong: boolean },
  { demo, exitUrl, navigation }: FrameSettings,
  t: Translate,
  body: string,
): Frame {
  const { actor, language } = visitOf(response);
  const request = response.req;
  const discreet = actor?.discreet ?? false;
  const title = discreet ? t('frame.discreetName') : `${page.title} · ${t('frame.name')}`;
  return {
    title: page.isWrong ? `${t('frame.errors.word')} ${title}` : title,
    lang: language,
    path: request.path,
    body,
    signedIn: actor === null ? null : { displayName: actor.displayName },
    nav: navigation(actor).map(({ href, key }) => ({
      href,
      label: t(key),
      current: request.path === href || request.path.startsWith(`${href}/`),
    })),
    section: page.section ?? '',
    demo,
    discreet,
    exitUrl,
    exitWarning: page.exitWarning ?? '',
    languages: [
      languageLink(request, 'es-MX', 'Español', language),
      languageLink(request, 'en', 'English', language),
    ],
    messages: takeFlash(request, response, t),
    scripts: page.scripts ?? [],
    noindex: page.noindex ?? actor !== null,
    description: page.description ?? '',
  };
}

function languageLink(
  request: Request,
  code: Language,
  label: string,
  current: Language,
): Frame['languages'][number] {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query)) {
    if (typeof value === 'string' && name !== 'lang') query.set(name, value);
  }
  query.set('lang', code);
  return { code, label, href: `${request.path}?${query.toString()}`, current: code === current };
}

const FLASH = 'aviso';

/** Redirects (303) to a page that will show one sentence, once. */
export function redirectWith(
  response: Response,
  path: string,
  key: MessageKey,
  kind: Message['kind'] = 'ok',
): void {
  response.cookie(FLASH, `${kind}.${key}`, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 60_000,
  });
  response.redirect(303, path);
}

function takeFlash(request: Request, response: Response, t: Translate): Message[] {
  const value = cookieOf(request, FLASH);
  if (value === undefined) return [];
  response.clearCookie(FLASH, { path: '/' });
  const [kind = '', ...rest] = value.split('.');
  const key = rest.join('.');
  if (!isMessageKey(key) || !['ok', 'info', 'care', 'bad'].includes(kind)) return [];
  return [{ kind: kind as Message['kind'], text: t(key) }];
}

/** One cookie of the request. Malformed ones count as absent. */
export function cookieOf(request: Request, name: string): string | undefined {
  const header = request.headers.cookie;
  if (header === undefined) return undefined;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      try {
        return decodeURIComponent(part.slice(at + 1).trim());
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}

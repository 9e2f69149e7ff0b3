import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { MessageKey, Translate } from '../i18n/translate.ts';
import type { Actor } from '../lib/actor.ts';
import { Kept } from '../lib/kept.ts';
import type { Language } from '../lib/localized.ts';
import type { PendingKey } from '../lib/pending-key.ts';
import { asset, sheet } from './assets.ts';
import { takeFlash, type Flash } from './flash.ts';
import { repeated, type Piece } from './pieces.ts';
import { allowSheets } from './security-headers.ts';
import { template } from './template.ts';
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
  /** Style sheets that few pages need, by the name of their source. */
  styles?: readonly string[];
  noindex?: boolean;
  /** Where answers that wait on her phone are sent from: the key to them, which stands behind the body. */
  sendsPending?: PendingKey | null;
  /** What quick exit would lose on this page. */
  exitWarning?: string;
  /** The form comes back with a question rather than with a mistake. */
  asksBack?: boolean;
  /** It stands in a frame of another page of ours: what leads elsewhere leads the whole window there. */
  framed?: boolean;
}

/** What the layout reads. */
export interface Frame {
  title: string;
  lang: Language;
  body: string;
  signedIn: { displayName: string } | null;
  nav: { href: string; label: string; current: boolean }[];
  section: string;
  demo: boolean;
  discreet: boolean;
  /** The phone belongs to several people. */
  shared: boolean;
  exitUrl: string;
  exitWarning: string;
  languages: { code: Language; label: string; href: string; current: boolean }[];
  messages: { kind: Flash['kind']; text: string }[];
  scripts: readonly string[];
  styles: readonly string[];
  /** They stand in the page itself, which is shown without waiting for them. */
  carriesStyles: boolean;
  noindex: boolean;
  description: string;
  framed: boolean;
}

/** The part of the frame that the application decides once. */
export interface FrameSettings {
  demo: boolean;
  exitUrl: string;
  navigation: (actor: Actor | null) => { href: string; key: MessageKey }[];
}

/** What stands before and after the body of a page. */
interface Around {
  before: Piece[];
  after: Piece;
  /** Of its own, style sheets apart. */
  bytes: number;
}

/**
 * Whether the browser comes from elsewhere, and may not have our styles: on a slow line they would cost it one more round trip
 * before anything is seen. Whoever goes from page to page has them; browsers that do not say where they come from ask for them.
 */
function isArrival({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin';
}

/** Where the body goes. Nobody can write it: each process has another. */
const BODY = `<!-- ${randomBytes(16).toString('hex')} -->`;
/** Where a style sheet goes. */
const SHEET = randomBytes(16).toString('hex');
const SHEETS = new RegExp(`/\\*${SHEET} ([\\w.-]+)\\*/`);
const sheetHere = (name: string): string => `/*${SHEET} ${name}*/`;

/** A person opens many pages under the same frame, and one page again and again. */
const drawn = new Kept<Around>(2_000_000, ({ bytes }) => bytes);

/** Draws the frame around a page, or takes it as it was drawn before for the same person and address. */
export function frameAround(
  response: Response,
  page: PageBase & { prefix?: string },
  { demo, exitUrl, navigation }: FrameSettings,
  t: Translate,
  cache: boolean,
): Around {
  const { actor, language } = visitOf(response);
  const { path, query } = response.req;
  const flash = takeFlash(response.req, response);
  const places = navigation(actor);
  const discreet = actor?.discreet ?? false;
  const shared = actor?.session.shared ?? false;
  const styles = ['app.css', ...(page.styles ?? [])];
  const carriesStyles = isArrival(response.req);
  if (carriesStyles)
    allowSheets(
      response,
      styles.map((name) => sheet(name).digest),
    );
  const title = discreet ? t('frame.discreetName') : `${page.title} · ${t('frame.name')}`;
  const links = languageLinks(path, query, language);
  const scripts = [...(page.scripts ?? []), ...(page.sendsPending ? ['pending.js'] : [])];
  const draw = (): Around =>
    drawFrame(
      {
        title: page.prefix === undefined ? title : `${page.prefix} ${title}`,
        lang: language,
        body: BODY,
        signedIn: actor === null ? null : { displayName: actor.displayName },
        nav: places.map(({ href, key }) => ({
          href,
          label: t(key),
          current: path === href || path.startsWith(`${href}/`),
        })),
        section: page.section ?? '',
        demo,
        discreet,
        shared,
        exitUrl,
        exitWarning: page.exitWarning ?? '',
        languages: links,
        messages: flash === null ? [] : [{ kind: flash.kind, text: t(flash.key) }],
        scripts,
        styles,
        carriesStyles,
        noindex: page.noindex ?? actor !== null,
        description: page.description ?? '',
        framed: page.framed ?? false,
      },
      t,
      cache,
    );
  if (!cache) return draw();
  const key = JSON.stringify([
    [language, discreet, shared, demo, exitUrl, path, links[0]?.href, flash],
    [actor?.displayName, places.map(({ href }) => href)],
    [
      page.prefix,
      page.title,
      page.section,
      page.description,
      scripts,
      styles,
      carriesStyles,
      page.noindex,
      page.exitWarning,
      page.framed,
    ],
  ]);
  return drawn.get(key, draw);
}

function drawFrame(frame: Frame, t: Translate, cache: boolean): Around {
  const html = template('layouts/page', cache)({ t, asset, sheetHere, frame });
  const at = html.indexOf(BODY);
  const before = html
    .slice(0, at)
    .split(SHEETS)
    .map((part, index) => (index % 2 === 1 ? sheet(part).piece : repeated(part)));
  return { before, after: repeated(html.slice(at + BODY.length)), bytes: html.length };
}

/** The same page in either language. */
function languageLinks(
  path: string,
  asked: Request['query'],
  current: Language,
): Frame['languages'] {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (typeof value === 'string' && name !== 'lang') query.set(name, value);
  }
  const rest = query.size === 0 ? '' : `${query.toString()}&`;
  const link = (code: Language, label: string): Frame['languages'][number] => ({
    code,
    label,
    href: `${path}?${rest}lang=${code}`,
    current: code === current,
  });
  return [link('es-MX', 'Español'), link('en', 'English')];
}

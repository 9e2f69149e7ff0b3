import { asHtml, type Html } from '../../lib/html.ts';
import markdownIt from 'markdown-it';
import type { Notice } from '../accounts/notices.ts';
import { SETTING_NAMES, type Settings } from '../accounts/settings.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';

const markdown = markdownIt({ html: false, linkify: false });
const rendered = new Map<string, string>();

/** A version's text as HTML, with the controller's name, address and contact in it; `unset` stands where one is missing. */
export function noticeHtml(
  notice: Notice,
  language: Language,
  settings: Settings,
  unset: string,
): Html {
  const key = `${String(notice.version)} ${language}`;
  let html = rendered.get(key);
  if (html === undefined) {
    html = markdown.render(inLanguage(notice.text, language));
    rendered.set(key, html);
  }
  const { escapeHtml } = markdown.utils;
  const filled = SETTING_NAMES.reduce(
    (text, name) =>
      text.replaceAll(`{{${name}}}`, () =>
        settings[name] === ''
          ? `<strong>[${escapeHtml(unset)}]</strong>`
          : escapeHtml(settings[name]),
      ),
    html,
  );
  return asHtml(filled);
}

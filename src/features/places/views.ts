import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { State } from './states.ts';
import type { SupportSheet } from './support-lines.ts';

/** What the partial `support-box` draws. */
export interface SupportBox {
  lines: {
    name: string;
    number: string | null;
    href: string;
    text: string;
    hours: string;
    verified: string;
    stale: boolean;
  }[];
  outside: { title: string; paragraphs: string[] } | null;
}

export interface HelpPage extends PageBase {
  support: SupportBox;
  states: State[];
  stateCode: string;
  exitHost: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'places/help': HelpPage;
    'places/accessibility': PageBase;
  }
}

/** Lines in a person's language, with a link that dials. */
export function supportBox({ lines, outside }: SupportSheet, language: Language): SupportBox {
  const fmt = formatFor(language);
  return {
    lines: lines.map((line) => ({
      name: inLanguage(line.name, language),
      number: line.number,
      href: `tel:${(line.number ?? '').replace(/[^\d*#+]/g, '')}`,
      text: inLanguage(line.text, language),
      hours: inLanguage(line.hours, language),
      verified: fmt.date(line.verifiedOn),
      stale: line.stale,
    })),
    outside:
      outside === null
        ? null
        : {
            title: inLanguage(outside.title, language),
            paragraphs: inLanguage(outside.text, language)
              .trim()
              .split(/\n\s*\n/),
          },
  };
}

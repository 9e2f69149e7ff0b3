import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import type { SlipPerson, SlipSheet } from './slips-service.ts';
import { EXPORT_REASONS } from './export-service.ts';
import type { Roster } from './roster.ts';

export const ROSTERS = '/administrar/importaciones';

interface Option {
  value: string;
  label: string;
}

interface ListPage extends PageBase {
  rosters: Roster[];
  mayExport: boolean;
  errors: FieldErrors;
}

interface ExportPage extends PageBase {
  count: number;
  reasons: Option[];
  ask: boolean;
  values: Record<string, string>;
  errors: FieldErrors;
}

interface SlipsPage extends PageBase {
  path: string;
  roster: Roster;
  people: (SlipPerson & { code: string | null })[];
  /** How many of them get a code. */
  needed: number;
  isShown: boolean;
  expiresAt: Date | null;
  site: string;
  current: number;
  pages: number;
  total: number;
  ask: boolean;
  errors: FieldErrors;
  hrefFor: (page: number) => string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'rosters/rosters': ListPage;
    'rosters/export': ExportPage;
    'rosters/slips': SlipsPage;
  }
}

export const listPage = (
  rosters: Roster[],
  { mayExport, errors = {} }: { mayExport: boolean; errors?: FieldErrors },
  language: Language,
): ListPage => ({ title: translator(language)('rosters.title'), rosters, mayExport, errors });

const optionsOf = <T extends string>(
  values: readonly T[],
  keyOf: (value: T) => MessageKey,
  t: Translate,
): Option[] => values.map((value) => ({ value, label: t(keyOf(value)) }));

export function exportPage(
  page: Pick<ExportPage, 'count' | 'ask' | 'values' | 'errors'>,
  language: Language,
): ExportPage {
  const t = translator(language);
  const reasons = optionsOf(EXPORT_REASONS, (reason) => `rosters.reason.${reason}`, t);
  return { title: t('rosters.exportTitle'), reasons, ...page };
}

const printed = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

export function slipsPage(
  {
    roster,
    people,
    page,
    pages,
    total,
    codes,
    expiresAt,
  }: SlipSheet & { codes: ReadonlyMap<string, string> | null; expiresAt: Date | null },
  { ask, errors = {}, baseUrl }: { ask: boolean; errors?: FieldErrors; baseUrl: string },
  language: Language,
): SlipsPage {
  const path = `${ROSTERS}/${roster.id}`;
  return {
    title: translator(language)('rosters.slipsTitle'),
    path,
    roster,
    people: people.map((one) => {
      const code = codes?.get(one.id);
      return { ...one, code: code === undefined ? null : printed(code) };
    }),
    needed: people.filter(({ needsNone }) => !needsNone).length,
    isShown: codes !== null && codes.size > 0,
    expiresAt,
    // As it is read aloud and typed: without the scheme.
    site: `${baseUrl.replace(/^https?:\/\//, '')}/recuperar`,
    current: page,
    pages,
    total,
    ask,
    errors,
    hrefFor: (number) => `${path}/hojas?pagina=${String(number)}`,
  };
}

import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import type { Bank, ItemFilter } from './bank.ts';
import type { Outlook } from './export-service.ts';
import { FORMAT_NAMES, type FormatName } from './formats/format.ts';
import { queryOf } from './forms.ts';
import type { Option } from './item-form-views.ts';
import { BANKS } from './views.ts';
import { said } from './remark-said.ts';

interface ExportPage extends PageBase {
  bank: Bank;
  base: string;
  formats: Option[];
  format: FormatName | null;
  /** What the list was narrowed by, as fields that go along. */
  along: { name: string; value: string }[];
  items: number;
  left: { number: number; said: string }[];
  changed: { number: number; said: string }[];
  file: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/export': ExportPage;
  }
}

/** Where to take the questions, and what the way costs. */
export function exportPage(
  { bank, items, notes }: Outlook,
  { filter, format }: { filter: ItemFilter; format: FormatName | null },
  language: Language,
): ExportPage {
  const t = translator(language);
  const base = `${BANKS}/${bank.id}`;
  const told = notes.map(({ number, left, remark }) => ({
    number,
    left,
    said: said(remark, t),
  }));
  return {
    title: t('bank.export'),
    section: bank.name,
    bank,
    base,
    formats: FORMAT_NAMES.map((value) => ({ value, label: t(`bank.format.${value}`) })),
    format,
    along: [...new URLSearchParams(queryOf(filter))].map(([name, value]) => ({ name, value })),
    items,
    left: told.filter(({ left }) => left),
    changed: told.filter(({ left }) => !left),
    file: `${base}/archivo${queryOf(filter, format === null ? {} : { formato: format })}`,
  };
}

import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import { BLOOM, PILLARS } from '../courses/framework.ts';
import { DIFFICULTIES, ITEM_TYPES } from '../courses/item-document.ts';
import {
  ITEMS_PER_PAGE,
  type Bank,
  type BankEntry,
  type ItemEntry,
  type ItemFilter,
} from './bank.ts';
import { queryOf } from './forms.ts';
import type { Option } from './item-form-views.ts';
import type { HtmlOf } from './item-html.ts';
import type { Alike, BankSheet } from './service.ts';

export const BANKS = '/ensenar/bancos';

interface Returned {
  values: Record<string, string>;
  errors: FieldErrors;
}

interface BanksPage extends PageBase {
  entries: BankEntry[];
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  /** What is wrong with a file from which a bank was to be made. */
  errors: FieldErrors;
}

interface NewBankPage extends PageBase {
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  form: Returned;
  /** Whether it may belong to her institution. */
  forInstitution: boolean;
}

interface BankPage extends PageBase {
  bank: Bank;
  base: string;
  entries: ItemEntry[];
  /** Those whose images nobody described yet. */
  unfinished: ReadonlySet<string>;
  filter: ItemFilter;
  isFiltered: boolean;
  /** The address of what the filter leaves, after a page's own. */
  query: string;
  total: number;
  isMore: boolean;
  selects: { name: string; label: string; value: string; options: Option[] }[];
  offers: { name: string; label: string; value: string; offered: string[] }[];
  types: Option[];
  form: Returned;
  current: number;
  pages: number;
  hrefFor: (page: number) => string;
}

interface DuplicatesPage extends PageBase {
  bank: Bank;
  base: string;
  pairs: Alike[];
  htmlOf: HtmlOf;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/banks': BanksPage;
    'bank/bank-new': NewBankPage;
    'bank/bank': BankPage;
    'bank/duplicates': DuplicatesPage;
  }
}

interface Around {
  filter: ItemFilter;
  page: number;
  form: Returned;
  hrefFor: (page: number) => string;
  language: Language;
}

/** The banks that somebody may open. */
export const banksPage = (
  entries: BankEntry[],
  errors: FieldErrors,
  language: Language,
): BanksPage => ({
  title: translator(language)('bank.title'),
  entries,
  errors,
  sendKey: newId(),
});

/** A bank with its filters and a page of its questions. */
export function bankPage(
  sheet: BankSheet,
  { filter, page, form, hrefFor, language }: Around,
): BankPage {
  const t = translator(language);
  const { bank, entries, unfinished, total, isMore, used } = sheet;
  const every = { value: '', label: t('bank.every') };
  const full = Math.ceil(total / ITEMS_PER_PAGE);
  const isFull = entries.length === ITEMS_PER_PAGE;
  return {
    title: bank.name,
    styles: ['studio.css'],
    bank,
    base: `${BANKS}/${bank.id}`,
    entries,
    unfinished,
    filter,
    isFiltered: queryOf(filter) !== '',
    query: queryOf(filter),
    total,
    isMore,
    selects: [
      {
        name: 'tipo',
        label: t('bank.type'),
        value: filter.type ?? '',
        options: [every, ...ITEM_TYPES.map((value) => ({ value, label: t(`bank.type.${value}`) }))],
      },
      {
        name: 'bloom',
        label: t('bank.bloom'),
        value: filter.bloom ?? '',
        options: [every, ...BLOOM.map((value) => ({ value, label: t(`bank.bloom.${value}`) }))],
      },
      {
        name: 'pilar',
        label: t('bank.pillar'),
        value: filter.pillar ?? '',
        options: [every, ...PILLARS.map((value) => ({ value, label: t(`bank.pillar.${value}`) }))],
      },
      {
        name: 'dificultad',
        label: t('bank.difficulty'),
        value: filter.difficulty ?? '',
        options: [
          every,
          ...DIFFICULTIES.map((value) => ({ value, label: t(`bank.difficulty.${value}`) })),
        ],
      },
      {
        name: 'forma',
        label: t('bank.form'),
        value: filter.form ?? '',
        options: [every, ...['A', 'B'].map((value) => ({ value, label: value }))],
      },
      {
        name: 'retirados',
        label: t('bank.state'),
        value: filter.retired ? '1' : '',
        options: [
          { value: '', label: t('bank.inUse') },
          { value: '1', label: t('bank.retired') },
        ],
      },
      {
        name: 'falta',
        label: t('bank.lacking'),
        value: filter.unfinished ? 'imagen' : '',
        options: [every, { value: 'imagen', label: t('bank.lackingAlt') }],
      },
    ],
    offers: [
      {
        name: 'objetivo',
        label: t('bank.objective'),
        value: filter.objective ?? '',
        offered: used.objectives,
      },
      { name: 'tema', label: t('bank.topic'), value: filter.topic ?? '', offered: used.topics },
      { name: 'etiqueta', label: t('bank.tag'), value: filter.tag ?? '', offered: used.tags },
    ],
    types: ITEM_TYPES.map((value) => ({ value, label: t(`bank.type.${value}`) })),
    form,
    current: page,
    pages: isMore ? Math.max(full, isFull ? page + 1 : page) : Math.max(1, full),
    hrefFor,
  };
}

import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { BLOOM, PILLARS } from '../courses/framework.ts';
import { DIFFICULTIES, type ItemDocument, type ItemType } from '../courses/item-document.ts';
import type { Bank, BankItem, ItemVersion } from './bank.ts';
import { differencesBetween, type Difference } from './differences.ts';
import { imagesOf, mediaFor } from './images.ts';
import { hasEnglish, rowsAt, textAt, typeOf, valueAt, type Draft } from './item-draft.ts';
import type { Mistake } from './item-mistakes.ts';
import { labelOf } from './item-labels.ts';
import { htmlIn, type HtmlOf } from './item-html.ts';
import type { ItemSheet } from './item-service.ts';
import type { ShowItem, ShownItem } from './ports.ts';
import { sceneOf, type Scene } from './scenario-map.ts';
import { plain } from './texts.ts';
import { BANKS, type Option } from './views.ts';

/** What every page needs that shows a question: its texts, and the whole as whoever answers will see it. */
interface Showing {
  htmlOf: HtmlOf;
  shown: ShownItem | null;
  /** Its images that nobody described yet. */
  bare: number;
}

interface ItemPage extends PageBase, Showing {
  bank: Bank;
  base: string;
  path: string;
  item: BankItem;
  versions: ItemVersion[];
  facts: string[];
  map: Scene | null;
}

interface VersionPage extends PageBase, Showing {
  bank: Bank;
  base: string;
  path: string;
  itemTitle: string;
  number: number;
  earlier: ItemDocument;
  differences: Difference[];
  map: Scene | null;
}

interface FormPage extends PageBase, Showing {
  bank: Bank;
  base: string;
  heading: string;
  action: string;
  type: ItemType;
  /** The version that was opened; 0 while there is none. */
  version: number;
  note: string;
  english: boolean;
  /** What a field holds, what several boxes of one name hold, how many parts a list has. */
  at: (name: string) => string;
  all: (name: string) => string[];
  rows: (list: string) => number;
  error: (name: string) => string | undefined;
  errors: Record<string, string[]>;
  labels: Record<string, string>;
  /** The field in which to go on writing. */
  focus: string | null;
  /** Where a choice of a scenario may lead. */
  nodes: Option[];
  options: Record<'bloom' | 'pillar' | 'difficulty' | 'form' | 'use', Option[]>;
  describesOpen: boolean;
  preview: ItemDocument | null;
  map: Scene | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/item': ItemPage;
    'bank/item-version': VersionPage;
    'bank/item-form': FormPage;
  }
}

const sceneIn = (item: ItemDocument, language: Language): Scene | null =>
  item.type === 'scenario' ? sceneOf(item, language) : null;

/** How questions are shown to whoever reads this page. */
export interface Reader {
  language: Language;
  showItem: ShowItem;
}

const showing = (item: ItemDocument | null, { language, showItem }: Reader): Showing => ({
  htmlOf: htmlIn(language),
  shown: item === null ? null : showItem(item, mediaFor(item), language),
  bare: item === null ? 0 : imagesOf(item).filter(({ alt }) => alt === '').length,
});

const titleFor = ({ number }: BankItem, t: Translate): string => t('bank.itemNumber', { number });

/** A question with its key, its properties and its versions. */
export function itemPage({ bank, item, versions }: ItemSheet, reader: Reader): ItemPage {
  const { language } = reader;
  const t = translator(language);
  const { document } = item;
  const base = `${BANKS}/${bank.id}`;
  return {
    title: titleFor(item, t),
    section: bank.name,
    bank,
    base,
    path: `${base}/reactivos/${item.id}`,
    item,
    versions,
    facts: factsOf(document, t),
    map: sceneIn(document, language),
    ...showing(document, reader),
  };
}

function factsOf(item: ItemDocument, t: Translate): string[] {
  return [
    item.objective,
    item.bloom === null ? null : t(`bank.bloom.${item.bloom}`),
    item.pillar === null ? null : t(`bank.pillar.${item.pillar}`),
    item.topic,
    item.difficulty === null ? null : t(`bank.difficulty.${item.difficulty}`),
    item.form === null ? null : t('bank.formIs', { form: item.form }),
    item.critical ? t('bank.critical') : null,
    ...item.tags,
  ].filter((fact) => fact !== null);
}

/** An earlier version, and what has changed since. */
export function versionPage(
  { bank, item, earlier }: { bank: Bank; item: BankItem; earlier: ItemDocument },
  number: number,
  reader: Reader,
): VersionPage {
  const { language } = reader;
  const t = translator(language);
  const base = `${BANKS}/${bank.id}`;
  return {
    title: t('bank.version', { number }),
    section: bank.name,
    bank,
    base,
    path: `${base}/reactivos/${item.id}`,
    itemTitle: titleFor(item, t),
    number,
    earlier,
    differences: differencesBetween(earlier, item.document, t),
    map: sceneIn(earlier, language),
    ...showing(earlier, reader),
  };
}

export interface Writing {
  bank: Bank;
  /** The item that is changed; null for a new one. */
  item: BankItem | null;
  draft: Draft;
  version: number;
  note?: string;
  english?: boolean;
  mistakes?: readonly Mistake[];
  focus?: string | null;
  preview?: ItemDocument | null;
}

/** The form of a question. */
export function formPage(writing: Writing, reader: Reader): FormPage {
  const { language } = reader;
  const t = translator(language);
  const { bank, item, draft, version, mistakes = [], preview = null } = writing;
  const base = `${BANKS}/${bank.id}`;
  const type = typeOf(draft);
  const errors: Record<string, string[]> = {};
  for (const { field, key, params } of mistakes) (errors[field] ??= []).push(t(key, params));
  const none = { value: '', label: t('bank.notSaid') };
  const described = ['objective', 'bloom', 'pillar', 'topic', 'difficulty', 'form', 'tags'];
  const isChoice = type === 'single' || type === 'multiple' || type === 'truefalse';
  const heading =
    item === null
      ? t('bank.newOf', { type: t(`bank.type.${type}`) })
      : t('bank.editing', { number: item.number });
  return {
    title: heading,
    styles: ['studio.css'],
    section: bank.name,
    exitWarning: t('bank.exitWarning'),
    bank,
    base,
    heading,
    action: item === null ? `${base}/reactivos` : `${base}/reactivos/${item.id}`,
    type,
    version,
    note: writing.note ?? '',
    english: writing.english ?? hasEnglish(draft),
    at: (name) => textAt(draft, name),
    all: (name) => [valueAt(draft, name) ?? []].flat().filter((one) => typeof one === 'string'),
    rows: (list) => rowsAt(draft, list).length,
    error: (name) => errors[name]?.[0],
    errors,
    labels: Object.fromEntries(Object.keys(errors).map((field) => [field, labelOf(field, t)])),
    focus: writing.focus ?? null,
    nodes: nodesOf(draft, t),
    options: {
      bloom: [none, ...BLOOM.map((value) => ({ value, label: t(`bank.bloom.${value}`) }))],
      pillar: [none, ...PILLARS.map((value) => ({ value, label: t(`bank.pillar.${value}`) }))],
      difficulty: [
        none,
        ...DIFFICULTIES.map((value) => ({ value, label: t(`bank.difficulty.${value}`) })),
      ],
      form: [none, { value: 'A', label: 'A' }, { value: 'B', label: 'B' }],
      use: isChoice
        ? (['quiz', 'check'] as const).map((value) => ({ value, label: t(`bank.use.${value}`) }))
        : [],
    },
    describesOpen: described.some(
      (name) => errors[name] !== undefined || textAt(draft, name) !== '',
    ),
    preview,
    map: preview === null ? null : sceneIn(preview, language),
    ...showing(preview, reader),
  };
}

const SHOWN = 50;

function nodesOf(draft: Draft, t: Translate): Option[] {
  const nodes = rowsAt(draft, 'nodes').map((_, at) => {
    const text = plain(textAt(draft, `nodes.${String(at)}.text.es`));
    const label = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    return {
      value: textAt(draft, `nodes.${String(at)}.id`),
      label: `${String(at + 1)}. ${label}`,
    };
  });
  return [{ value: '', label: t('bank.leadsBack') }, ...nodes];
}

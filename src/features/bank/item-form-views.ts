import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { BLOOM, PILLARS } from '../courses/framework.ts';
import { DIFFICULTIES, type ItemDocument, type ItemType } from '../courses/item-document.ts';
import { imagesOf, mediaFor } from './images.ts';
import { hasEnglish, rowsAt, textAt, typeOf, valueAt, type Draft } from './item-draft.ts';
import { htmlIn, type HtmlOf } from './item-html.ts';
import { labelOf } from './item-labels.ts';
import type { Mistake } from './item-mistakes.ts';
import type { Written } from './item-writing.ts';
import type { ShowItem, ShownItem } from './ports.ts';
import { sceneOf, type Scene } from './scenario-map.ts';
import { plain } from './texts.ts';

export interface Option {
  value: string;
  label: string;
}

/** What every page needs that shows a question: its texts, and the whole as whoever answers will see it. */
export interface Showing {
  htmlOf: HtmlOf;
  shown: ShownItem | null;
  /** Its images that nobody described yet. */
  bare: number;
}

/** The fields of a form whose names are those of its document, and what is wrong with them. */
export interface NamedFields {
  /** What a field holds, what several boxes of one name hold, how many parts a list has. */
  at: (name: string) => string;
  all: (name: string) => string[];
  rows: (list: string) => number;
  error: (name: string) => string | undefined;
  errors: Record<string, string[]>;
  labels: Record<string, string>;
  /** The field in which to go on writing. */
  focus: string | null;
  english: boolean;
}

/** What the partials of `views/bank/items` show, in a bank and in a course. */
export interface ItemFields extends PageBase, NamedFields, Showing {
  /** Where the form is sent. */
  action: string;
  type: ItemType;
  /** The version that was opened; 0 while there is none. */
  version: number;
  /** What was changed, in a line; null where nobody keeps that. */
  note: string | null;
  /** Where a choice of a scenario may lead. */
  nodes: Option[];
  options: Record<'bloom' | 'pillar' | 'difficulty' | 'form' | 'use', Option[]>;
  /** The objectives to choose from; null where they are only names. */
  objectives: Option[] | null;
  describesOpen: boolean;
  /** How many recordings it has, and where they are; null before it is kept for the first time. */
  audio: { count: number; href: string } | null;
  preview: ItemDocument | null;
  map: Scene | null;
}

/** The map of a question that is a scenario. */
export const sceneIn = (item: ItemDocument, language: Language): Scene | null =>
  item.type === 'scenario' ? sceneOf(item, language) : null;

/** How questions are shown to whoever reads this page. */
export interface Reader {
  language: Language;
  showItem: ShowItem;
}

export const showing = (item: ItemDocument | null, { language, showItem }: Reader): Showing => ({
  htmlOf: htmlIn(language),
  shown: item === null ? null : showItem(item, mediaFor(item), language),
  bare: item === null ? 0 : imagesOf(item).filter(({ alt }) => alt === '').length,
});

/** Reads a draft for partials that ask by the name of a field. */
export function namedFields(
  draft: Draft,
  given: { mistakes?: readonly Mistake[]; english?: boolean; focus?: string | null },
  label: (field: string) => string,
  t: Translate,
): NamedFields {
  const errors: Record<string, string[]> = {};
  for (const { field, key, params } of given.mistakes ?? [])
    (errors[field] ??= []).push(t(key, params));
  return {
    english: given.english ?? hasEnglish(draft),
    at: (name) => textAt(draft, name),
    all: (name) => [valueAt(draft, name) ?? []].flat().filter((one) => typeof one === 'string'),
    rows: (list) => rowsAt(draft, list).length,
    error: (name) => errors[name]?.[0],
    errors,
    labels: Object.fromEntries(Object.keys(errors).map((field) => [field, label(field)])),
    focus: given.focus ?? null,
  };
}

export type FieldsGiven = Partial<Written> & Pick<Written, 'draft' | 'version'>;

/** The form of a question, wherever it is kept. */
export function itemFields(
  { draft, version, note, preview = null, ...given }: FieldsGiven,
  reader: Reader,
): Omit<ItemFields, 'title' | 'action' | 'audio'> {
  const { language } = reader;
  const t = translator(language);
  const type = typeOf(draft);
  const named = namedFields(draft, given, (field) => labelOf(field, t), t);
  const none = { value: '', label: t('bank.notSaid') };
  const described = ['objective', 'bloom', 'pillar', 'topic', 'difficulty', 'form', 'tags'];
  const isChoice = type === 'single' || type === 'multiple' || type === 'truefalse';
  return {
    ...named,
    styles: ['studio.css'],
    exitWarning: t('bank.exitWarning'),
    type,
    version,
    note: version > 0 ? (note ?? '') : null,
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
    objectives: null,
    describesOpen: described.some(
      (name) => named.errors[name] !== undefined || textAt(draft, name) !== '',
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

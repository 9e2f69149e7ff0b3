import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { changesOf, type KeyChange } from '../assessment/correction.ts';
import { wholePoints } from '../assessment/points.ts';
import { optionsOf, type ItemType } from '../courses/item-document.ts';
import { fieldsOf, type ChangeForm } from './correction-forms.ts';
import { changeSentence, partsToMend, type PartChoice } from './correction-parts.ts';
import type { MendableItem, Preview } from './correction-service.ts';
import { gradebookHref, type Words } from './gradebook-views.ts';

const OUTCOMES = ['passes', 'up', 'down', 'held', 'same'] as const;

interface CorrectionView extends PageBase {
  action: string;
  /** The version that the item is taken from. */
  version: string;
  course: { title: string; href: string };
  stem: string;
  reach: string;
  /** The ways in which it can be mended, the chosen one first known. */
  kinds: { value: KeyChange['kind']; label: string; chosen: boolean }[];
  options: { id: string; text: string; isKey: boolean; chosen: boolean }[];
  /** Pairs, places or gaps to choose. */
  parts: PartChoice[];
  partsTitle: string;
  /** Null where nothing is written. */
  accepted: string | null;
  wrong: boolean;
  preview: {
    sentence: string;
    counts: { label: string; count: string }[];
    /** Empty where there is none. */
    erased: string;
    isHiding: boolean;
    changes: { name: string; before: string; after: string; outcome: string; href: string }[];
    hidden: number;
    fields: { name: string; value: string }[];
  } | null;
  made: {
    on: Date;
    by: string;
    what: string;
    reason: string;
    group: string;
    isUnderWay: boolean;
  }[];
  /** Where the item itself can be mended. */
  sources: { href: string; label: string }[];
  /** Where a draft of the course is begun, when none is open. */
  beginHref: string | null;
  reason: string;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/correction': CorrectionView;
  }
}

export const correctionHref = (slug: string, itemId: string): string =>
  `/ensenar/cursos/${slug}/reactivos/${itemId}/correccion`;

const PARTS: Partial<Record<ItemType, 'pairs' | 'order' | 'gap'>> = {
  matching: 'pairs',
  ordering: 'order',
  gaps: 'gap',
};
const WRITES: ReadonlySet<ItemType> = new Set(['shorttext', 'number', 'gaps']);

/** A list of names on one page; whoever needs all of them finds them in the gradebook. */
const MOST_NAMED = 100;

function sourcesOf(
  { sources: { draft, bank } }: MendableItem,
  t: Translate,
): CorrectionView['sources'] {
  const at = draft === null ? '' : `/ensenar/cursos/${draft.id}`;
  return [
    ...(draft === null
      ? []
      : [
          {
            href: draft.path === null ? at : `${at}/archivo?ruta=${encodeURIComponent(draft.path)}`,
            label: t('correction.inDraft'),
          },
        ]),
    ...(bank === null
      ? []
      : [
          {
            href: `/ensenar/bancos/${bank.bankId}/reactivos/${bank.itemId}`,
            label: t('correction.inBank'),
          },
        ]),
  ];
}

interface Shown {
  form: ChangeForm;
  change: KeyChange | null;
  preview: Preview | null;
  reason?: string;
  errors?: FieldErrors;
}

/** An item to be mended: what is to change, then whose scores follow, then why. */
export function correctionPage(
  mendable: MendableItem,
  { form, change, preview, reason = '', errors = {} }: Shown,
  words: Words,
): CorrectionView {
  const { t, fmt, language } = words;
  const { item, document, version, groups, made } = mendable;
  const told = (count: number | null): string =>
    count === null ? t('correction.few') : fmt.number(count);
  const score = (value: number | null): string =>
    value === null ? '–' : String(wholePoints(value));
  const options = optionsOf(item);
  const title = PARTS[item.type];
  const { courseId } = mendable.sources;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    title: t('correction.title'),
    section: inLanguage(document.title, language),
    action: correctionHref(document.slug, item.id),
    version: version.id,
    course: { title: inLanguage(document.title, language), href: gradebookHref(document.slug) },
    stem: inLanguage(item.stem, language),
    reach:
      groups === null
        ? t('correction.reach.all')
        : t('correction.reach.groups', { groups: list.format(groups.map(({ name }) => name)) }),
    kinds: changesOf(item).map((value, at) => ({
      value,
      label: t(`correction.kind.${value}`),
      chosen: form.que === undefined ? at === 0 : form.que === value,
    })),
    options: options.map(({ id, text, correct }) => ({
      id,
      text: inLanguage(text, language),
      isKey: correct,
      chosen: form.que === undefined ? correct : form.correcta.includes(id),
    })),
    parts: partsToMend(item, form, words),
    partsTitle: title === undefined ? '' : t(`correction.parts.${title}`),
    accepted: WRITES.has(item.type) ? form.aceptada : null,
    wrong: form.que !== undefined && change === null,
    preview:
      change === null || preview === null
        ? null
        : {
            sentence: changeSentence(item, change, words),
            counts: OUTCOMES.map((outcome) => ({
              label: t(`correction.outcome.${outcome}`),
              count: told(preview.counts[outcome]),
            })),
            erased: preview.erased === 0 ? '' : told(preview.erased),
            isHiding: [...Object.values(preview.counts), preview.erased].includes(null),
            changes: preview.changes
              .slice(0, MOST_NAMED)
              .map(({ attemptId, name, before, after, outcome }) => ({
                name,
                before: score(before),
                after: score(after),
                outcome: t(`correction.outcome.${outcome}`),
                href: `/ensenar/intentos/${attemptId}`,
              })),
            hidden: Math.max(0, preview.changes.length - MOST_NAMED),
            fields: [{ name: 'version', value: version.id }, ...fieldsOf(item, change)],
          },
    made: made.map((one) => ({
      on: one.at,
      by: one.by,
      what: changeSentence(item, one.change, words),
      reason: one.reason,
      group: one.group ?? '',
      isUnderWay: one.isUnderWay,
    })),
    sources: sourcesOf(mendable, t),
    beginHref: courseId === null ? null : `/ensenar/versiones/${courseId}/borrador`,
    reason,
    errors,
  };
}

import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import { changesOf, type KeyChange } from '../assessment/correction.ts';
import { wholePoints } from '../assessment/views.ts';
import { optionsOf } from '../courses/item-document.ts';
import type { ChangeForm } from './correction-forms.ts';
import type { MendableItem, Preview } from './correction-service.ts';
import { gradebookHref, type Words } from './gradebook-views.ts';

const OUTCOMES = ['passes', 'up', 'down', 'held', 'same'] as const;

interface CorrectionView extends PageBase {
  action: string;
  course: { title: string; href: string };
  stem: string;
  reach: string;
  /** The ways in which it can be mended, the chosen one first known. */
  kinds: { value: KeyChange['kind']; label: string; chosen: boolean }[];
  options: { id: string; text: string; isKey: boolean; chosen: boolean }[];
  accepted: string;
  wrong: boolean;
  preview: {
    sentence: string;
    counts: { label: string; count: number }[];
    erased: number;
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

/** A list of names on one page; whoever needs all of them finds them in the gradebook. */
const MOST_NAMED = 100;

const sentenceOf = ({ item }: MendableItem, change: KeyChange, { t, language }: Words): string => {
  if (change.kind === 'all') return t('correction.what.all');
  if (change.kind === 'accept') return t('correction.what.accept', { answer: change.answer });
  const right = optionsOf(item).filter(({ id }) => change.right.includes(id));
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return t('correction.what.key', {
    options: list.format(right.map(({ text }) => `«${inLanguage(text, language)}»`)),
  });
};

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
  const { t, language } = words;
  const { item, document, version, groups, made } = mendable;
  const score = (value: number | null): string =>
    value === null ? '–' : String(wholePoints(value));
  const options = optionsOf(item);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    title: t('correction.title'),
    section: inLanguage(document.title, language),
    action: correctionHref(document.slug, item.id),
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
    accepted: form.aceptada,
    wrong: form.que !== undefined && change === null,
    preview:
      change === null || preview === null
        ? null
        : {
            sentence: sentenceOf(mendable, change, words),
            counts: OUTCOMES.map((outcome) => ({
              label: t(`correction.outcome.${outcome}`),
              count: preview.counts[outcome],
            })),
            erased: preview.erased,
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
            fields: [
              { name: 'version', value: version.id },
              { name: 'que', value: change.kind },
              ...(change.kind === 'key'
                ? change.right.map((value) => ({ name: 'correcta', value }))
                : []),
              ...(change.kind === 'accept' ? [{ name: 'aceptada', value: change.answer }] : []),
            ],
          },
    made: made.map((one) => ({
      on: one.at,
      by: one.by,
      what: sentenceOf(mendable, one.change, words),
      reason: one.reason,
      group: one.group ?? '',
      isUnderWay: one.isUnderWay,
    })),
    reason,
    errors,
  };
}

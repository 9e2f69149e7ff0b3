import { inLanguage, type Localized } from '../../lib/localized.ts';
import { partOf } from '../assessment/answer-parts.ts';
import type { KeyChange } from '../assessment/correction.ts';
import { optionsOf, type ItemDocument, type ItemOf } from '../courses/item-document.ts';
import { answersOf, type ChangeForm } from './correction-forms.ts';
import type { Words } from './gradebook-views.ts';

/** A part of an item with what may be said of it. */
export interface PartChoice {
  name: string;
  label: string;
  options: { value: string; label: string; chosen: boolean }[];
}

const quoted = (text: Localized, { language }: Words): string => `«${inLanguage(text, language)}»`;

/** What an item of several parts asks for when it is mended, as it stands or as it was sent. */
export function partsToMend(item: ItemDocument, form: ChangeForm, words: Words): PartChoice[] {
  switch (item.type) {
    case 'matching':
      return pairs(item, form, words);
    case 'ordering':
      return steps(item, form, words);
    case 'gaps':
      return [gap(item, form, words)];
    default:
      return [];
  }
}

function pairs(item: ItemOf<'matching'>, form: ChangeForm, { language }: Words): PartChoice[] {
  const offered = answersOf(item);
  return item.pairs.map(({ id, prompt, answer }) => ({
    name: 'pareja',
    label: inLanguage(prompt, language),
    options: offered.map((one) => {
      const value = partOf(id, one.id);
      const isNow = one.text.es === answer.es;
      return {
        value,
        label: inLanguage(one.text, language),
        chosen: form.que === undefined ? isNow : form.pareja.includes(value),
      };
    }),
  }));
}

function steps(item: ItemOf<'ordering'>, form: ChangeForm, { fmt, language }: Words): PartChoice[] {
  return item.steps.map(({ id, text }, at) => ({
    name: 'lugar',
    label: inLanguage(text, language),
    options: item.steps.map((_, place) => {
      const value = partOf(id, String(place + 1));
      return {
        value,
        label: fmt.number(place + 1),
        chosen: form.que === undefined ? place === at : form.lugar.includes(value),
      };
    }),
  }));
}

function gap(item: ItemOf<'gaps'>, form: ChangeForm, words: Words): PartChoice {
  const { t } = words;
  const options = item.gaps.flatMap((one, at) => {
    const name = t('correction.gapNumber', { number: at + 1 });
    if (one.kind !== 'chosen') return [{ value: one.id, label: name }];
    return one.answers.map(({ id, text }) => ({
      value: partOf(one.id, id),
      label: `${name}: ${quoted(text, words)}`,
    }));
  });
  return {
    name: 'hueco',
    label: t('correction.gap'),
    options: options.map((one) => ({ ...one, chosen: one.value === form.hueco })),
  };
}

/** A change in one sentence. */
export function changeSentence(item: ItemDocument, change: KeyChange, words: Words): string {
  const { t, language } = words;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  switch (change.kind) {
    case 'all':
      return t('correction.what.all');
    case 'accept':
      return t('correction.what.accept', { answer: change.answer });
    case 'key': {
      const right = optionsOf(item).filter(({ id }) => change.right.includes(id));
      const options = list.format(right.map(({ text }) => quoted(text, words)));
      return t('correction.what.key', { options });
    }
    case 'pairs':
      return t('correction.what.pairs', { pairs: list.format(pairTexts(item, change, words)) });
    case 'order': {
      const known = item.type === 'ordering' ? item.steps : [];
      const inOrder = change.right.flatMap((id) => known.find((one) => one.id === id) ?? []);
      return t('correction.what.order', {
        steps: inOrder.map(({ text }) => quoted(text, words)).join(', '),
      });
    }
    case 'gap':
      return gapSentence(item, change, words);
  }
}

function pairTexts(
  item: ItemDocument,
  { right }: Extract<KeyChange, { kind: 'pairs' }>,
  words: Words,
): string[] {
  if (item.type !== 'matching') return [];
  const offered = answersOf(item);
  return item.pairs.flatMap(({ id, prompt }) => {
    const answer = offered.find((one) => one.id === right[id]);
    return answer === undefined ? [] : [`${quoted(prompt, words)} → ${quoted(answer.text, words)}`];
  });
}

function gapSentence(
  item: ItemDocument,
  { gap: gapId, answer }: Extract<KeyChange, { kind: 'gap' }>,
  words: Words,
): string {
  const gaps = item.type === 'gaps' ? item.gaps : [];
  const at = gaps.findIndex(({ id }) => id === gapId);
  const found = gaps[at];
  const option = found?.kind === 'chosen' ? found.answers.find(({ id }) => id === answer) : null;
  return words.t('correction.what.gap', {
    number: at + 1,
    answer: option == null ? answer : inLanguage(option.text, words.language),
  });
}

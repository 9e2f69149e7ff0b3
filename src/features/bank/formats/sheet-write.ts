import { stringify } from 'yaml';
import type { ItemDocument } from '../../courses/item-document.ts';
import type { BankItem } from './format.ts';
import { categoryLine } from './gift-blocks.ts';
import { letter } from './names.ts';
import { rangeOf } from './numbers.ts';
import { TRUE_FALSE } from './carried.ts';
import { TYPE_NAMES, headingOf, type Field, type OptionField } from './sheet-fields.ts';

/** An item as a row: what is written under each field. Nothing is written where it is as in a new item. */
type Row = Map<Field, string>;

interface Text {
  es: string;
  en: string;
}

const yes = (value: boolean): string => (value ? 'sí' : '');

function rowOf({ item, category }: BankItem): Row {
  const row: Row = new Map();
  const put = (field: Field, value: string | number | null): void => {
    if (value !== null && value !== '') row.set(field, String(value));
  };
  const text = (
    field: 'stem' | 'feedback' | 'template' | 'graderNotes',
    said: Text | null,
  ): void => {
    put(field, said?.es ?? null);
    if (said !== null && said.en !== said.es) put(`${field}.en`, said.en);
  };
  put('id', item.id);
  put('type', TYPE_NAMES[item.type]);
  put('category', categoryLine(category).replace(/^\$course\$\/top\/?/, ''));
  text('stem', item.stem);
  parts(item, put);
  text('feedback', item.feedback);
  put('use', item.use === 'quiz' ? null : item.use);
  for (const field of ['form', 'objective', 'bloom', 'pillar', 'topic', 'difficulty'] as const)
    put(field, item[field]);
  put('critical', yes(item.critical));
  put('tags', item.tags.map((tag) => tag.replace(/[\\;]/g, '\\$&')).join('; '));
  put('weight', item.weight === 1 ? null : item.weight);
  put('format', item.format === 'plain' ? null : item.format);
  if (item.type === 'essay') {
    put('minWords', item.minWords);
    put('maxWords', item.maxWords);
    text('template', item.template);
  }
  if (item.type === 'essay' || item.type === 'file' || item.type === 'oral')
    text('graderNotes', item.graderNotes);
  if (item.type === 'file') {
    put('accepts', item.accepts.join(', '));
    put('maxFiles', item.maxFiles);
  }
  if (item.type === 'oral') {
    put('maxSeconds', item.maxSeconds);
    put('assisted', item.assisted ? 'sí' : 'no');
  }
  return row;
}

type Put = (field: Field, value: string | number | null) => void;

interface Part {
  id: string;
  text?: Text | null;
  pair?: Text | null;
  feedback?: Text | null;
  value?: number | null;
}

function writeParts(list: readonly Part[], put: Put, usual: (at: number) => string = letter): void {
  list.forEach(({ id, text = null, pair = null, feedback = null, value = null }, at) => {
    const field = <T extends OptionField>(name: T) => `${name}.${letter(at)}` as const;
    const both = (name: 'option' | 'pair' | 'reason', said: Text | null): void => {
      put(field(name), said?.es ?? null);
      if (said !== null && said.en !== said.es) put(`${name}.${letter(at)}.en`, said.en);
    };
    both('option', text);
    both('pair', pair);
    both('reason', feedback);
    put(field('share'), value);
    if (id !== usual(at)) put(field('name'), id);
  });
}

/** The letters of those that are right. */
const rightOnes = (options: readonly { correct: boolean }[]): string =>
  options.flatMap(({ correct }, at) => (correct ? [letter(at).toUpperCase()] : [])).join(', ');

function parts(item: ItemDocument, put: Put): void {
  switch (item.type) {
    case 'single':
    case 'multiple':
      put('correct', rightOnes(item.options));
      if (item.type === 'multiple') put('penalty', item.penalty ? 'sí' : 'no');
      writeParts(
        item.options.map((option) => ({ ...option, value: option.credit })),
        put,
      );
      return;
    case 'truefalse': {
      const right = item.options.find(({ correct }) => correct)?.id;
      put('correct', right === 'falso' ? 'F' : 'V');
      writeParts(
        item.options.map(({ text, credit, ...option }) => {
          const known = TRUE_FALSE[option.id === 'falso' ? 'falso' : 'verdadero'];
          const isUsual = text.es === known.es && text.en === known.en;
          return { ...option, value: credit, text: isUsual ? null : text };
        }),
        put,
        (at) => (at === 0 ? 'verdadero' : 'falso'),
      );
      return;
    }
    case 'matching':
      writeParts(
        [
          ...item.pairs.map(({ id, prompt, answer }) => ({ id, text: prompt, pair: answer })),
          ...item.distractors.map(({ id, text }) => ({ id, pair: text })),
        ],
        put,
      );
      return;
    case 'ordering':
      writeParts(item.steps, put);
      return;
    case 'shorttext':
      put('caseSensitive', yes(item.caseSensitive));
      put('accentSensitive', yes(item.accentSensitive));
      writeParts(
        item.answers.map((answer) => ({
          ...answer,
          value: answer.credit === 100 ? null : answer.credit,
        })),
        put,
      );
      return;
    case 'number':
      put('units', item.units.map(({ name, factor }) => `${name} = ${String(factor)}`).join('; '));
      put('unitRequired', yes(item.unitRequired));
      writeParts(
        item.answers.map(({ id, feedback, credit, ...range }) => ({
          id,
          feedback,
          text: { es: rangeOf(range), en: rangeOf(range) },
          value: credit === 100 ? null : credit,
        })),
        put,
      );
      return;
    case 'gaps':
      put('structure', stringify({ text: item.text, gaps: item.gaps }, { lineWidth: 0 }));
      return;
    case 'scenario':
      put('structure', stringify({ nodes: item.nodes, counts: item.counts }, { lineWidth: 0 }));
      return;
    default:
  }
}

const FIRST: readonly Field[] = ['id', 'type', 'category', 'stem', 'stem.en', 'correct'];
const OPTIONS = ['option', 'pair', 'reason', 'share', 'name'] as const;

/** Where a field stands in the table. */
function placeOf(field: Field): number {
  const first = FIRST.indexOf(field);
  if (first >= 0) return first;
  const [name = '', which = '', english] = field.split('.');
  if (which === '' || which === 'en') return 1_000_000;
  const at = which.charCodeAt(0) - 97 + 26 * (Number(which.slice(1) || '1') - 1);
  return 100 + at * 20 + OPTIONS.indexOf(name as OptionField) * 2 + (english === undefined ? 0 : 1);
}

/** The usual columns of a new template, even where nothing is written under them. */
const ALWAYS: readonly Field[] = [
  'id',
  'type',
  'category',
  'stem',
  'correct',
  'option.a',
  'option.b',
  'option.c',
  'option.d',
  'feedback',
];

/** A table of items: one row for each, a column for whatever one of them has. */
export async function tableOf(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
): Promise<string[][]> {
  const rows: Row[] = [];
  for await (const one of items) rows.push(rowOf(one));
  const fields = new Set<Field>(ALWAYS);
  for (const row of rows) for (const field of row.keys()) fields.add(field);
  const order = [...fields].sort((one, other) => placeOf(one) - placeOf(other));
  return [order.map(headingOf), ...rows.map((row) => order.map((field) => row.get(field) ?? ''))];
}

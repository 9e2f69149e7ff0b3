import fc from 'fast-check';
import { checkItem } from '../../../../src/features/content/item-checks.ts';
import { problemList } from '../../../../src/features/content/problem.ts';
import { BLOOM, PILLARS } from '../../../../src/features/courses/framework.ts';
import { ItemDocument, type ItemType } from '../../../../src/features/courses/item-document.ts';
import { letter } from '../../../../src/features/bank/formats/names.ts';
import { tidy } from '../../../../src/features/bank/formats/tidy.ts';

/** Items of every type, with the texts that break formats. */

const NASTY = [
  'a', 'paz', 'ñandú', 'cafe\u0301', '{', '}', '{}', '{{x', '=', '~', '#', '####', ':', '::', '\\', '\\n', '\\=', '\n', '\n\n', ' ',
  '  ', '"', "'", '<', '>', '<b>', '</span>', '<br>', '&', '&lt;', '&amp;', '&#60;', '%50%', '%', '->', '=1+1', '+52', '-3', '@x',
  '\t', ';', ',', '|', '[', ']', '[html]', '[plain]', '//', '$CATEGORY: x', '::x::', '*', '**', '_', '`', '1.', 'A) ', 'B. no',
  'ANSWER: A', 'V', '🕊', ']]>', '<![CDATA[', '@@PLUGINFILE@@/a.png', '{1:SHORTANSWER:=a}', "'=", 'TRUE', 'null', '\u00a0', '¿Qué?',
]; // prettier-ignore

const nasty = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    ),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((parts) => tidy(parts.join('')))
  .filter((text) => text !== '');
const tame = fc.constantFrom(
  'Paz y seguridad',
  '¿Quién media?',
  'El diálogo',
  'Dos palabras',
  'Ocho',
);
const text = fc.oneof({ weight: 2, arbitrary: nasty }, { weight: 1, arbitrary: tame });

const localized = fc.oneof(
  { weight: 3, arbitrary: text.map((es) => ({ es, en: es })) },
  { weight: 1, arbitrary: fc.record({ es: text, en: text }) },
);
const maybe = fc.option(localized, { nil: null });
const line = text.map((value) => value.replace(/\s+/g, ' ').trim()).filter((value) => value !== '');
const localizedLine = fc.oneof(
  { weight: 3, arbitrary: line.map((es) => ({ es, en: es })) },
  { weight: 1, arbitrary: fc.record({ es: line, en: line }) },
);
const name = fc.constantFrom('lo1', 'mediar', 'paz-positiva', 'x9', 'punto-3');
const label = line.map((value) => tidy(value.slice(0, 40))).filter((value) => value !== '');

const common = {
  id: fc.constant('x'),
  use: fc.constantFrom('quiz' as const, 'quiz' as const, 'check' as const),
  form: fc.constantFrom(null, 'A' as const, 'B' as const),
  objective: fc.option(name, { nil: null }),
  bloom: fc.option(fc.constantFrom(...BLOOM), { nil: null }),
  pillar: fc.option(fc.constantFrom(...PILLARS), { nil: null }),
  topic: fc.option(name, { nil: null }),
  difficulty: fc.constantFrom(null, 'easy' as const, 'medium' as const, 'hard' as const),
  critical: fc.boolean(),
  tags: fc.uniqueArray(label, { maxLength: 3 }),
  weight: fc.constantFrom(1, 1, 2, 100),
  format: fc.constantFrom('plain' as const, 'markdown' as const),
  stem: localized,
  feedback: maybe,
};
const credit = fc.constantFrom(100, 50, 0, -25, 33.33333, 12.5);
const share = fc.constantFrom(null, null, null, 50, -50, 33.33333, 100, 0);

/** Names for parts: the usual ones, or some that an author gave. */
const named = <T extends object>(
  parts: readonly T[],
  own: boolean,
  from = 0,
): (T & { id: string })[] =>
  parts.map((part, at) => ({
    ...part,
    id: own ? `parte-${String(from + at)}-z` : letter(from + at),
  }));

const option = fc.record({
  correct: fc.boolean(),
  credit: share,
  text: localized,
  feedback: maybe,
});
const options = fc
  .tuple(fc.array(option, { minLength: 2, maxLength: 6 }), fc.boolean())
  .map(([list, own]) => named(list, own));

const TRUE = { es: 'Verdadero', en: 'True' };
const FALSE = { es: 'Falso', en: 'False' };

const written = fc.record({ text: localizedLine, credit, feedback: maybe });
const numeric = fc
  .record({
    one: fc.constantFrom(0, 3, -2, 0.1, 3.14, 1e21, 1e-7, 12345.678, 1325),
    width: fc.constantFrom(0, 0, 1, 0.2, 100),
    end: fc.constantFrom('both', 'both', 'both', 'from', 'to', 'none'),
    credit,
    feedback: maybe,
  })
  .map(({ one, width, end, ...rest }) => ({
    from: end === 'to' || end === 'none' ? null : one,
    to: end === 'from' || end === 'none' ? null : one + width,
    ...rest,
  }));
const full = <T extends { credit: number }>(list: T[]): T[] =>
  list.map((one, at) => (at === 0 ? { ...one, credit: 100 } : one));
const answersOf = <T extends { credit: number }>(one: fc.Arbitrary<T>, minLength = 1) =>
  fc
    .tuple(fc.array(one, { minLength, maxLength: 4 }), fc.boolean())
    .map(([list, own]) => named(full(list), own));

const sense = { caseSensitive: fc.boolean(), accentSensitive: fc.boolean() };
const gap = fc.oneof(
  fc.record({
    kind: fc.constant('typed' as const),
    weight: fc.constantFrom(1, 3),
    answers: answersOf(written),
    ...sense,
  }),
  fc.record({
    kind: fc.constant('chosen' as const),
    weight: fc.constantFrom(1, 3),
    answers: answersOf(written, 2),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    weight: fc.constantFrom(1, 3),
    answers: answersOf(numeric),
  }),
);

const SHAPES: Record<ItemType, fc.Arbitrary<Record<string, unknown>>> = {
  single: options.map((list) => ({
    options: list.map((one, at) => ({ ...one, correct: at === list.length - 1 })),
  })),
  multiple: fc.record({
    penalty: fc.boolean(),
    options: options.map((list) =>
      list.map((one, at) => (at < 2 ? { ...one, correct: at === 0 } : one)),
    ),
  }),
  truefalse: fc
    .record({
      right: fc.boolean(),
      swapped: fc.boolean(),
      own: fc.boolean(),
      text: localized,
      reasons: fc.tuple(maybe, maybe),
    })
    .map(({ right, swapped, own, text: said, reasons: [yes, no] }) => {
      const list = [
        { id: 'verdadero', correct: right, credit: null, text: own ? said : TRUE, feedback: yes },
        { id: 'falso', correct: !right, credit: null, text: FALSE, feedback: no },
      ];
      return { options: swapped ? list.reverse() : list };
    }),
  matching: fc
    .tuple(
      fc.array(fc.record({ prompt: localized, answer: localized }), { minLength: 2, maxLength: 4 }),
      fc.array(localized, { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([pairs, others, own]) => ({
      pairs: named(pairs, own),
      distractors: named(
        others.map((value) => ({ text: value })),
        own,
        pairs.length,
      ),
    })),
  ordering: fc
    .tuple(fc.array(localized, { minLength: 2, maxLength: 5 }), fc.boolean())
    .map(([steps, own]) => ({
      steps: named(
        steps.map((value) => ({ text: value })),
        own,
      ),
    })),
  shorttext: fc.record({ answers: answersOf(written), ...sense }),
  number: fc.record({
    answers: answersOf(numeric),
    units: fc.constantFrom(
      [],
      [
        { name: 'kg', factor: 1 },
        { name: 'g', factor: 0.001 },
      ],
    ),
    unitRequired: fc.boolean(),
  }),
  gaps: fc
    .tuple(
      fc.array(gap, { minLength: 1, maxLength: 3 }),
      fc.array(text, { minLength: 8, maxLength: 8 }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([list, words, own, bilingual]) => {
      const gaps = list.map((one, at) => ({
        ...one,
        id: own ? `hueco-${String(at)}` : String(at + 1),
      }));
      const woven = (from: number): string =>
        tidy(
          `${gaps.map(({ id }, at) => `${words[from + at] ?? ''} {{${id}}}`).join(' ')} ${words[from + 3] ?? ''}`,
        );
      const es = woven(0);
      return { gaps, text: { es, en: bilingual ? woven(4) : es } };
    }),
  essay: fc.record({
    minWords: fc.constantFrom(null, 50),
    maxWords: fc.constantFrom(null, 300),
    template: maybe,
    graderNotes: maybe,
  }),
  file: fc.record({
    accepts: fc.constantFrom(['image', 'pdf'], ['pdf'], ['audio', 'video'], ['document', 'image']),
    maxFiles: fc.constantFrom(1, 5),
    graderNotes: maybe,
  }),
  oral: fc.record({
    maxSeconds: fc.constantFrom(180, 60),
    assisted: fc.boolean(),
    graderNotes: maybe,
  }),
  scenario: fc
    .tuple(localized, localized, localized, maybe)
    .map(([begin, end, choice, consequence]) => ({
      nodes: [
        {
          id: 'inicio',
          text: begin,
          critical: true,
          ending: null,
          choices: [
            { id: 'a', text: choice, consequence, points: 3, to: 'fin' },
            { id: 'b', text: end, consequence: null, points: 0, to: null },
          ],
        },
        { id: 'fin', text: end, critical: false, ending: 'good', choices: [] },
      ],
      counts: 'first',
    })),
};

const isSound = (item: ItemDocument): boolean => {
  const problems = problemList();
  checkItem({ value: item, at: () => ({ file: '', line: 0 }) }, problems);
  return problems.errors() === 0;
};

/** A sound item of a type. */
export const itemOf = (type: ItemType): fc.Arbitrary<ItemDocument> =>
  fc
    .tuple(fc.record(common), SHAPES[type])
    .map(([said, own]) => ({
      ...said,
      ...own,
      type,
      use: ['single', 'multiple', 'truefalse'].includes(type) ? said.use : 'quiz',
    }))
    .map((draft) => ItemDocument.parse(draft))
    .filter(isSound);

const folder = line
  .map((value) => tidy(value.slice(0, 30)))
  .filter((value) => value !== '' && value !== 'top');

/** A bank of such items, named one after the other, in folders. */
export const bankOf = (types: readonly ItemType[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...types).chain(itemOf), fc.array(folder, { maxLength: 2 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((list) =>
      list.map(([item, category], at) => ({
        item: { ...item, id: `reactivo-${String(at + 1)}` },
        category,
      })),
    );

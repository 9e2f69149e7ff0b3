import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { hasEnglish, rowsAt, textAt } from '../bank/item-draft.ts';
import { namedFields, type NamedFields, type Option } from '../bank/item-form-views.ts';
import type { Mistake } from '../bank/item-mistakes.ts';
import { DIFFICULTIES, ITEM_TYPES } from '../courses/item-document.ts';
import { HOME_ZONE } from '../courses/quiz-document.ts';
import type { Draft } from './draft.ts';
import type { QuizForm } from './quiz-service.ts';

interface QuizFormPage extends PageBase, NamedFields {
  draft: Draft;
  action: string;
  /** The page of the assessment; null for a new one. */
  quiz: { title: string; href: string } | null;
  mark: number;
  options: Record<
    | 'kind'
    | 'counts'
    | 'reasons'
    | 'after'
    | 'timeZone'
    | 'objective'
    | 'type'
    | 'difficulty'
    | 'form'
    | 'critical'
    | 'section',
    Option[]
  >;
  /** Words that questions of the course are found by. */
  tags: string[];
  topics: string[];
  timesOpen: boolean;
  /** Whether a group says more than how many of which label. */
  drawOpen: boolean[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/evaluation-form': QuizFormPage;
  }
}

export type QuizWriting = QuizForm & {
  quizId: string | null;
  english?: boolean;
  mistakes?: readonly Mistake[];
  focus?: string | null;
};

const LABELS: Record<string, MessageKey> = {
  title: 'evaluation.title',
  intro: 'evaluation.intro',
  kind: 'evaluation.kind',
  passMark: 'evaluation.passMark',
  attempts: 'evaluation.attempts',
  timeLimitMinutes: 'evaluation.timeLimit',
  counts: 'evaluation.counts',
  reasons: 'evaluation.reasons',
  after: 'evaluation.after',
  opensAt: 'evaluation.opensAt',
  closesAt: 'evaluation.closesAt',
  timeZone: 'evaluation.timeZone',
  count: 'evaluation.count',
  tag: 'bank.tag',
  objective: 'bank.objective',
  topic: 'bank.topic',
  type: 'bank.type',
  difficulty: 'bank.difficulty',
  form: 'bank.form',
  critical: 'bank.critical',
  section: 'evaluation.section',
};

/** What people call a field such as `draw.1.count`: Grupo 2, cuántas. */
function labelOf(field: string, t: Translate): string {
  const [list = '', number = ''] = field.split('.');
  const last =
    field
      .replace(/\.(?:es|en)$/, '')
      .split('.')
      .at(-1) ?? '';
  const key = LABELS[last];
  const name = key === undefined ? last : t(key);
  if (list === 'draw' && number !== '')
    return `${t('evaluation.group', { number: Number(number) + 1 })}, ${name}`;
  if (list === 'sections' && number !== '')
    return `${t('evaluation.sectionNumber', { number: Number(number) + 1 })}, ${name}`;
  return name;
}

/** Zones of Mexico whose clocks differ, and the one that missions abroad agree on. */
const ZONES = [
  HOME_ZONE,
  'America/Cancun',
  'America/Hermosillo',
  'America/Mazatlan',
  'America/Tijuana',
  'America/Ciudad_Juarez',
  'America/Matamoros',
  'UTC',
] as const;

const offered = (known: Option[], value: string): Option[] =>
  value === '' || known.some((one) => one.value === value)
    ? known
    : [...known, { value, label: value }];

/** The form of an assessment. */
export function quizFormPage(writing: QuizWriting, language: Language): QuizFormPage {
  const t = translator(language);
  const { draft, course, fields, questions, quizId, title } = writing;
  const base = `/ensenar/cursos/${draft.id}`;
  const href = quizId === null ? null : `${base}/evaluaciones/${quizId}`;
  const any = { value: '', label: t('evaluation.any') };
  const rows = rowsAt(fields, 'draw').map((_, at) => `draw.${String(at)}`);
  const valuesOf = (name: string): string[] => rows.map((row) => textAt(fields, `${row}.${name}`));
  const stale = (known: Option[], name: string): Option[] =>
    valuesOf(name).reduce((all, value) => offered(all, value), known);
  const named = namedFields(
    fields,
    { ...writing, english: writing.english ?? hasEnglish(fields) },
    (field) => labelOf(field, t),
    t,
  );
  const items = questions.flatMap(({ item }) => (item?.use === 'quiz' ? [item] : []));
  const more = ['objective', 'topic', 'type', 'difficulty', 'form', 'critical', 'section'];
  return {
    ...named,
    title: title ?? t('evaluation.new'),
    section: draft.title,
    styles: ['studio.css'],
    exitWarning: t('bank.exitWarning'),
    draft,
    action: href ?? `${base}/evaluaciones`,
    quiz: href === null ? null : { title: title ?? '', href },
    mark: writing.mark,
    options: {
      kind: (['posttest', 'practice', 'pretest'] as const).map((value) => ({
        value,
        label: t(`evaluation.kind.${value}`),
        hint: t(`evaluation.kindWhat.${value}`),
      })),
      counts: (['best', 'last', 'average'] as const).map((value) => ({
        value,
        label: t(`evaluation.counts.${value}`),
      })),
      reasons: (['after-attempt', 'after-close', 'never'] as const).map((value) => ({
        value,
        label: t(`evaluation.reasons.${value}`),
      })),
      after: offered(
        [
          { value: '', label: t('evaluation.after.start') },
          { value: 'lessons', label: t('evaluation.after.lessons') },
          ...course.modules.map(({ id, title: name }, at) => ({
            value: id,
            label: t('evaluation.after.module', { number: at + 1, title: name.es || id }),
          })),
        ],
        textAt(fields, 'after'),
      ),
      timeZone: offered(
        ZONES.map((value) => ({ value, label: t(`evaluation.zone.${value}`) })),
        textAt(fields, 'timeZone'),
      ),
      objective: stale(
        [
          any,
          ...course.objectives.map(({ id, text }) => ({ value: id, label: `${id}: ${text.es}` })),
        ],
        'objective',
      ),
      type: [any, ...ITEM_TYPES.map((value) => ({ value, label: t(`bank.type.${value}`) }))],
      difficulty: [
        any,
        ...DIFFICULTIES.map((value) => ({ value, label: t(`bank.difficulty.${value}`) })),
      ],
      form: [any, { value: 'A', label: 'A' }, { value: 'B', label: 'B' }],
      critical: [
        any,
        { value: 'si', label: t('evaluation.onlyCritical') },
        { value: 'no', label: t('evaluation.noCritical') },
      ],
      section: [
        { value: '', label: t('evaluation.noSection') },
        ...rowsAt(fields, 'sections').map((_, at) => ({
          value: textAt(fields, `sections.${String(at)}.id`),
          label:
            textAt(fields, `sections.${String(at)}.title.es`) ||
            t('evaluation.sectionNumber', { number: at + 1 }),
        })),
      ],
    },
    tags: [...new Set(items.flatMap(({ tags }) => tags))].sort(),
    topics: [...new Set(items.flatMap(({ topic }) => topic ?? []))].sort(),
    timesOpen: ['opensAt', 'closesAt', 'timeZone'].some(
      (name) =>
        named.errors[name] !== undefined || (name !== 'timeZone' && textAt(fields, name) !== ''),
    ),
    drawOpen: rows.map((row) =>
      more.some(
        (name) =>
          named.errors[`${row}.${name}`] !== undefined || textAt(fields, `${row}.${name}`) !== '',
      ),
    ),
  };
}

import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { Kind } from '../frameworks/framework.ts';
import { elementTitle, type Words } from '../frameworks/views.ts';
import { periodLabel } from '../reports/filter-views.ts';
import type { FreezeChoices } from './service.ts';
import { MEASURES, type FrozenCourse, type Snapshot, type SnapshotBody } from './snapshot.ts';

export const SNAPSHOTS = '/administrar/cortes';

interface Option {
  value: string;
  label: string;
}

interface Form {
  values: Record<string, string>;
  errors: FieldErrors;
}

interface SnapshotsPage extends PageBase {
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  form: Form;
  frameworks: Option[];
  states: Option[];
  periods: Option[];
  entries: { title: string; href: string; detail: string }[];
  /** For putting two side by side; null while there are not two. */
  pairs: Option[] | null;
}

interface Group {
  id: string;
  title: string;
  rows: { name: string; how: string; values: string[] }[];
}

interface SnapshotPage extends PageBase {
  about: string[];
  heads: string[];
  groups: Group[];
  total: string[];
  notes: string[];
  file: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'snapshots/snapshots': SnapshotsPage;
    'snapshots/snapshot': SnapshotPage;
  }
}

/** What a snapshot is of: framework, place and period. */
export const titleOf = (body: SnapshotBody, words: Words): string =>
  words.t('snapshots.of', {
    framework: body.framework,
    version: body.version,
    place: body.state?.name ?? words.t('report.scopeOwn'),
    period: periodLabel(body.period, words),
  });

const detailOf = ({ body, madeAt, digest }: Snapshot, { t, fmt }: Words): string =>
  t('snapshots.detail', {
    cutOff: fmt.date(body.cutOff),
    made: fmt.dateTime(madeAt),
    digest: digest.slice(0, 12),
  });

export const said = (value: number | null, { t, fmt }: Words): string =>
  value === null ? t('report.hidden') : fmt.number(value);

/** What is said of a course that the report had no row for. */
const NONE = '–';

export const valuesOf = ({ figures }: Pick<FrozenCourse, 'figures'>, words: Words): string[] =>
  MEASURES.map((name) => (figures === null ? NONE : said(figures[name], words)));

export const headsOf = ({ t }: Pick<Words, 't'>): string[] =>
  MEASURES.map((name) => t(`report.figure.${name}`));

export function snapshotsPage(
  snapshots: readonly Snapshot[],
  choices: FreezeChoices,
  form: Form,
  words: Words,
): SnapshotsPage {
  const { t } = words;
  return {
    title: t('snapshots.title'),
    form,
    sendKey: form.values['clave'] ?? newId(),
    frameworks: [
      { value: '', label: t('snapshots.chooseFramework') },
      ...choices.frameworks.map(({ id, code, version }) => ({
        value: id,
        label: t('snapshots.frameworkOption', { code, version }),
      })),
    ],
    states: [
      { value: '', label: t('snapshots.everything') },
      ...choices.states.map(({ code, name }) => ({ value: code, label: name })),
    ],
    periods: [
      { value: '', label: t('snapshots.choosePeriod') },
      ...choices.periods.map((value) => ({ value, label: periodLabel(value, words) })),
    ],
    entries: snapshots.map((one) => ({
      title: titleOf(one.body, words),
      href: `${SNAPSHOTS}/${one.id}`,
      detail: detailOf(one, words),
    })),
    pairs:
      snapshots.length < 2
        ? null
        : snapshots.map((one) => ({
            value: one.id,
            label: `${titleOf(one.body, words)} · ${one.digest.slice(0, 8)}`,
          })),
  };
}

export const idOf = (code: string): string => `elemento-${code.replace(/[^A-Za-z0-9]/g, '-')}`;
export const nameOf = (
  element: { kind: string; code: string; name: { es: string; en: string } },
  words: Words,
): string => elementTitle({ ...element, kind: element.kind as Kind }, words);

/** I-14 of the entity in the period, where one was chosen. */
export function participationOf(
  { participation }: SnapshotBody,
  { t, fmt }: Pick<Words, 't' | 'fmt'>,
): string[] {
  if (participation === null) return [];
  const { held, attended } = participation;
  return [t('snapshots.participation', { held: fmt.number(held), attended: fmt.number(attended) })];
}

/** What the figures rest on: cut-off, rule, what is hidden, and the digest. */
function notesOf({ body, digest, madeAt }: Snapshot, { t, fmt }: Words): string[] {
  return [
    t('report.cutOff', { date: fmt.date(body.cutOff) }),
    t('snapshots.made', { made: fmt.dateTime(madeAt) }),
    t('report.source'),
    ...(body.threshold === null ? [] : [t('report.hiddenNote', { k: body.threshold })]),
    t('frameworks.countsTwice'),
    ...participationOf(body, { t, fmt }),
    t('snapshots.rule', { rule: body.rule }),
    t('snapshots.digest', { digest }),
  ];
}

export function snapshotPage(snapshot: Snapshot, words: Words): SnapshotPage {
  const { body } = snapshot;
  const { t, language } = words;
  return {
    title: titleOf(body, words),
    about: notesOf(snapshot, words).slice(0, 2),
    heads: headsOf(words),
    groups: body.elements.map((element) => ({
      id: idOf(element.code),
      title: nameOf(element, words),
      rows: element.courses.map((course) => ({
        name: inLanguage(course.title, language),
        how: t(course.isWhole ? 'frameworks.wholeCourse' : 'frameworks.someLessons'),
        values: valuesOf(course, words),
      })),
    })),
    total: valuesOf({ figures: body.total }, words),
    notes: notesOf(snapshot, words),
    file: `${SNAPSHOTS}/${snapshot.id}.csv`,
  };
}

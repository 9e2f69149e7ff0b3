import type { MessageKey } from '../../i18n/translate.ts';
import { QuizEntry } from '../content/schema.ts';
import { numberOf } from '../bank/item-candidate.ts';
import {
  asDraft,
  raiseRow,
  readDraft,
  removeRow,
  rowsAt,
  textAt,
  type Draft,
  type DraftValue,
} from '../bank/item-draft.ts';
import { mistakesOf, type Mistake } from '../bank/item-mistakes.ts';
import { freeId } from './names.ts';

/** The form of an assessment: its fields are named like those of the document, as those of a question are. */

const MOST_ROWS: Record<string, number> = { draw: 30, sections: 12 };
const LONGEST = { title: 160, intro: 2_000 };
const CONTROL = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Co}]/u;
const NUMBERS = ['attempts', 'passMark', 'timeLimitMinutes'] as const;
const CHOSEN = ['section', 'form', 'objective', 'topic', 'difficulty', 'type', 'tag'] as const;
const MOMENTS = ['opensAt', 'closesAt'] as const;

const isGroup = (value: DraftValue | undefined): value is Draft =>
  typeof value === 'object' && !Array.isArray(value);

const groupsAt = (draft: Draft, name: string): Draft[] => rowsAt(draft, name).filter(isGroup);

/** A text that authors may write without its language. */
const texts = (value: unknown): unknown => (typeof value === 'string' ? { es: value } : value);

/** An assessment of a file as fields of its form, also where the file has mistakes. */
export function quizDraft(raw: Readonly<Record<string, unknown>>, isCounted: boolean): Draft {
  const { title, intro, draw, sections, ...rest } = raw;
  const rows = Array.isArray(draw) ? (draw as unknown[]) : [];
  const parts = Array.isArray(sections) ? (sections as Record<string, unknown>[]) : [];
  const draft = asDraft({
    ...rest,
    title: texts(title),
    intro: texts(intro),
    sections: parts.map((part) => ({
      ...part,
      title: texts(part['title']),
      intro: texts(part['intro']),
    })),
    draw: rows,
  }) as Draft;
  groupsAt(draft, 'draw').forEach((group, at) => {
    const { critical } = (rows[at] ?? {}) as { critical?: unknown };
    group['critical'] = critical === true ? 'si' : critical === false ? 'no' : '';
  });
  draft['counted'] = isCounted ? 'si' : '';
  return draft;
}

/** The form of an assessment that nobody has begun. */
export const newQuizDraft = (passMark: number): Draft => ({
  kind: 'posttest',
  passMark: String(passMark),
  attempts: '3',
  after: 'lessons',
  counts: 'best',
  reasons: 'after-attempt',
  counted: 'si',
  draw: [],
  sections: [],
});

/** What a form sent, after the button that was pressed did what it says. */
export interface QuizSent {
  draft: Draft;
  /** Whether it is to be kept. */
  keeps: boolean;
  english: boolean;
  focus: string | null;
}

const OF_FORM = new Set(['accion', 'version', 'ingles']);

export function readQuiz(body: Readonly<Record<string, unknown>>): QuizSent {
  const fields = Object.entries(body).filter(([name]) => !OF_FORM.has(name));
  const draft = readDraft(Object.fromEntries(fields));
  const action = typeof body['accion'] === 'string' ? body['accion'] : 'guardar';
  const english = (body['ingles'] === '1') !== (action === 'ingles');
  const [verb = '', name = ''] = action.split(':');
  const keeps = !['agregar', 'quitar', 'subir', 'ingles'].includes(verb);
  let focus: string | null = null;
  if (verb === 'agregar') focus = addTo(draft, name);
  if (verb === 'quitar' && /^(?:draw|sections)\.\d+$/.test(name)) removeFrom(draft, name);
  if (verb === 'subir' && /^(?:draw|sections)\.\d+$/.test(name)) raiseRow(draft, name);
  return { draft, keeps, english, focus };
}

function addTo(draft: Draft, list: string): string | null {
  const most = MOST_ROWS[list];
  const rows = rowsAt(draft, list);
  if (most === undefined || rows.length >= most) return null;
  const ids = new Set(groupsAt(draft, list).map((row) => textAt(row, 'id')));
  const first = `parte-${String(rows.length + 1)}`;
  draft[list] = [...rows, list === 'sections' ? { id: freeId(first, ids) } : {}];
  return `${list}.${String(rows.length)}.${list === 'sections' ? 'title' : 'count'}`;
}

/** A part that goes leaves its groups of the blueprint outside of parts. */
function removeFrom(draft: Draft, name: string): void {
  const id = textAt(draft, `${name}.id`);
  removeRow(draft, name);
  if (!name.startsWith('sections.')) return;
  for (const group of groupsAt(draft, 'draw'))
    if (textAt(group, 'section') === id) group['section'] = '';
}

type Read = { ok: true; quiz: QuizEntry; isCounted: boolean } | { ok: false; mistakes: Mistake[] };

/** What of the course an assessment may name, and how many questions of its own it has. */
export interface Around {
  modules: ReadonlySet<string>;
  objectives: ReadonlySet<string>;
  own: number;
}

/** The assessment that somebody wrote, or all that is wrong with it. Without groups it asks for all of its own questions. */
export function quizFrom(draft: Draft, id: string, around: Around): Read {
  const read = QuizEntry.safeParse(candidateOf(draft, id, around.own), { reportInput: true });
  const isCounted = textAt(draft, 'counted') === 'si';
  const hasIntro = textAt(draft, 'intro.es') !== '' || textAt(draft, 'intro.en') !== '';
  const mistakes = [
    ...(read.success
      ? contradictions(read.data, isCounted, around)
      : mistakesOf(read.error.issues)
          .map(said)
          .filter(({ field }) => hasIntro || !field.startsWith('intro.'))),
    ...wrongTexts(draft),
  ];
  return read.success && mistakes.length === 0
    ? { ok: true, quiz: read.data, isCounted }
    : { ok: false, mistakes };
}

function candidateOf(draft: Draft, id: string, own: number): Record<string, unknown> {
  const value = (name: string): string => textAt(draft, name).normalize('NFC').trim();
  const orNull = (name: string): string | null => value(name) || null;
  const number = (name: string): number | string | null =>
    value(name) === '' ? null : numberOf(value(name));
  const text = (name: string): { es: string; en: string | null } => ({
    es: value(`${name}.es`),
    en: orNull(`${name}.en`),
  });
  const orNoText = (name: string) =>
    value(`${name}.es`) === '' && value(`${name}.en`) === '' ? null : text(name);
  const draw = rowsAt(draft, 'draw').map((_, at) => {
    const row = `draw.${String(at)}`;
    const chosen = CHOSEN.map((name) => [name, orNull(`${row}.${name}`)] as const);
    const critical = value(`${row}.critical`);
    return {
      ...Object.fromEntries(chosen),
      critical:
        critical === '' ? null : critical === 'si' ? true : critical === 'no' ? false : critical,
      count: number(`${row}.count`),
    };
  });
  const title = text('title');
  return {
    id,
    kind: value('kind'),
    title,
    intro: orNoText('intro') ?? title,
    sections: rowsAt(draft, 'sections').map((_, at) => {
      const part = `sections.${String(at)}`;
      return {
        id: value(`${part}.id`),
        title: text(`${part}.title`),
        intro: orNoText(`${part}.intro`),
      };
    }),
    draw: draw.length === 0 ? [{ tag: id, count: Math.max(1, own) }] : draw,
    ...Object.fromEntries(NUMBERS.map((name) => [name, number(name)])),
    after: orNull('after'),
    ...Object.fromEntries(MOMENTS.map((name) => [name, momentOf(value(name))])),
    ...(value('timeZone') === '' ? {} : { timeZone: value('timeZone') }),
    counts: value('counts'),
    reasons: value('reasons'),
  };
}

/** A moment as browsers send it or as people write it: `2026-12-01 09:00`. */
const momentOf = (text: string): string | null =>
  text === '' ? null : text.replace(/^(\S+)\s+(\S+)$/, '$1T$2').replace(/(T\d\d:\d\d):00$/, '$1');

/** A moment is told as one, and not as what a schema says of texts. */
const said = (mistake: Mistake): Mistake =>
  (MOMENTS as readonly string[]).includes(mistake.field)
    ? { ...mistake, key: 'evaluation.wrong.moment' }
    : mistake;

const beside = (field: string, key: MessageKey, params: Mistake['params'] = {}): Mistake => ({
  field,
  key,
  params,
});

/** What no schema of a course file says of its texts: how long they may be, and of which signs. */
function wrongTexts(draft: Draft): Mistake[] {
  const parts = rowsAt(draft, 'sections').map((_, at) => `sections.${String(at)}.`);
  return ['', ...parts].flatMap((part) =>
    (['title', 'intro'] as const).flatMap((name) =>
      (['es', 'en'] as const).flatMap((language) => {
        const field = `${part}${name}.${language}`;
        const text = textAt(draft, field);
        if (CONTROL.test(text)) return [beside(field, 'form.control')];
        return text.length > LONGEST[name] ? [beside(field, 'form.tooLong')] : [];
      }),
    ),
  );
}

/** What fits by itself and not together, or not into this course. */
function contradictions(quiz: QuizEntry, isCounted: boolean, around: Around): Mistake[] {
  const { opensAt, closesAt, reasons, kind, passMark, after } = quiz;
  const parts = new Set(quiz.sections.map(({ id }) => id));
  const wrong: Mistake[] = [];
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt)
    wrong.push(beside('closesAt', 'evaluation.wrong.closes'));
  if (reasons === 'after-close' && closesAt === null)
    wrong.push(beside('reasons', 'evaluation.wrong.reasons'));
  if (isCounted && kind !== 'posttest') wrong.push(beside('kind', 'evaluation.wrong.counted'));
  else if (isCounted && passMark === null)
    wrong.push(beside('passMark', 'evaluation.wrong.counted'));
  if (after !== null && after !== 'lessons' && !around.modules.has(after))
    wrong.push(beside('after', 'form.choose'));
  quiz.draw.forEach(({ section, objective }, at) => {
    const row = `draw.${String(at)}`;
    if (section !== null && !parts.has(section))
      wrong.push(beside(`${row}.section`, 'form.choose'));
    if (objective !== null && !around.objectives.has(objective))
      wrong.push(beside(`${row}.objective`, 'form.choose'));
  });
  return wrong;
}

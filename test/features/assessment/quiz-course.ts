import type { z } from 'zod';
import type { CourseDocument } from '../../../src/features/courses/document.ts';
import { QuizDocument } from '../../../src/features/courses/quiz-document.ts';
import { ItemDocument, type CHOICE_TYPES } from '../../../src/features/courses/item-document.ts';
import { publishVersion } from '../../../src/features/courses/repository.ts';
import { sha256Of } from '../../../src/lib/canonical-json.ts';
import type { Services } from '../../../src/services.ts';
import { NOW } from '../../support/clock.ts';

const both = (text: string) => ({ es: text, en: `${text} (en)` });

interface Item {
  id: string;
  type?: (typeof CHOICE_TYPES)[number];
  /** The right options, of a to d; of a true/false item, `verdadero` or `falso`. */
  right: string[];
  critical?: boolean;
  objective?: string;
  form?: 'A' | 'B' | null;
  use?: ItemDocument['use'];
}

/** An item of four options, or of two when it is true or false. */
export function anItem({
  id,
  type = 'single',
  right,
  critical = false,
  objective = 'o1',
  form = 'B',
  use = 'quiz',
}: Item): ItemDocument {
  const options = type === 'truefalse' ? ['verdadero', 'falso'] : ['a', 'b', 'c', 'd'];
  return ItemDocument.parse({
    id,
    type,
    use,
    form,
    objective,
    bloom: 'apply',
    pillar: 'prevention',
    topic: 'prueba',
    difficulty: 'easy',
    critical,
    stem: both(`Enunciado de ${id}`),
    options: options.map((option) => ({
      id: option,
      correct: right.includes(option),
      text: both(`Opción ${option} de ${id}`),
      feedback: both(`Razón de ${option} en ${id}`),
    })),
    feedback: null,
  });
}

/** Six items: three plain, one critical, one with two right options, one true or false. */
export const ITEMS: ItemDocument[] = [
  anItem({ id: 'uno', right: ['a'] }),
  anItem({ id: 'dos', right: ['b'], objective: 'o2' }),
  anItem({ id: 'tres', right: ['c'] }),
  anItem({ id: 'vital', right: ['d'], critical: true, objective: 'o2' }),
  anItem({ id: 'varias', type: 'multiple', right: ['a', 'b'] }),
  anItem({ id: 'cierto', type: 'truefalse', right: ['verdadero'] }),
];

/** Every right answer, as a form sends it. */
export const ALL_RIGHT: Record<string, string | string[]> = {
  r_uno: 'a',
  r_dos: 'b',
  r_tres: 'c',
  r_vital: 'd',
  r_varias: ['a', 'b'],
  r_cierto: 'verdadero',
};

export const aQuiz = (
  quiz: Omit<Partial<z.input<typeof QuizDocument>>, 'id'> & { id: string },
): QuizDocument =>
  QuizDocument.parse({
    kind: 'posttest',
    title: both(`Evaluación ${quiz.id}`),
    intro: both('Contesta con calma.'),
    draw: [{ form: 'B', count: 6 }],
    attempts: 3,
    passMark: 70,
    timeLimitMinutes: null,
    after: null,
    ...quiz,
  });

export const QUIZZES: QuizDocument[] = [
  aQuiz({ id: 'final' }),
  aQuiz({ id: 'inicial', kind: 'pretest', attempts: 1, passMark: null }),
  aQuiz({ id: 'practica', kind: 'practice', attempts: null, passMark: null }),
  aQuiz({ id: 'con-reloj', timeLimitMinutes: 20 }),
  aQuiz({ id: 'tras-modulo', after: 'm1' }),
  aQuiz({ id: 'tras-todo', after: 'lessons' }),
  aQuiz({ id: 'una-vez', attempts: 1 }),
];

const lesson = (
  id: string,
  moduleId: string,
  objective: string,
): CourseDocument['lessons'][number] => ({
  id,
  moduleId,
  title: both(`Lección ${id}`),
  minutes: 8,
  objectives: [objective],
  sensitive: false,
  warning: null,
  summary: { es: [], en: [] },
  sources: [],
  legal: [],
  body: { es: [], en: [] },
  alternative: null,
  terms: [],
  mediaBytes: 0,
});

/** A course whose quizzes show every rule. */
export const quizCourse = (change: Partial<CourseDocument> = {}): CourseDocument => ({
  slug: 'curso-de-evaluar',
  code: 'EVAL',
  title: both('Curso de evaluar'),
  summary: both('Para probar evaluaciones.'),
  audiences: ['community'],
  topics: ['conflict'],
  pillars: ['prevention'],
  frameworks: [],
  hours: { online: 1, field: 0 },
  careNote: both('Te damos la bienvenida.'),
  objectives: [
    { id: 'o1', bloom: 'apply', text: both('Objetivo uno') },
    { id: 'o2', bloom: 'apply', text: both('Objetivo dos') },
  ],
  modules: [
    { id: 'm1', title: both('Módulo uno'), lessons: ['l1'] },
    { id: 'm2', title: both('Módulo dos'), lessons: ['l2'] },
  ],
  lessons: [lesson('l1', 'm1', 'o1'), lesson('l2', 'm2', 'o2')],
  quizzes: QUIZZES,
  items: ITEMS,
  glossary: [],
  certificate: { quizzes: ['final'], validMonths: null },
  review: { signedBy: null, signedOn: null },
  sources: [],
  media: {},
  ...change,
});

let published = 0;

/** Publishes the course, as a new version each time. */
export async function publishQuizCourse(
  services: Pick<Services, 'database'>,
  change: Partial<CourseDocument> = {},
): Promise<void> {
  published += 1;
  const summary = both(`Para probar evaluaciones, por vez ${String(published)}.`);
  const document = quizCourse({ summary, ...change });
  const digest = sha256Of(JSON.stringify(document));
  await services.database.db.transaction((trx) =>
    publishVersion(trx, { document, digest, now: NOW }),
  );
}

export const SLUG = 'curso-de-evaluar';

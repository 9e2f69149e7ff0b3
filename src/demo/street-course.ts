import { stringify } from 'yaml';
import type { Db } from '../db/connection.ts';
import { readSource } from '../features/content/course-folder.ts';
import { filesSource } from '../features/content/course-source.ts';
import { publishReading } from '../features/content/publish.ts';
import { ITEM_TYPES } from '../features/courses/item-document.ts';
import { asWritten } from '../features/studio/draft-questions.ts';
import { writtenLesson } from '../features/studio/lesson-file.ts';
import { ONE_OF_EACH } from './bank.ts';

export const STREET_COURSE = 'luz-en-la-calle';
export const STREET_EXAM = 'evaluacion-final';

const BY_PAGE = ITEM_TYPES.filter((type) => type !== 'scenario');

const COURSE = {
  code: 'LUZ-CALL',
  title: { es: 'Luz en la calle: pedir con pruebas' },
  summary: {
    es: 'Cómo una red mira su calle, reúne pruebas sin señalar a nadie y pide el alumbrado por escrito.',
  },
  audiences: ['community'],
  topics: ['community-security'],
  pillars: ['participation', 'prevention'],
  frameworks: [],
  hours: { online: 2, field: 0 },
  careNote: {
    es: 'Ve a tu ritmo. Si algo te toca de cerca puedes parar y volver después; en cada página hay líneas de apoyo.',
  },
  objectives: [
    { id: 'lo2', bloom: 'understand', text: { es: 'Distinguir los ámbitos de la prevención.' } },
    { id: 'lo3', bloom: 'apply', text: { es: 'Mirar una calle y contar sin señalar personas.' } },
    { id: 'lo4', bloom: 'analyse', text: { es: 'Reconocer a quién toca qué.' } },
    {
      id: 'lo5',
      bloom: 'create',
      text: { es: 'Pedir un servicio por escrito y darle seguimiento.' },
    },
  ],
  modules: [
    {
      id: 'm1',
      title: { es: 'De la calle a la ventanilla' },
      lessons: ['mirar-la-calle', 'pedir-por-escrito'],
    },
  ],
  quizzes: [
    {
      id: 'practica',
      kind: 'practice',
      title: { es: 'Una decisión a la vez' },
      intro: { es: 'Decides y ves qué pasa. Puedes volver a cada decisión.' },
      draw: [{ type: 'scenario', count: 1 }],
      attempts: null,
      passMark: null,
      timeLimitMinutes: null,
      after: null,
    },
    {
      id: STREET_EXAM,
      kind: 'posttest',
      title: { es: 'Evaluación con entrega' },
      intro: { es: 'Preguntas de todos los tipos. Tres las lee una persona.' },
      draw: BY_PAGE.map((type) => ({ type, count: 1 })),
      attempts: 3,
      passMark: 60,
      timeLimitMinutes: null,
      after: 'lessons',
    },
  ],
  certificate: { quizzes: [STREET_EXAM], validMonths: null },
  review: { signedBy: null, signedOn: null },
  sources: [],
};

const lesson = (title: string, objective: string, summary: string[], text: string): string =>
  writtenLesson(
    null,
    {
      title,
      minutes: 8,
      objectives: [objective],
      sensitive: false,
      summary,
      sources: [],
      legal: [],
    },
    text,
  );

/** The files of a course that Ximena wrote in the studio: two lessons, and an assessment with a question of each type. */
export const streetCourseFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['course.yml', stringify(COURSE, { lineWidth: 0 })],
    [
      'lessons/mirar-la-calle.md',
      lesson(
        'Mirar la calle',
        'lo3',
        [
          'Se cuentan cosas, no personas.',
          'Tres fuentes que dicen lo mismo pesan más que una.',
          'Quien se sintió en riesgo decide si lo cuenta.',
        ],
        '## La situación\n\nEn Jacarandas hay doce postes y diez lámparas apagadas. La red sale a contarlas un martes, en grupo.\n\n::: nota Para llevar\nUna hoja con el número de cada poste, la hora y nada más.\n:::\n\n## Qué se anota\n\n| Qué | Cómo |\n| --- | --- |\n| Postes | Con su número |\n| Horario | De 7 a 9 de la noche |\n| Personas | Nadie: ni nombres ni fotos |',
      ),
    ],
    [
      'lessons/pedir-por-escrito.md',
      lesson(
        'Pedir por escrito',
        'lo5',
        [
          'Una petición dice qué, a quién y para cuándo.',
          'El acuse prueba que la recibieron.',
          'En la fecha se vuelve a preguntar.',
        ],
        '## La situación\n\nLa red ya tiene el conteo. Ahora escribe al municipio.\n\n1. Qué se pide y desde cuándo falla.\n2. A quién toca.\n3. Para qué fecha se espera respuesta.\n\n::: revela ¿Y si no contestan?\nSe vuelve con el acuse en la mano. Después del plazo se puede ir a la siguiente oficina.\n:::',
      ),
    ],
    [
      'questions/comunidad.yml',
      stringify(
        ONE_OF_EACH.map((item) => asWritten(item)),
        { lineWidth: 0 },
      ),
    ],
  ]);

/** Publishes the course, as Ximena does in the studio. Repeating it changes nothing. */
export async function publishStreetCourse(db: Db, now: Date): Promise<void> {
  const files = new Map(
    [...streetCourseFiles()].map(([path, text]) => [path, { bytes: Buffer.from(text) }]),
  );
  const reading = readSource(filesSource(STREET_COURSE, files));
  if (reading.document === null)
    throw new Error(`The street course has errors: ${JSON.stringify(reading.problems)}`);
  await db.transaction((trx) =>
    publishReading(trx, reading, {
      now,
      origin: 'studio',
      note: 'Primera versión.',
      institutionId: null,
    }),
  );
}

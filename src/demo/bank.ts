import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { itemRepository } from '../features/bank/item-repository.ts';
import { bankRepository } from '../features/bank/repository.ts';
import { ItemDocument } from '../features/courses/item-document.ts';
import { SCENARIO } from './bank-scenario.ts';
import { es, type Written } from './bank-texts.ts';

const BANK = 'banco-comunidad';

const option = (id: string, text: string, correct: boolean, feedback: string) => ({
  id,
  text: es(text),
  correct,
  feedback: es(feedback),
});

const ITEMS: Written[] = [
  {
    type: 'single',
    stem: es('¿A quién toca reparar el alumbrado de una calle?'),
    options: [
      option('a', 'Al municipio', true, 'Los servicios públicos de la calle son municipales.'),
      option('b', 'A la policía de proximidad', false, 'Puede acompañar, pero no repara lámparas.'),
      option('c', 'Al gobierno del estado', false, 'Se pierde tiempo: lo devolverá al municipio.'),
    ],
    objective: 'lo5',
    bloom: 'remember',
    pillar: 'participation',
    topic: 'gestion',
    difficulty: 'easy',
    form: 'A',
    tags: ['alumbrado'],
  },
  {
    type: 'multiple',
    stem: es('¿Qué hace que una petición se pueda seguir? Elige todas las que correspondan.'),
    options: [
      option('a', 'Va por escrito y con fecha', true, 'Así se sabe qué se pidió y cuándo.'),
      option('b', 'Lleva acuse', true, 'Es la prueba de que se recibió.'),
      option('c', 'Lleva un plazo para responder', true, 'Permite volver a preguntar a tiempo.'),
      option('d', 'Nombra a quien se sospecha', false, 'Señalar personas pone en riesgo.'),
    ],
    objective: 'lo5',
    bloom: 'understand',
    pillar: 'participation',
    topic: 'gestion',
    difficulty: 'medium',
    form: 'B',
    tags: ['oficio'],
  },
  {
    type: 'truefalse',
    stem: es('En el mapa de violencias se escribe el nombre de quien agrede.'),
    options: [
      {
        ...option('verdadero', '', false, 'El mapa no lleva nombres: puede usarse para dañar.'),
        text: { es: 'Verdadero', en: 'True' },
      },
      {
        ...option('falso', '', true, 'No se registran personas; el caso se refiere.'),
        text: { es: 'Falso', en: 'False' },
      },
    ],
    objective: 'lo3',
    bloom: 'apply',
    pillar: 'protection',
    topic: 'no-danar',
    difficulty: 'easy',
    critical: true,
    tags: ['mapa'],
  },
  {
    type: 'matching',
    stem: es('Relaciona cada acción con su ámbito de prevención.'),
    pairs: [
      { id: 'p1', prompt: es('Capacitación laboral para jóvenes'), answer: es('Social') },
      { id: 'p2', prompt: es('Lámparas que funcionan'), answer: es('Situacional') },
      { id: 'p3', prompt: es('Asamblea de vecinas y vecinos'), answer: es('Comunitario') },
      { id: 'p4', prompt: es('Habilidades socioemocionales'), answer: es('Psicosocial') },
    ],
    objective: 'lo2',
    bloom: 'understand',
    pillar: 'prevention',
    topic: 'ambitos',
    difficulty: 'medium',
    tags: ['prevención'],
  },
  {
    type: 'ordering',
    stem: es('Ordena los pasos de un diagnóstico participativo.'),
    steps: [
      { id: 's1', text: es('Acordar qué se quiere saber y cómo cuidar a quien responde') },
      { id: 's2', text: es('Reunir cifras públicas y voces de la colonia') },
      { id: 's3', text: es('Poner los problemas en un mapa, sin personas') },
      { id: 's4', text: es('Elegir una ruta de acción y a quién pedirla') },
    ],
    objective: 'lo3',
    bloom: 'apply',
    pillar: 'participation',
    topic: 'diagnostico',
    difficulty: 'medium',
    tags: ['diagnóstico'],
  },
  {
    type: 'shorttext',
    stem: es('¿Cómo se llama el sello o firma que prueba que una autoridad recibió tu oficio?'),
    answers: [{ id: 'r1', text: es('acuse*') }],
    feedback: es('El acuse dice quién recibió, cuándo y qué.'),
    objective: 'lo5',
    bloom: 'remember',
    pillar: 'participation',
    topic: 'gestion',
    difficulty: 'easy',
    tags: ['oficio'],
  },
  {
    type: 'number',
    stem: es('En 217 redes había 3,510 mujeres. ¿Cuántas hay en promedio en cada red?'),
    answers: [{ id: 'r1', from: 16, to: 16.2 }],
    feedback: es('3,510 entre 217 da unas 16. Hay redes mucho más grandes y más pequeñas.'),
    objective: 'lo3',
    bloom: 'apply',
    pillar: 'participation',
    topic: 'cifras',
    difficulty: 'medium',
    tags: ['cifras'],
  },
  {
    type: 'gaps',
    stem: es('Completa a qué número se llama.'),
    text: es('Si hay peligro ahora, {{hueco1}}. Para orientación a mujeres, {{hueco2}} opción 1.'),
    gaps: [
      { id: 'hueco1', kind: 'typed', answers: [{ id: 'r1', text: es('911') }] },
      {
        id: 'hueco2',
        kind: 'chosen',
        answers: [
          { id: 'r1', text: es('079') },
          { id: 'r2', text: es('089'), credit: 0 },
        ],
      },
    ],
    objective: 'lo5',
    bloom: 'remember',
    pillar: 'protection',
    topic: 'lineas',
    difficulty: 'easy',
    tags: ['líneas de apoyo'],
  },
  {
    type: 'essay',
    stem: es('Escribe una petición breve para que se reparen las lámparas de una calle.'),
    maxWords: 150,
    graderNotes: es(
      'Busca: a quién se pide, qué, desde cuándo falla, plazo y que no señale personas.',
    ),
    objective: 'lo5',
    bloom: 'create',
    pillar: 'participation',
    topic: 'gestion',
    difficulty: 'hard',
    tags: ['oficio'],
  },
  {
    type: 'file',
    stem: es('Entrega una foto de tu mapa de actores. Que no se vea el nombre de nadie.'),
    objective: 'lo4',
    bloom: 'analyse',
    pillar: 'participation',
    topic: 'actores',
    difficulty: 'medium',
    tags: ['mapa'],
  },
  {
    type: 'oral',
    stem: es('Explica con tus palabras qué es ser multiplicadora.'),
    graderNotes: es('Comparte el método y deja que otras lo adapten; no repite láminas.'),
    objective: 'lo5',
    bloom: 'understand',
    pillar: 'participation',
    topic: 'multiplicar',
    difficulty: 'easy',
    tags: ['multiplicadora'],
  },
  SCENARIO,
];

/** A bank of Ximena's with one question of each type. */
export async function addBank(db: Db, now: Date): Promise<void> {
  await db('banks').insert({
    id: BANK,
    ordinal: 1,
    name: 'La comunidad en la seguridad',
    owner_id: 'ximena',
    next_number: 1,
    created_at: toColumn(now),
    updated_at: toColumn(now),
  });
  const bank = await bankRepository(db).byId(BANK);
  if (bank === null) throw new Error('The bank of the demonstration is not there');
  const first = await bankRepository(db).takeNumbers(BANK, ITEMS.length);
  const items = ITEMS.map((item, at) => ({
    item: ItemDocument.parse({ ...item, id: `r-comunidad-${String(at + 1)}` }),
    category: [],
  }));
  await itemRepository(db).add(bank, first, items, { by: 'ximena', now });
}

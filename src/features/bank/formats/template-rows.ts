import type { Field } from './sheet-fields.ts';

/** What a row of the template says. */
export type TemplateRow = Partial<Record<Field, string>>;

const SITUATION = `nodes:
  - id: inicio
    text: {es: 'En una reunión alguien cuenta que tiene miedo de volver a su casa. ¿Qué haces?'}
    choices:
      - {id: a, text: {es: 'Le pido que lo cuente a todo el grupo'}, consequence: {es: 'Se cierra: no la cuidaste. Vuelve a decidir.'}, points: 0, to: null}
      - {id: b, text: {es: 'Le ofrezco hablar en un lugar privado'}, consequence: {es: 'Te cuenta lo que necesita.'}, points: 2, to: fin}
  - id: fin
    ending: good
    text: {es: 'Sabe a quién acudir y decide ella.'}
    choices: []`;

const about = { bloom: 'comprender', pillar: 'prevención', difficulty: 'media' } as const;

/** One question of each type, to be written over. */
export const EXAMPLES: readonly TemplateRow[] = [
  {
    type: 'opción única',
    stem: '¿A quién se pide que repare el alumbrado de una calle?',
    correct: 'A',
    'option.a': 'Al municipio',
    'reason.a': 'Los servicios públicos de la calle son municipales.',
    'option.b': 'A la policía de proximidad',
    'reason.b': 'Puede acompañar, pero no repara lámparas.',
    'option.c': 'A nadie',
    'reason.c': 'Sin petición no hay a quién exigirle.',
    ...about,
    topic: 'gestion',
    tags: 'alumbrado, oficio',
  },
  {
    type: 'varias opciones',
    stem: '¿Qué lleva una petición que se puede seguir?',
    correct: 'A, C',
    'option.a': 'Fecha',
    'option.b': 'El nombre de quien se sospecha',
    'option.c': 'Acuse de recibido',
    'reason.b': 'Señalar a una persona la pone en riesgo, y a ti también.',
    feedback: 'La fecha y el acuse permiten volver a preguntar.',
    ...about,
  },
  {
    type: 'verdadero o falso',
    stem: 'En el mapa de la colonia se escriben nombres de personas.',
    correct: 'F',
    feedback: 'El mapa señala lugares y cosas, nunca personas.',
    ...about,
    critical: 'sí',
  },
  {
    type: 'relacionar',
    stem: 'Relaciona cada acción con el ámbito en que previene.',
    'option.a': 'Lámparas que funcionan',
    'pair.a': 'Situacional',
    'option.b': 'Asamblea de vecinas y vecinos',
    'pair.b': 'Comunitario',
    'pair.c': 'Social',
    feedback: 'El alumbrado cambia el lugar; la asamblea, la relación entre quienes viven en él.',
    ...about,
  },
  {
    type: 'ordenar',
    stem: 'Ordena los pasos de un diagnóstico participativo.',
    'option.a': 'Acordar cómo cuidarse',
    'option.b': 'Reunir cifras y voces',
    'option.c': 'Elegir una ruta de acción',
    ...about,
  },
  {
    type: 'respuesta corta',
    stem: '¿Cómo se llama la prueba de que una autoridad recibió tu oficio?',
    correct: 'acuse* | sello de recibido',
    feedback: 'El asterisco vale por cualquier texto: «acuse de recibo» también se acepta.',
    ...about,
  },
  {
    type: 'número',
    stem: '¿Cuántos pilares tiene el plan nacional de la Resolución 1325?',
    correct: '4',
    feedback: 'Prevención, participación, protección, y socorro y recuperación.',
    ...about,
  },
  {
    type: 'completar',
    stem: 'Si hay peligro ahora, se llama al {1:SHORTANSWER:=911}.',
    ...about,
    pillar: 'protección',
  },
  {
    type: 'ensayo',
    stem: 'Escribe una petición breve para que se reparen las lámparas de una calle.',
    maxWords: '150',
    graderNotes: 'Busca: a quién se pide, qué, desde cuándo falla y para cuándo.',
    bloom: 'crear',
    difficulty: 'difícil',
  },
  {
    type: 'archivo',
    stem: 'Entrega una foto de tu mapa de actores. Que no se vea el nombre de nadie.',
    accepts: 'image, pdf',
    maxFiles: '1',
  },
  {
    type: 'oral',
    stem: 'Explica con tus palabras qué es ser multiplicadora.',
    maxSeconds: '180',
    assisted: 'sí',
  },
  {
    type: 'escenario',
    stem: 'Cuando alguien te cuenta',
    structure: SITUATION,
    ...about,
    pillar: 'protección',
    critical: 'sí',
  },
];

/** What the first sheet says, line by line: a heading and its text. */
export const HELP: readonly (readonly [string, string])[] = [
  [
    'Cómo se usa',
    'Escribe tus preguntas en la hoja «Reactivos», una en cada fila. Borra los ejemplos o escribe encima de ellos.',
  ],
  [
    'Qué hace falta',
    'Solo el enunciado y la respuesta. Las columnas que no uses se quedan vacías; puedes quitarlas o cambiarlas de lugar.',
  ],
  ['Tipo', 'Elígelo en la lista de la celda. Vacío, se reconoce por lo que escribas.'],
  [
    'Respuesta correcta',
    'En preguntas con opciones, su letra: A. Si son varias: A, C. En verdadero o falso: V o F. En respuesta corta, lo que se acepta, separado por |. En número: 4, o un intervalo: 16..16.2.',
  ],
  [
    'Opción y Pareja',
    'Para relacionar, cada opción va con la pareja de su misma letra; una pareja sin opción es un distractor. Para ordenar, escribe los pasos en el orden correcto.',
  ],
  [
    'Retroalimentación',
    'Por qué está bien o mal. La de cada opción lleva su letra; la última columna se muestra siempre.',
  ],
  [
    'Completar',
    'El hueco va dentro del enunciado: {1:SHORTANSWER:=911}. Para elegir de una lista: {1:MULTICHOICE:=079~089}.',
  ],
  [
    'Escenario',
    'Sus situaciones van en la columna «Estructura», como en el ejemplo. Es más fácil escribirlo en la plataforma.',
  ],
  [
    'Objetivo, tema, etiquetas',
    'Nombres cortos, sin espacios ni acentos, como lo1 o gestion. Las etiquetas se separan con comas.',
  ],
  [
    'Nivel de Bloom, Pilar, Dificultad, Forma',
    'Elígelos en la lista de la celda. La forma A o B sirve para dos exámenes distintos.',
  ],
  ['Crítico', 'Escribe «sí» si quien falla esta pregunta no aprueba, tenga los puntos que tenga.'],
  [
    'Imágenes',
    'Una hoja de cálculo no las lleva. Tráelas en un documento de Word o en Moodle XML.',
  ],
];

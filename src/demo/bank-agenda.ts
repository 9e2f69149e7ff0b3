import { answer, es, option, type Written } from './bank-texts.ts';

const about = { objective: 'lo1', topic: 'agenda-1325' } as const;

/** The agenda of women, peace and security: its resolutions and the plan of Mexico. */
export const AGENDA: Written[] = [
  {
    type: 'single',
    stem: es(
      '¿Cuál fue la primera resolución del Consejo de Seguridad sobre mujeres, paz y seguridad?',
    ),
    options: [
      option(
        'a',
        'La 1820',
        false,
        'Es de 2008: trata la violencia sexual como táctica de guerra.',
      ),
      option('b', 'La 1325', true, 'Se adoptó el 31 de octubre de 2000 y abrió la agenda.'),
      option('c', 'La 2272', false, 'Es de 2016 y no forma parte de las diez de la agenda.'),
    ],
    ...about,
    bloom: 'remember',
    pillar: 'participation',
    difficulty: 'easy',
    form: 'A',
    tags: ['resoluciones'],
  },
  {
    type: 'matching',
    stem: es('Relaciona cada resolución con lo que aporta.'),
    pairs: [
      {
        id: 'p1',
        prompt: es('1325 (2000)'),
        answer: es('Reconoce a las mujeres como agentes de paz'),
      },
      {
        id: 'p2',
        prompt: es('1820 (2008)'),
        answer: es('Violencia sexual como táctica de guerra'),
      },
      {
        id: 'p3',
        prompt: es('1888 (2009)'),
        answer: es('Representante Especial y asesoras de protección'),
      },
      {
        id: 'p4',
        prompt: es('1889 (2009)'),
        answer: es('Participación tras el conflicto e indicadores'),
      },
    ],
    distractors: [{ id: 'd1', text: es('Cuotas de candidaturas en los partidos') }],
    feedback: es('Cada una agrega algo a la anterior; ninguna habla de candidaturas de partidos.'),
    ...about,
    bloom: 'understand',
    pillar: 'protection',
    difficulty: 'medium',
    tags: ['resoluciones'],
  },
  {
    type: 'ordering',
    stem: es('Ordena estas resoluciones, de la más antigua a la más reciente.'),
    steps: [
      { id: 's1', text: es('1325') },
      { id: 's2', text: es('1820') },
      { id: 's3', text: es('1888') },
      { id: 's4', text: es('1889') },
    ],
    feedback: es(
      '31 de octubre de 2000, 19 de junio de 2008, 30 de septiembre y 5 de octubre de 2009.',
    ),
    ...about,
    bloom: 'remember',
    pillar: 'protection',
    difficulty: 'hard',
    tags: ['resoluciones'],
  },
  {
    type: 'multiple',
    stem: es('¿Cuáles son pilares del Plan Nacional de Acción de la Resolución 1325? Elige todos.'),
    options: [
      option('a', 'Prevención', true, 'Es uno de los cuatro.'),
      option('b', 'Participación', true, 'Es uno de los cuatro.'),
      option('c', 'Paridad', false, 'Importa, pero no es el nombre de un pilar.'),
      option('d', 'Protección', true, 'Es uno de los cuatro.'),
      option('e', 'Socorro y recuperación', true, 'Es el cuarto, y el que más se olvida.'),
    ],
    ...about,
    bloom: 'remember',
    pillar: 'relief-and-recovery',
    difficulty: 'medium',
    form: 'B',
    tags: ['plan nacional'],
  },
  {
    type: 'gaps',
    stem: es('Completa las cifras del Plan Nacional de Acción.'),
    text: es(
      'El plan tiene {{hueco1}} pilares, {{hueco2}} objetivos estratégicos, {{hueco3}} líneas de acción y {{hueco4}} indicadores.',
    ),
    gaps: (
      [
        ['hueco1', 4, 'Prevención, participación, protección, y socorro y recuperación.'],
        ['hueco2', 10, 'Son diez objetivos estratégicos.'],
        ['hueco3', 16, 'Son dieciséis líneas de acción.'],
        ['hueco4', 23, 'Son veintitrés indicadores.'],
      ] as const
    ).map(([id, value, said]) => ({
      id,
      kind: 'number' as const,
      answers: [{ id: 'r1', from: value, to: value, feedback: es(said) }],
    })),
    feedback: es('4, 10, 16 y 23: pilares, objetivos, líneas e indicadores.'),
    ...about,
    bloom: 'remember',
    pillar: 'prevention',
    difficulty: 'hard',
    tags: ['plan nacional', 'cifras'],
  },
  {
    type: 'shorttext',
    stem: es(
      '¿Con qué siglas se conoce la misión en India y Pakistán a la que México ha enviado personal?',
    ),
    answers: [answer('r1', 'UNMOGIP', 'Es una sola misión, aunque abarque dos países.')],
    feedback: es('UNMOGIP: una misión, no dos.'),
    ...about,
    bloom: 'remember',
    pillar: 'protection',
    difficulty: 'hard',
    tags: ['misiones'],
  },
  {
    type: 'single',
    stem: es('¿Qué permite la resolución 2272 (2016)?'),
    options: [
      option('a', 'Multar a quien abusa', false, 'No fija multas.'),
      option('b', 'Crear tribunales locales', false, 'No trata de tribunales.'),
      option(
        'c',
        'Repatriar a una unidad por explotación o abuso sexual extendido o sistemático',
        true,
        'La unidad responde, no solo la persona.',
      ),
    ],
    ...about,
    bloom: 'understand',
    pillar: 'protection',
    difficulty: 'medium',
    tags: ['conducta'],
  },
  {
    type: 'multiple',
    stem: es('¿Qué instituciones presentaron el plan el 11 de enero de 2021? Elige todas.'),
    options: [
      option('a', 'Sedena y Semar', true, 'Las dos lo presentaron.'),
      option('b', 'SSPC y SRE', true, 'Las dos lo presentaron.'),
      option('c', 'Inmujeres', true, 'También; hoy forma parte de la Secretaría de las Mujeres.'),
      option('d', 'Conago', false, 'No está entre las que lo presentaron.'),
    ],
    ...about,
    bloom: 'remember',
    pillar: 'participation',
    difficulty: 'hard',
    tags: ['plan nacional'],
  },
  {
    type: 'essay',
    stem: es(
      'Se critica que el plan mira hacia fuera y dice poco de la seguridad dentro del país. ¿Qué le pedirías para tu municipio?',
    ),
    minWords: 60,
    maxWords: 200,
    graderNotes: es(
      'Busca: una necesidad concreta de su municipio, un pilar del plan, a quién toca y cómo se sabría que se cumplió.',
    ),
    feedback: es('No hay una sola respuesta: cuenta que lo que pides se pueda comprobar.'),
    ...about,
    bloom: 'create',
    pillar: 'prevention',
    difficulty: 'hard',
    tags: ['plan nacional'],
  },
];

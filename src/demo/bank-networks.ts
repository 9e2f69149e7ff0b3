import { es, option, trueOrFalse, type Written } from './bank-texts.ts';

const about = { topic: 'redes' } as const;

/** The networks of women who build peace: what they are, how they work and with whom. */
export const NETWORKS: Written[] = [
  {
    type: 'multiple',
    stem: es('¿Qué es esencial en el modelo de las redes Mucpaz? Elige todo lo que corresponda.'),
    options: [
      option(
        'a',
        'Lleva la agenda 1325 al municipio',
        true,
        'Es parte del plan nacional y de la estrategia de prevención.',
      ),
      option(
        'b',
        'Las mujeres deciden donde viven',
        true,
        'Participar en las decisiones locales es su segundo elemento.',
      ),
      option(
        'c',
        'Investiga delitos y reúne pruebas',
        false,
        'Investigar toca a la fiscalía; la red no lo hace.',
      ),
      option(
        'd',
        'Rehace el tejido social y resuelve en paz los conflictos',
        true,
        'Es su tercer elemento.',
      ),
    ],
    ...about,
    objective: 'lo1',
    bloom: 'understand',
    pillar: 'participation',
    difficulty: 'medium',
    form: 'A',
    tags: ['modelo'],
  },
  {
    type: 'ordering',
    stem: es('Ordena el método de una red Mucpaz.'),
    steps: [
      { id: 's1', text: es('Diagnóstico con la comunidad y las autoridades locales') },
      { id: 's2', text: es('Mapa general de las violencias') },
      { id: 's3', text: es('Ruta de acción') },
    ],
    feedback: es('Primero se conoce, luego se ubica y al final se decide qué hacer.'),
    ...about,
    objective: 'lo3',
    bloom: 'understand',
    pillar: 'prevention',
    difficulty: 'easy',
    tags: ['método'],
  },
  {
    type: 'matching',
    stem: es(
      'El programa de 2021 para coordinadoras tuvo cuatro temas. Relaciona cada tema con una actividad.',
    ),
    pairs: [
      {
        id: 'p1',
        prompt: es('Importancia de la comunidad en la seguridad'),
        answer: es('Reunión con la policía de proximidad'),
      },
      {
        id: 'p2',
        prompt: es('Resolución de conflictos y justicia restaurativa'),
        answer: es('Círculo de paz'),
      },
      {
        id: 'p3',
        prompt: es('Prevención de la violencia contra las mujeres'),
        answer: es('Directorio de servicios de atención'),
      },
      {
        id: 'p4',
        prompt: es('Apropiación del espacio público'),
        answer: es('Marcha exploratoria'),
      },
    ],
    feedback: es('Cada tema pide otra actividad; todas las prepara la red con la comunidad.'),
    ...about,
    objective: 'lo4',
    bloom: 'apply',
    pillar: 'prevention',
    difficulty: 'medium',
    tags: ['programa'],
  },
  {
    type: 'number',
    stem: es(
      '217 redes se repartían en 107 municipios. ¿Cuántas redes había en promedio en cada uno?',
    ),
    answers: [
      { id: 'r1', from: 2, to: 2.1, feedback: es('217 entre 107 da poco más de 2.') },
      {
        id: 'r2',
        from: 0.4,
        to: 0.6,
        credit: 0,
        feedback: es('Dividiste al revés: son redes entre municipios.'),
      },
    ],
    feedback: es('Es un promedio: hay municipios con muchas más.'),
    ...about,
    objective: 'lo3',
    bloom: 'apply',
    pillar: 'participation',
    difficulty: 'medium',
    tags: ['cifras'],
  },
  {
    type: 'gaps',
    stem: es('Completa cómo se organizan las Mesas para la Construcción de la Paz y Seguridad.'),
    text: es('Hay {{hueco1}} mesas estatales y {{hueco2}} regionales, y se reúnen {{hueco3}}.'),
    gaps: [
      {
        id: 'hueco1',
        kind: 'number',
        answers: [{ id: 'r1', from: 32, to: 32, feedback: es('Una por cada entidad federativa.') }],
      },
      {
        id: 'hueco2',
        kind: 'number',
        answers: [{ id: 'r1', from: 266, to: 266, feedback: es('Son 266 regionales.') }],
      },
      {
        id: 'hueco3',
        kind: 'chosen',
        answers: [
          { id: 'r1', text: es('a diario'), feedback: es('Sí: se reúnen a diario.') },
          { id: 'r2', text: es('cada semana'), credit: 0, feedback: es('Se reúnen más seguido.') },
          {
            id: 'r3',
            text: es('cada mes'),
            credit: 0,
            feedback: es('Al mes es lo mínimo para la instancia de las mujeres.'),
          },
        ],
      },
    ],
    feedback: es('Las instancias de las mujeres toman parte al menos una vez al mes.'),
    ...about,
    objective: 'lo5',
    bloom: 'remember',
    pillar: 'participation',
    difficulty: 'hard',
    tags: ['mesas'],
  },
  {
    type: 'truefalse',
    stem: es('Si dos fuentes dan 27 y 26 entidades con redes, una de las dos miente.'),
    options: trueOrFalse(
      false,
      'No hace falta: pueden tener otra fecha de corte.',
      'Eso es: por eso cada total dice su fecha de corte y su fuente.',
    ),
    ...about,
    objective: 'lo3',
    bloom: 'evaluate',
    pillar: 'participation',
    difficulty: 'medium',
    form: 'B',
    tags: ['cifras'],
  },
  {
    type: 'single',
    stem: es(
      'Una constancia de 2022 la firma Inmujeres. ¿Qué institución tiene hoy sus funciones?',
    ),
    options: [
      option('a', 'El SESNSP', false, 'Lanzó las redes junto con Inmujeres, pero no lo absorbió.'),
      option(
        'b',
        'La Secretaría de las Mujeres',
        true,
        'Desde el 1 de enero de 2025. La constancia conserva el nombre de su día.',
      ),
      option(
        'c',
        'La Secretaría de Relaciones Exteriores',
        false,
        'Presentó el plan nacional, pero tiene otras funciones.',
      ),
    ],
    ...about,
    objective: 'lo1',
    bloom: 'remember',
    pillar: 'participation',
    difficulty: 'medium',
    form: 'A',
    tags: ['instituciones'],
  },
  {
    type: 'oral',
    stem: es(
      'Cuenta en dos minutos, como a una vecina, qué hace una red y por qué conviene que entre.',
    ),
    maxSeconds: 120,
    graderNotes: es(
      'Busca: para qué es la red, qué se hace en ella, que participar es voluntario y qué la cuida. Que se entienda sin siglas.',
    ),
    feedback: es(
      'Lo que convence es lo cercano: una calle, una fecha, una persona a quien acudir.',
    ),
    ...about,
    objective: 'lo5',
    bloom: 'create',
    pillar: 'participation',
    difficulty: 'medium',
    tags: ['multiplicadora'],
  },
];

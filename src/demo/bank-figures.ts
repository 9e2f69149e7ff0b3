import { es, option, trueOrFalse, type Written } from './bank-texts.ts';

const about = { objective: 'lo1', topic: 'agenda-1325' } as const;

/** Figures of the agenda that are easily taken for others. */
export const FIGURES: Written[] = [
  {
    type: 'number',
    stem: es('Un folleto dice «2122 (2122)». ¿De qué año es la resolución 2122?'),
    answers: [
      { id: 'r1', from: 2013, to: 2013, feedback: es('Eso es: el folleto repitió el número.') },
      { id: 'r2', from: 2122, to: 2122, credit: 0, feedback: es('Ese es su número, no su año.') },
    ],
    feedback: es('Es de 2013. Conviene revisar los años: circulan varios mal impresos.'),
    ...about,
    bloom: 'evaluate',
    pillar: 'participation',
    difficulty: 'medium',
    tags: ['resoluciones', 'cifras'],
  },
  {
    type: 'single',
    stem: es('ONU Mujeres contó, de 1992 a 2019, 13 % de mujeres. ¿De qué es ese porcentaje?'),
    options: [
      option(
        'a',
        'De quienes negociaron en los grandes procesos de paz',
        true,
        'Así es; fueron 6 % de quienes mediaron y 6 % de quienes firmaron.',
      ),
      option(
        'b',
        'De las tropas en operaciones de paz',
        false,
        'Esa es otra cifra, de otros años.',
      ),
      option(
        'c',
        'De los acuerdos que nombran a las mujeres',
        false,
        'Eso se mide aparte: 22 % en 2019.',
      ),
    ],
    ...about,
    bloom: 'understand',
    pillar: 'participation',
    difficulty: 'medium',
    form: 'A',
    tags: ['cifras'],
  },
  {
    type: 'truefalse',
    stem: es(
      '«Con mujeres, 35 % de los acuerdos dura quince años» es lo que dice el estudio citado.',
    ),
    options: trueOrFalse(
      false,
      'No: habla de una probabilidad mayor, no de cuántos acuerdos.',
      'Eso es: la probabilidad de durar al menos 15 años fue 35 % mayor. Es una asociación.',
    ),
    ...about,
    bloom: 'evaluate',
    pillar: 'participation',
    difficulty: 'hard',
    form: 'B',
    tags: ['cifras'],
  },
  {
    type: 'number',
    stem: es(
      'Los acuerdos con disposiciones de género pasaron de 14 % (1995) a 22 % (2019). ¿Cuántos puntos subieron?',
    ),
    answers: [
      { id: 'r1', from: 8, to: 8, feedback: es('22 menos 14 son 8 puntos porcentuales.') },
      {
        id: 'r2',
        from: 57,
        to: 58,
        credit: 0,
        feedback: es('Ese es el aumento relativo; se preguntan los puntos.'),
      },
    ],
    feedback: es('Puntos porcentuales: la resta de dos porcentajes.'),
    ...about,
    bloom: 'apply',
    pillar: 'participation',
    difficulty: 'medium',
    tags: ['cifras'],
  },
];

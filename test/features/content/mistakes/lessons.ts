import { AYUDA, AYUDA_EN, PLAZA, PLAZA_EN, intoPlaza, type Mistake } from './mistake.ts';

/** Lessons and their blocks. */
export const lessons: Mistake[] = [
  {
    what: 'a summary of two lines',
    make: (d) => {
      d.replace(PLAZA, '  - Lo acordado se escribe con palabras sencillas.\n', '');
    },
    key: 'summary',
    file: PLAZA,
    line: 'summary:',
    warning: true,
  },
  {
    what: 'an English summary of four lines',
    make: (d) => {
      d.replace(PLAZA_EN, 'summary:\n', 'summary:\n  - One more.\n');
    },
    key: 'summary',
    file: PLAZA_EN,
    line: 'summary:',
    warning: true,
  },
  {
    what: 'a lesson of 20 minutes',
    make: (d) => {
      d.replace(PLAZA, 'minutes: 8', 'minutes: 20');
    },
    key: 'minutes',
    file: PLAZA,
    line: 'minutes: 20',
    warning: true,
  },
  {
    what: 'a legal point without a date',
    make: (d) => {
      d.replace(AYUDA, ', textDate: 2024-01-17', '');
    },
    key: 'legalDate',
    file: AYUDA,
    line: 'point:',
  },
  {
    what: 'a signed legal point without a name or a day',
    make: (d) => {
      d.replace(
        AYUDA,
        '2024-01-17, status: pending }\n---',
        '2024-01-17, status: signed, signedBy: Ana Ruiz }\n---',
      );
    },
    key: 'legalSignature',
    file: AYUDA,
    line: 'point:',
  },
  {
    what: 'a sensitive lesson without a warning',
    make: (d) => {
      d.replace(AYUDA, /warning: .*\n/, '');
    },
    key: 'noWarning',
    file: AYUDA,
  },
  {
    what: 'a sensitive lesson without a warning in English',
    make: (d) => {
      d.replace(AYUDA_EN, /warning: .*\n/, '');
    },
    key: 'noWarning',
    file: AYUDA_EN,
  },
  {
    what: 'a sensitive lesson without another route',
    make: (d) => {
      d.replace(AYUDA, '::: alternativa La misma idea por otro camino', '::: nota Otra cosa');
    },
    key: 'noAlternative',
    file: AYUDA,
  },
  {
    what: 'another route in a lesson that needs none',
    make: intoPlaza('::: alternativa\nx\n:::'),
    key: 'notSensitive',
    file: PLAZA,
  },
  {
    what: 'a warning in a lesson that needs none',
    make: (d) => {
      d.replace(PLAZA, 'sensitive: false', 'sensitive: false\nwarning: Cuidado.');
    },
    key: 'notSensitive',
    file: PLAZA,
  },
  {
    what: 'two other routes',
    make: (d) => {
      d.append(AYUDA, '\n::: alternativa Otra más\nx\n:::\n');
    },
    key: 'twoAlternatives',
    file: AYUDA,
    line: 'Otra más',
  },
];

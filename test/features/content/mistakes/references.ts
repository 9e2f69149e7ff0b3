import { CHECKS, ESCUCHAR, FORMA_B, PLAZA, PLAZA_EN, intoPlaza, type Mistake } from './mistake.ts';

/** Ids that name each other. */
export const references: Mistake[] = [
  {
    what: 'a course that answers to a line that no framework has',
    make: (d) => {
      d.replace('course.yml', /frameworks: .*/, 'frameworks: [PNA-1325, PROIGUALDAD-6.9]');
    },
    key: 'unknownFramework',
    file: 'course.yml',
    line: 'frameworks: [',
  },
  {
    what: 'a lesson that answers to a framework that there is not',
    make: (d) => {
      d.replace(PLAZA, 'sensitive:', 'frameworks: [participation, BELEM-DO-PARA]\nsensitive:');
    },
    key: 'unknownFramework',
    file: PLAZA,
    line: 'frameworks: [',
  },
  {
    what: 'an item id used twice',
    make: (d) => {
      d.replace(FORMA_B, 'id: fin-acuerdo-1', 'id: fin-acuerdo-2');
    },
    key: 'duplicateId',
    file: FORMA_B,
    line: 'id: fin-acuerdo-2\n  type: multiple',
  },
  {
    what: 'an item id used in two files',
    make: (d) => {
      d.replace(FORMA_B, 'id: fin-acuerdo-1', 'id: ini-acuerdo-1');
    },
    key: 'duplicateId',
    file: FORMA_B,
    line: 'id: ini-acuerdo-1',
  },
  {
    what: 'a module with the id of a lesson',
    make: (d) => {
      d.replace('course.yml', 'id: m2', 'id: pedir-ayuda');
    },
    key: 'duplicateId',
    file: 'course.yml',
    line: 'id: pedir-ayuda',
  },
  {
    what: 'an option id used twice',
    make: (d) => {
      d.replace(FORMA_B, 'id: b', 'id: a');
    },
    key: 'duplicateId',
    file: FORMA_B,
    line: "id: a\n      text: { es: 'Quién pagó",
  },
  {
    what: 'a question with the id of a lesson',
    make: (d) => {
      d.replace(FORMA_B, 'id: fin-acuerdo-1', 'id: la-plaza');
    },
    key: 'duplicateId',
    file: PLAZA,
  },
  {
    what: 'an unknown objective of a lesson',
    make: (d) => {
      d.replace(PLAZA, '[lo1]', '[lo9]');
    },
    key: 'unknownObjective',
    file: PLAZA,
    line: '[lo9]',
  },
  {
    what: 'an unknown objective of a question',
    make: (d) => {
      d.replace(CHECKS, 'objective: lo2', 'objective: lo9');
    },
    key: 'unknownObjective',
    file: CHECKS,
    line: 'lo9',
  },
  {
    what: 'an unknown objective of a draw',
    make: (d) => {
      d.replace('course.yml', 'form: A, objective: lo2', 'form: A, objective: lo9');
    },
    key: 'unknownObjective',
    file: 'course.yml',
    line: 'lo9',
    also: ['neverDrawn'],
  },
  {
    what: 'a lesson in no module',
    make: (d) => {
      d.replace('course.yml', '[la-plaza, escuchar-bien]', '[la-plaza]');
    },
    key: 'lessonNowhere',
    file: ESCUCHAR,
  },
  {
    what: 'a lesson in two modules',
    make: (d) => {
      d.replace('course.yml', '[pedir-ayuda]', '[pedir-ayuda, la-plaza]');
    },
    key: 'lessonTwice',
    file: 'course.yml',
    line: 'pedir-ayuda, la-plaza',
  },
  {
    what: 'an unknown lesson',
    make: (d) => {
      d.replace('course.yml', '[pedir-ayuda]', '[pedir-ayuda, nada]');
    },
    key: 'unknownLesson',
    file: 'course.yml',
    line: 'nada',
  },
  {
    what: 'an unknown module',
    make: (d) => {
      d.replace('course.yml', 'after: lessons', 'after: m7');
    },
    key: 'unknownModule',
    file: 'course.yml',
    line: 'after: m7',
  },
  {
    what: 'a certificate for an unknown quiz',
    make: (d) => {
      d.replace('course.yml', 'quizzes: [evaluacion-final]', 'quizzes: [evaluacion]');
    },
    key: 'unknownQuiz',
    file: 'course.yml',
    line: '[evaluacion]',
  },
  {
    what: 'a certificate for a quiz that does not count',
    make: (d) => {
      d.replace('course.yml', 'quizzes: [evaluacion-final]', 'quizzes: [prueba-inicial]');
    },
    key: 'quizDoesNotCount',
    file: 'course.yml',
    line: '[prueba-inicial]',
  },
  {
    what: 'an unknown question in a lesson',
    make: (d) => {
      d.replace(PLAZA, 'chk-plaza-1', 'chk-plaza-9');
    },
    key: 'unknownItem',
    file: PLAZA,
    line: 'chk-plaza-9',
    also: ['otherChecks', 'unusedCheck'],
  },
  {
    what: 'a quiz question in a lesson',
    make: (d) => {
      d.replace(PLAZA, 'chk-plaza-1', 'fin-acuerdo-1');
    },
    key: 'itemOfQuiz',
    file: PLAZA,
    line: 'fin-acuerdo-1',
    also: ['otherChecks', 'unusedCheck'],
  },
  {
    what: 'a question asked in two lessons',
    make: (d) => {
      d.replace(PLAZA, 'chk-plaza-1', 'chk-escuchar-1');
    },
    key: 'checkTwice',
    file: PLAZA,
    line: 'chk-escuchar-1',
    also: ['otherChecks', 'unusedCheck'],
  },
  {
    what: 'a check that no lesson shows',
    make: (d) => {
      d.replace(PLAZA, '::: comprueba chk-plaza-1\n:::', '');
      d.replace(PLAZA_EN, '::: comprueba chk-plaza-1\n:::', '');
    },
    key: 'unusedCheck',
    file: CHECKS,
    line: 'id: chk-plaza-1',
    warning: true,
  },
  {
    what: 'an unknown term',
    make: intoPlaza('Una [palabra](glosario:nada).'),
    key: 'unknownTerm',
    file: PLAZA,
    line: 'glosario:nada',
  },
  {
    what: 'an unknown file',
    make: intoPlaza('![Algo](media/nada.svg)'),
    key: 'unknownMedia',
    file: PLAZA,
    line: 'nada.svg',
  },
  {
    what: 'an unknown file in English only',
    make: (d) => {
      d.append(PLAZA_EN, '\n::: descarga nada.pdf\nx\n:::\n');
    },
    key: 'unknownMedia',
    file: PLAZA_EN,
    line: 'nada.pdf',
  },
  {
    what: 'an image of a question that says nothing',
    make: (d) => {
      d.replace(FORMA_B, '  use: quiz\n', '  use: quiz\n  format: markdown\n');
      d.replace(FORMA_B, "es: 'Quién pagó'", "es: '![](plaza.svg)'");
    },
    key: 'noAlt',
    file: FORMA_B,
    line: '![](plaza.svg)',
  },
  {
    what: 'an image of a question that is not there',
    make: (d) => {
      d.replace(FORMA_B, '  use: quiz\n', '  use: quiz\n  format: markdown\n');
      d.replace(FORMA_B, "es: 'Quién pagó'", "es: '![Un recibo](recibo.webp)'");
    },
    key: 'unknownMedia',
    file: FORMA_B,
    line: 'recibo.webp',
  },
];

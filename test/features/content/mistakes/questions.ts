import { FORMA_B, CHECKS, type Mistake } from './mistake.ts';

/** Quizzes and questions. */
export const questions: Mistake[] = [
  {
    what: 'a draw larger than its bank',
    make: (d) => {
      d.replace('course.yml', 'critical: true, count: 1', 'critical: true, count: 3');
    },
    key: 'smallBank',
    file: 'course.yml',
    line: 'count: 3',
  },
  {
    what: 'two draws from the same questions',
    make: (d) => {
      d.replace('course.yml', 'critical: false, count: 2', 'count: 2');
    },
    key: 'drawOverlap',
    file: 'course.yml',
    line: 'critical: true, count: 1',
  },
  {
    what: 'a question that no quiz can draw',
    make: (d) => {
      d.replace(FORMA_B, '  form: B\n', '');
    },
    key: 'neverDrawn',
    file: FORMA_B,
    line: 'id: fin-acuerdo-1',
    warning: true,
  },

  {
    what: 'a draw for a section that the quiz does not have',
    make: (d) => {
      d.replace('course.yml', 'critical: true, count: 1', 'critical: true, section: dos, count: 1');
    },
    key: 'unknownSection',
    file: 'course.yml',
    line: 'section: dos',
  },
  {
    what: 'a quiz that closes before it opens',
    make: (d) => {
      d.replace(
        'course.yml',
        /(\n *)passMark: 70/,
        "$1opensAt: '2026-12-02T09:00'$1closesAt: '2026-12-01T09:00'$1passMark: 70",
      );
    },
    key: 'closesBeforeItOpens',
    file: 'course.yml',
  },
  {
    what: 'reasons that wait for an end that never comes',
    make: (d) => {
      d.replace('course.yml', /(\n *)passMark: 70/, '$1reasons: after-close$1passMark: 70');
    },
    key: 'reasonsWithoutClose',
    file: 'course.yml',
  },
  {
    what: 'single choice with no right option',
    make: (d) => {
      d.replace(FORMA_B, '      correct: true\n', '');
    },
    key: 'oneCorrect',
    file: FORMA_B,
    line: 'options:',
  },
  {
    what: 'single choice with two right options',
    make: (d) => {
      d.replace(FORMA_B, '- id: b\n', '- id: b\n      correct: true\n');
    },
    key: 'oneCorrect',
    file: FORMA_B,
    line: 'options:',
  },
  {
    what: 'multiple choice with no right option',
    make: (d) => {
      d.replace(
        CHECKS,
        /(type: multiple[\s\S]*?) {6}correct: true\n([\s\S]*?) {6}correct: true\n/,
        '$1$2',
      );
    },
    key: 'multiple',
    file: CHECKS,
    line: "options:\n    - id: a\n      text: { es: 'Devolver",
    also: [],
  },
  {
    what: 'multiple choice with no wrong option',
    make: (d) => {
      d.replace(CHECKS, /(type: multiple[\s\S]*?- id: b\n)/, '$1      correct: true\n');
    },
    key: 'multiple',
    file: CHECKS,
  },
  {
    what: 'true or false with other options',
    make: (d) => {
      d.replace(CHECKS, 'id: verdadero', 'id: si');
    },
    key: 'trueFalse',
    file: CHECKS,
  },
  {
    what: 'an option without its reason',
    make: (d) => {
      d.replace(CHECKS, / {6}feedback:[\s\S]*?\n(?= {4}- id: b)/, '');
    },
    key: 'noReason',
    file: CHECKS,
    warning: true,
  },
  {
    what: 'a question without its objective',
    make: (d) => {
      d.replace(CHECKS, '  objective: lo1\n', '');
    },
    key: 'noObjective',
    file: CHECKS,
    line: 'id: chk-plaza-1',
    warning: true,
  },
  {
    what: 'a check with a form',
    make: (d) => {
      d.replace(CHECKS, 'use: check\n', 'use: check\n  form: A\n');
    },
    key: 'formOfCheck',
    file: CHECKS,
    line: 'form: A',
  },
];

import { PLAZA, PLAZA_EN, AYUDA, FORMA_B, type Mistake } from './mistake.ts';

/** The files themselves, their fields and their English. */
export const files: Mistake[] = [
  {
    what: 'broken YAML',
    make: (d) => {
      d.replace('course.yml', 'code: BREVE-1', 'code: [BREVE-1');
    },
    key: 'yaml',
    file: 'course.yml',
    line: 'title:',
  },
  {
    what: 'a key written twice',
    make: (d) => {
      d.replace('course.yml', 'audiences:', 'code: OTRO\naudiences:');
    },
    key: 'yaml',
    file: 'course.yml',
    line: 'code: OTRO',
  },
  {
    what: 'a text that grows out of references',
    make: (d) => {
      d.write(
        'glossary.yml',
        `- &a { id: x, term: { es: x, en: x }, text: { es: x, en: x } }\n${'- *a\n'.repeat(40)}`,
      );
    },
    key: 'aliases',
    file: 'glossary.yml',
  },
  {
    what: 'no course.yml',
    make: (d) => {
      d.remove('course.yml');
    },
    key: 'noFile',
    file: 'course.yml',
  },
  {
    what: 'a file in another encoding',
    make: (d) => {
      d.write('glossary.yml', Buffer.from('- mediaci\xf3n', 'latin1'));
    },
    key: 'notUtf8',
    file: 'glossary.yml',
  },
  {
    what: 'a file that no course has',
    make: (d) => {
      d.write('lessons/La Plaza.md', 'x');
    },
    key: 'strayFile',
    file: 'lessons/La Plaza.md',
    warning: true,
  },
  {
    what: 'a lesson without its data',
    make: (d) => {
      d.replace(PLAZA, '---\n', '');
    },
    key: 'noFrontMatter',
    file: PLAZA,
  },
  {
    what: 'an English lesson alone',
    make: (d) => {
      d.write('lessons/otra.en.md', '---\ntitle: x\nsummary: [a, b, c]\n---\n');
    },
    key: 'noSpanish',
    file: 'lessons/otra.en.md',
  },
  {
    what: 'a list that is not one',
    make: (d) => {
      d.write('glossary.yml', 'acuerdo: si');
    },
    key: 'notAList',
    file: 'glossary.yml',
  },

  {
    what: 'a missing field',
    make: (d) => {
      d.replace('course.yml', 'code: BREVE-1\n', '');
    },
    key: 'missingField',
    file: 'course.yml',
  },
  {
    what: 'an empty field',
    make: (d) => {
      d.replace(PLAZA, 'title: La plaza es de todas las personas', "title: ' '");
    },
    key: 'missingField',
    file: PLAZA,
    line: 'title:',
  },
  {
    what: 'a misspelt field',
    make: (d) => {
      d.replace(FORMA_B, 'critical: true', 'critico: true');
    },
    key: 'unknownField',
    file: FORMA_B,
    line: 'critico:',
  },
  {
    what: 'a text where a number goes',
    make: (d) => {
      d.replace(PLAZA, 'minutes: 8', 'minutes: ocho');
    },
    key: 'wrongType',
    file: PLAZA,
    line: 'minutes:',
  },
  {
    what: 'a word out of the list',
    make: (d) => {
      d.replace('course.yml', '[community, police]', '[community, polis]');
    },
    key: 'notInList',
    file: 'course.yml',
    line: 'polis',
  },
  {
    what: 'a quiz that draws nothing',
    make: (d) => {
      d.replace('course.yml', 'objective: lo2, count: 1', 'objective: lo2, count: 0');
    },
    key: 'tooSmall',
    file: 'course.yml',
    line: 'count: 0',
  },
  {
    what: 'a pass mark over 100',
    make: (d) => {
      d.replace('course.yml', 'passMark: 70', 'passMark: 700');
    },
    key: 'tooBig',
    file: 'course.yml',
    line: 'passMark: 700',
  },
  {
    what: 'a date that is none',
    make: (d) => {
      d.replace(AYUDA, 'textDate: 2024-01-17', 'textDate: 2024-13-17');
    },
    key: 'notADate',
    file: AYUDA,
    line: 'textDate',
  },
  {
    what: 'an id with capitals',
    make: (d) => {
      d.replace(FORMA_B, 'id: fin-acuerdo-1', 'id: Fin_Acuerdo');
    },
    key: 'notAnId',
    file: FORMA_B,
    line: 'Fin_Acuerdo',
  },

  {
    what: 'a text without English',
    make: (d) => {
      d.replace('course.yml', '{ es: Cuidarse, en: Taking care }', '{ es: Cuidarse }');
    },
    key: 'noEnglish',
    file: 'course.yml',
    line: 'es: Cuidarse',
    warning: true,
  },
  {
    what: 'a lesson without English',
    make: (d) => {
      d.remove(PLAZA_EN);
    },
    key: 'noEnglishLesson',
    file: PLAZA,
    warning: true,
  },
  {
    what: 'other questions in English',
    make: (d) => {
      d.replace(PLAZA_EN, '::: comprueba chk-plaza-1\n:::', '');
    },
    key: 'otherChecks',
    file: PLAZA_EN,
  },
];

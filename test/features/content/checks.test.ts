import { expect } from 'chai';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCourse } from '../../../src/features/content/course-folder.ts';
import { es } from '../../../src/i18n/es.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { courseFolder } from '../../support/course.ts';

/** Changes that an author could make to the files of a course. */
interface Desk {
  replace: (file: string, from: string | RegExp, to: string) => void;
  write: (file: string, content: string | Buffer) => void;
  append: (file: string, text: string) => void;
  remove: (file: string) => void;
}

/** A mistake, and where its author is told about it. */
interface Mistake {
  what: string;
  make: (desk: Desk) => void;
  key: string;
  file: string;
  /** Text on the line that is named; the first line without it. */
  line?: string;
  warning?: true;
  /** Other sentences that the same mistake rightly brings. */
  also?: string[];
}

const PLAZA = 'lessons/la-plaza.md';
const PLAZA_EN = 'lessons/la-plaza.en.md';
const ESCUCHAR = 'lessons/escuchar-bien.md';
const AYUDA = 'lessons/pedir-ayuda.md';
const AYUDA_EN = 'lessons/pedir-ayuda.en.md';
const FORMA_B = 'questions/forma-b.yml';
const CHECKS = 'questions/comprobaciones.yml';
const PLAZA_SVG = 'media/plaza.svg';
const intoPlaza =
  (text: string) =>
  ({ append }: Desk): void => {
    append(PLAZA, `\n${text}\n`);
  };
const intoSvg =
  (text: string) =>
  ({ replace }: Desk): void => {
    replace(PLAZA_SVG, '</svg>', `${text}</svg>`);
  };
const link = (href: string): Mistake => ({
  what: `a link to ${href}`,
  make: intoPlaza(`[aquí](${href})`),
  key: 'unsafeLink',
  file: PLAZA,
  line: '[aquí]',
});
const svg = (text: string): Mistake => ({
  what: `an SVG with ${text}`,
  make: intoSvg(text),
  key: 'svg',
  file: PLAZA_SVG,
  line: text,
});
const html = (text: string): Mistake => ({
  what: `HTML in the text: ${text}`,
  make: intoPlaza(text),
  key: 'html',
  file: PLAZA,
  line: text,
});

const MISTAKES: Mistake[] = [
  // The files themselves
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

  // Fields
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

  // English
  {
    what: 'a text without English',
    make: (d) => {
      d.replace('course.yml', '{ es: Cuidarse, en: Taking care }', '{ es: Cuidarse }');
    },
    key: 'noEnglish',
    file: 'course.yml',
    line: 'es: Cuidarse',
  },
  {
    what: 'a lesson without English',
    make: (d) => {
      d.remove(PLAZA_EN);
    },
    key: 'noEnglishLesson',
    file: PLAZA,
  },
  {
    what: 'other questions in English',
    make: (d) => {
      d.replace(PLAZA_EN, '::: comprueba chk-plaza-1\n:::', '');
    },
    key: 'otherChecks',
    file: PLAZA_EN,
  },

  // Ids that name each other
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

  // Quizzes
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

  // Questions
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
    what: 'multiple choice with one right option',
    make: (d) => {
      d.replace(CHECKS, /(type: multiple[\s\S]*?) {6}correct: true\n/, '$1');
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
    key: 'missingField',
    file: CHECKS,
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

  // Lessons
  {
    what: 'a summary of two lines',
    make: (d) => {
      d.replace(PLAZA, '  - Lo acordado se escribe con palabras sencillas.\n', '');
    },
    key: 'summary',
    file: PLAZA,
    line: 'summary:',
  },
  {
    what: 'an English summary of four lines',
    make: (d) => {
      d.replace(PLAZA_EN, 'summary:\n', 'summary:\n  - One more.\n');
    },
    key: 'summary',
    file: PLAZA_EN,
    line: 'summary:',
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

  // Text
  {
    what: 'a heading of the page',
    make: intoPlaza('# Título'),
    key: 'heading',
    file: PLAZA,
    line: '# Título',
  },
  {
    what: 'a heading too high inside a block',
    make: intoPlaza('::: nota\n## Título\n:::'),
    key: 'heading',
    file: PLAZA,
    line: '## Título',
  },
  html('<b>fuerte</b>'),
  html('<script>alert(1)</script>'),
  html('<img src=x onerror=alert(1)>'),
  html('<!-- nota -->'),
  html('a <br/> b'),
  {
    what: 'an unknown block',
    make: intoPlaza('::: ojo\nx\n:::'),
    key: 'unknownBlock',
    file: PLAZA,
    line: '::: ojo',
  },
  {
    what: 'a block that is not closed',
    make: intoPlaza('::: nota Sin cerrar\nx'),
    key: 'openBlock',
    file: PLAZA,
    line: 'Sin cerrar',
  },
  {
    what: 'a fence too many',
    make: intoPlaza('x\n\n:::\n'),
    key: 'strayFence',
    file: PLAZA,
    line: ':::\n\n$',
  },
  {
    what: 'a question inside a block',
    make: intoPlaza(':::: nota\n::: comprueba chk-x\n:::\n::::'),
    key: 'blockInside',
    file: PLAZA,
    line: 'chk-x',
  },
  {
    what: 'a block with too many words',
    make: intoPlaza('::: descarga hoja-de-acuerdos.pdf la hoja\nx\n:::'),
    key: 'blockWords',
    file: PLAZA,
    line: 'la hoja',
  },
  {
    what: 'a text inside a question',
    make: (d) => {
      d.replace(PLAZA, 'chk-plaza-1\n', 'chk-plaza-1\n¿Qué opinas?\n');
    },
    key: 'textInCheck',
    file: PLAZA,
    line: 'chk-plaza-1',
  },
  {
    what: 'an empty description',
    make: (d) => {
      d.replace(PLAZA, /Un rectángulo morado.*\n/, '');
    },
    key: 'emptyBlock',
    file: PLAZA,
    line: '::: descripcion',
  },
  {
    what: 'a description without its figure',
    make: (d) => {
      d.replace(PLAZA, /!\[.*\n/, '');
    },
    key: 'noFigure',
    file: PLAZA,
    line: '::: descripcion',
  },
  {
    what: 'audio without a transcript',
    make: (d) => {
      d.replace(
        ESCUCHAR,
        'Buenas tardes. Gracias por venir. Vamos a escucharnos por turnos.\n',
        '',
      );
    },
    key: 'noTranscript',
    file: ESCUCHAR,
    line: '::: audio',
  },
  {
    what: 'video without a transcript',
    make: (d) => {
      d.replace(ESCUCHAR, 'Un cuadro morado cruza la plaza de izquierda a derecha.\n', '');
    },
    key: 'noTranscript',
    file: ESCUCHAR,
    line: '::: video',
  },
  {
    what: 'video without captions',
    make: (d) => {
      d.replace(ESCUCHAR, ' recorrido.es.vtt', '');
    },
    key: 'noCaptions',
    file: ESCUCHAR,
    line: '::: video',
    also: ['unusedMedia'],
  },
  {
    what: 'a picture where sound goes',
    make: (d) => {
      d.replace(ESCUCHAR, 'audio saludo.mp3', 'audio plaza.svg');
    },
    key: 'wrongMedia',
    file: ESCUCHAR,
    line: 'audio plaza.svg',
  },
  {
    what: 'an image that says nothing',
    make: (d) => {
      d.replace(PLAZA, /!\[[^\]]*\]/, '![]');
    },
    key: 'noAlt',
    file: PLAZA,
    line: '![]',
  },
  {
    what: 'an image of another site',
    make: intoPlaza('![Algo](https://example.org/a.png)'),
    key: 'remoteImage',
    file: PLAZA,
    line: 'example.org',
  },
  {
    what: 'an image of another site without scheme',
    make: intoPlaza('![Algo](//example.org/a.png)'),
    key: 'remoteImage',
    file: PLAZA,
    line: 'example.org',
  },
  {
    what: 'an image inside a sentence',
    make: intoPlaza('Mira ![Algo](media/plaza.svg) aquí.'),
    key: 'imageInText',
    file: PLAZA,
    line: 'Mira',
  },
  link('javascript:alert(1)'),
  link('JaVaScRiPt:alert(1)'),
  link('data:text/html,x'),
  link('//example.org/x'),
  link('vbscript:x'),
  link('tel:911'),

  // Media
  {
    what: 'a file of another kind',
    make: (d) => {
      d.write('media/pagina.html', '<p>');
    },
    key: 'mediaName',
    file: 'media/pagina.html',
  },
  {
    what: 'a name with spaces',
    make: (d) => {
      d.write('media/mi foto.png', '<p>');
    },
    key: 'mediaName',
    file: 'media/mi foto.png',
  },
  {
    what: 'a page that says it is a PDF',
    make: (d) => {
      d.write('media/hoja-de-acuerdos.pdf', '<html><script>');
    },
    key: 'mediaBytes',
    file: 'media/hoja-de-acuerdos.pdf',
  },
  {
    what: 'a figure over 12 kB',
    make: intoSvg('<path d="M0 0"/>'.repeat(800)),
    key: 'mediaTooLarge',
    file: PLAZA_SVG,
  },
  {
    what: 'an image over 60 kB',
    make: (d) => {
      d.write('media/foto.png', png(70_000));
      d.append(PLAZA, '\n![Algo](media/foto.png)\n');
    },
    key: 'mediaTooLarge',
    file: 'media/foto.png',
  },
  {
    what: 'an SVG without a size',
    make: (d) => {
      d.replace(PLAZA_SVG, ' viewBox="0 0 320 160"', '');
    },
    key: 'noSize',
    file: PLAZA_SVG,
  },
  {
    what: 'a file that nobody uses',
    make: (d) => {
      d.write('media/foto.png', png(500));
    },
    key: 'unusedMedia',
    file: 'media/foto.png',
    warning: true,
  },
  svg('<script>alert(1)</script>'),
  svg('<foreignObject><p>x</p></foreignObject>'),
  svg('<image href="#a"/>'),
  svg('<use href="https://example.org/a.svg#a"/>'),
  svg('<a href="javascript:alert(1)"><rect/></a>'),
  svg('<rect onload="alert(1)"/>'),
  svg('<style>@import "x.css";</style>'),
  svg('<rect fill="url(https://example.org/a)"/>'),
];

function png(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').copy(file);
  file.writeUInt32BE(40, 16);
  file.writeUInt32BE(30, 20);
  return file;
}

describe('the checks of course files', () => {
  const t = translator('es-MX');
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'aula-check-'));
    folder = join(root, 'curso-breve');
    cpSync(courseFolder('curso-breve'), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const desk: Desk = {
    replace(file, from, to) {
      const before = read(file);
      const after = before.replace(from, to);
      expect(after, `${file} has nothing like ${String(from)}`).not.to.equal(before);
      writeFileSync(join(folder, file), after);
    },
    write(file, content) {
      writeFileSync(join(folder, file), content);
    },
    append(file, text) {
      writeFileSync(join(folder, file), read(file) + text);
    },
    remove(file) {
      rmSync(join(folder, file));
    },
  };

  it('find nothing in a course without mistakes', () => {
    expect(readCourse(folder).problems).to.deep.equal([]);
  });

  for (const { what, make, key, file, line, warning, also = [] } of MISTAKES) {
    it(`${warning ? 'warn about' : 'refuse'} ${what}`, () => {
      make(desk);
      const { document, problems } = readCourse(folder);
      const told = problems.find(
        (one) => one.key === `content.problem.${key}` && one.file === file,
      );
      expect(told, JSON.stringify(problems)).not.to.equal(undefined);
      expect(told?.severity).to.equal(warning ? 'warning' : 'error');
      if (line !== undefined) expect(told?.line).to.equal(lineOf(read(file), line));
      for (const one of problems) expect(t(one.key, one.params)).not.to.include('{{');
      expect(document === null).to.equal(warning !== true);
      const others = problems
        .map((one) => one.key.replace('content.problem.', ''))
        .filter((one) => one !== key);
      expect([...new Set(others)].sort()).to.deep.equal([...also].sort());
    });
  }

  it('tell every mistake at once', () => {
    desk.replace(PLAZA, 'glosario:acuerdo', 'glosario:nada');
    desk.replace(AYUDA, /warning: .*\n/, '');
    desk.replace(FORMA_B, 'objective: lo1', 'objective: lo9');
    desk.replace('course.yml', 'passMark: 70', 'passMark: 700');
    desk.remove('lessons/escuchar-bien.en.md');
    const keys = readCourse(folder).problems.map(({ key }) => key.replace('content.problem.', ''));
    expect(keys).to.include.members(['unknownTerm', 'noWarning', 'tooBig', 'noEnglishLesson']);
  });

  it('have a test for every sentence', () => {
    const told = new Set(MISTAKES.map(({ key }) => `content.problem.${key}`));
    const sentences = Object.keys(es).filter((key) => key.startsWith('content.problem.'));
    // What compares with the published version is told when a course is published again (sync.test.ts).
    const elsewhere = /\.(lesson|item)(Gone|Reused)$/;
    expect(sentences.filter((key) => !told.has(key) && !elsewhere.test(key))).to.deep.equal([]);
  });
});

/** The line on which a text begins; `$` at its end stands for the end of the file. */
function lineOf(text: string, needle: string): number {
  const at = needle.endsWith('$') ? text.lastIndexOf(needle.slice(0, -1)) : text.indexOf(needle);
  return text.slice(0, at).split('\n').length;
}

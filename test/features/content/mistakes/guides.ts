import type { Desk, Mistake } from './mistake.ts';

const HOJA = 'guides/hoja.md';
const HOJA_EN = 'guides/hoja.en.md';
const HEAD = [
  '---',
  'title: Hoja',
  'version: "1.0"',
  'date: 2026-11-25',
  'summary: Para llevar.',
  '---',
];
const HEAD_EN = ['---', 'title: Sheet', 'summary: To take along.', '---'];

const sheet =
  (text: string, head = HEAD) =>
  (d: Desk): void => {
    d.write(HOJA, `${head.join('\n')}\n\n${text}\n`);
    d.write(HOJA_EN, `${HEAD_EN.join('\n')}\n\n## What to take\n`);
  };

/** What is printed. */
export const guides: Mistake[] = [
  {
    what: 'a guide with something to be tapped',
    make: sheet('::: descarga foto.pdf\nAlgo.\n:::'),
    key: 'notInGuide',
    file: HOJA,
    also: ['unknownMedia'],
  },
  {
    what: 'a guide that leans on the glossary',
    make: sheet('Un [acuerdo](glosario:acuerdo).'),
    key: 'notInGuide',
    file: HOJA,
  },
  {
    what: 'a guide without its edition',
    make: sheet(
      '## Qué llevar',
      HEAD.filter((line) => !line.startsWith('version')),
    ),
    key: 'missingField',
    file: HOJA,
  },
  {
    what: 'a guide in Spanish alone',
    make: (d) => {
      d.write(HOJA, `${HEAD.join('\n')}\n\n## Qué llevar\n`);
    },
    key: 'noEnglishGuide',
    file: HOJA,
    warning: true,
  },
];

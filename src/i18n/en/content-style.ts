import type { EnglishOf } from '../english-of.ts';
import type { contentStyle as spanish } from '../es/content-style.ts';

/** How a course is written: what `content check` advises. */
export const contentStyle: EnglishOf<typeof spanish> = {
  'content.style.readability':
    'The lesson asks for slow reading: {{value}} on the INFLESZ scale, where {{least}} is read with ease. Use shorter words and sentences.',
  'content.style.sentences':
    'Sentences have {{value}} words on average; with {{most}} or fewer they are read at one go on a phone.',
  'content.style.words':
    'The text has {{words}} words; between {{from}} and {{to}} fit the time that the lesson promises.',
  'content.style.year':
    'The year of "{{what}}" is not that of the resolution: many pages print it wrong.',
  'content.style.telephone':
    '"{{what}}" looks like a telephone. Telephones come from the support lines, which have a date of verification.',
  'content.style.link':
    'There is no course "{{what}}"; the link leads to a page that does not exist.',
  'content.style.term': '"{{what}}" hurts or leaves somebody out. Better: {{instead}}.',
  'content.style.ending':
    '"{{what}}": a screen reader cannot say it. Use words that name everybody.',
  'content.style.figure':
    'Module {{id}} has no figure; an idea that is drawn helps whoever reads little.',
  'content.style.tags': 'Question {{id}} lacks what it is searched and drawn by: {{what}}.',
  'content.style.reason':
    'Option {{what}} of question {{id}} does not say why; the reason is what people learn from.',
  'content.style.longRight':
    'In {{id}} the right answer is much longer than the others: it is guessed without reading.',
  'content.style.longest':
    'In {{count}} of {{of}} questions the right answer is the longest: it is guessed without knowing.',
  'content.style.places':
    'In {{count}} of {{of}} questions the right answer stands in place {{place}}: it is guessed without knowing.',
  'content.style.stem': 'Question {{id}} begins like {{what}}: they are taken for the same one.',
  'content.style.bank':
    'The bank has {{count}} questions; with {{least}} or more a second attempt is another test.',
  'content.style.stale':
    'The English version does not have what the Spanish one has: of "{{what}}" there are {{en}} instead of {{es}}. Did only one change?',
  'content.style.figures':
    'The figures are not the same in both languages. Only in Spanish: {{es}}. Only in English: {{en}}.',
  'content.style.reform':
    '{{what}} changed ({{date}}) after the text that "{{point}}" rests on, or after its signature: the lesson says "review pending" until somebody compares it and signs it.',
  'content.style.idleException':
    'The exception to "{{rule}}" in {{file}} is no longer needed; remove it.',
};

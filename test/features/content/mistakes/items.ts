import { bareSound } from '../../../../src/features/studio/formats/sound.ts';
import { oggSound } from '../../../support/sounds.ts';
import { FORMA_B, type Mistake } from './mistake.ts';

const VOICE = bareSound(oggSound()).bytes;

const HEAD = `
- id: nuevo
  form: B
  objective: lo1
  bloom: apply
  pillar: prevention
  topic: acuerdos
  difficulty: easy
  stem: { es: ¿Qué haces?, en: What do you do? }
`;

/** A question more, of one type. */
const add =
  (fields: string): Mistake['make'] =>
  ({ append }) => {
    append(FORMA_B, HEAD + fields);
  };

const short = (credit: number): string => `  type: shorttext
  answers:
    - { id: a, text: { es: preguntar, en: ask }, credit: ${String(credit)} }
`;

const gaps = (text: string): string => `  type: gaps
  text: { es: ${text}, en: "First {{uno}}" }
  gaps:
    - { id: uno, kind: typed, answers: [{ id: a, text: { es: escuchar, en: listen } }] }
`;

const scenario = (nodes: string): string => `  type: scenario
  nodes:
${nodes}`;
const node = (id: string, rest: string): string =>
  `    - { id: ${id}, text: { es: Un lugar, en: A place }, ${rest} }\n`;
const choice = (id: string, to: string | null, points = 2): string =>
  `{ id: ${id}, text: { es: Ir, en: Go }, points: ${String(points)}, to: ${String(to)} }`;

/** What single types of questions ask of their parts. */
export const items: Mistake[] = [
  {
    what: 'a check that is not answered with options',
    make: (d) => {
      add(short(100))(d);
      d.replace(FORMA_B, 'id: nuevo\n  form: B', 'id: nuevo\n  use: check');
    },
    key: 'checkOfChoice',
    file: FORMA_B,
    also: ['unusedCheck'],
  },
  {
    what: 'a key in which nothing is worth everything',
    make: add(short(50)),
    key: 'nothingRight',
    file: FORMA_B,
    line: 'answers:\n    - { id: a, text: { es: preguntar',
  },
  {
    what: 'a number from more to less',
    make: add('  type: number\n  answers: [{ id: a, from: 3, to: 2 }]\n'),
    key: 'fromBeyondTo',
    file: FORMA_B,
  },
  {
    what: 'a gap that the text does not have',
    make: add(gaps('Primero nada')),
    key: 'gapsInText',
    file: FORMA_B,
  },
  {
    what: 'a place that neither ends nor goes on',
    make: add(scenario(node('a', `choices: [${choice('x', 'b')}]`) + node('b', 'ending: null'))),
    key: 'nodeEndsOrGoesOn',
    file: FORMA_B,
    also: ['nodeStuck', 'nodeWithoutEnd'],
  },
  {
    what: 'a place that nobody can leave',
    make: add(
      scenario(
        node('a', `choices: [${choice('x', 'b')}, ${choice('y', 'c')}]`) +
          node('b', `choices: [${choice('x', null)}]`) +
          node('c', 'ending: good'),
      ),
    ),
    key: 'nodeStuck',
    file: FORMA_B,
    also: ['nodeWithoutEnd'],
  },
  {
    what: 'a decision that leads nowhere',
    make: add(
      scenario(
        node('a', `choices: [${choice('x', 'b')}, ${choice('y', 'z')}]`) +
          node('b', 'ending: good'),
      ),
    ),
    key: 'unknownNode',
    file: FORMA_B,
  },
  {
    what: 'a place that no decision leads to',
    make: add(
      scenario(
        node('a', `choices: [${choice('x', 'b')}]`) +
          node('b', 'ending: good') +
          node('c', 'ending: poor'),
      ),
    ),
    key: 'nodeNotReached',
    file: FORMA_B,
  },
  {
    what: 'a circle without an end',
    make: add(
      scenario(
        node('a', `choices: [${choice('x', 'b')}, ${choice('y', 'c')}]`) +
          node('b', `choices: [${choice('x', 'd')}]`) +
          node('d', `choices: [${choice('x', 'b')}]`) +
          node('c', 'ending: good'),
      ),
    ),
    key: 'nodeWithoutEnd',
    file: FORMA_B,
  },
  {
    what: 'a question for files that cannot be handed in',
    make: add('  type: file\n  accepts: [image, video]\n'),
    key: 'notHandedIn',
    file: FORMA_B,
    warning: true,
  },
  ...[
    {
      what: 'a recording of a question that is not there',
      audio: '{ file: nada.mp3, language: nah, transcript: Lo que se oye. }',
      key: 'unknownMedia' as const,
    },
    {
      what: 'a recording of a question that is a drawing',
      audio: '{ file: plaza.svg, language: nah, transcript: Lo que se oye. }',
      key: 'wrongMedia' as const,
    },
    {
      what: 'a recording in a language whose name nobody knows',
      audio: '{ file: voz.ogg, language: mxt, transcript: Lo que se oye. }',
      key: 'audioLanguage' as const,
    },
    {
      what: 'a recording in something that is no language',
      audio: '{ file: voz.ogg, language: Náhuatl, transcript: Lo que se oye. }',
      key: 'notAnId' as const,
      also: ['unusedMedia'],
    },
    {
      what: 'a recording of a question without its transcript',
      audio: "{ file: voz.ogg, language: nah, transcript: ' ' }",
      key: 'missingField' as const,
      also: ['unusedMedia'],
    },
  ].map(({ what, audio, key, also }): Mistake => ({
    what,
    make: (d) => {
      if (audio.includes('voz.ogg')) d.write('media/voz.ogg', VOICE);
      d.replace(FORMA_B, '  options:', `  audio: [${audio}]\n  options:`);
    },
    key,
    file: FORMA_B,
    ...(also === undefined ? {} : { also }),
  })),
];

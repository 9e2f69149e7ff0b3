import type { Localized } from '../../../lib/localized.ts';
import { percent } from './choice-key.ts';
import { remark, type Medium, type Remark } from './format.ts';
import { writeText, type MoodleFormat } from './moodle-text.ts';
import { xmlAttribute, xmlText } from './xml.ts';

const NAMES: Record<MoodleFormat, string> = {
  html: 'html',
  moodle: 'moodle_auto_format',
  plain: 'plain_text',
  markdown: 'markdown',
};

export const textElement = (name: string, text: string): string =>
  `<${name}><text>${xmlText(text)}</text></${name}>`;

/** Writes the texts of one item as elements, each with its format and the images that it names. */
export interface Texts {
  wrap: (name: string, text: Localized, attributes?: string, inside?: string) => string;
}

export function textsOf(format: 'plain' | 'markdown', media: readonly Medium[]): Texts {
  const names = new Set(media.map(({ name }) => name));
  return {
    wrap(element, text, attributes = '', inside = '') {
      const written = writeText(text, format, names);
      const files = media
        .filter(({ name }) => written.text.includes(`@@PLUGINFILE@@/${name})`))
        .map(
          ({ name, bytes }) =>
            `<file name="${xmlAttribute(name)}" path="/" encoding="base64">${bytes.toString('base64')}</file>`,
        );
      return `<${element}${attributes} format="${NAMES[written.format]}"><text>${xmlText(written.text)}</text>${files.join('')}${inside}</${element}>`;
    },
  };
}

/** A question of Moodle: its type, its parts, and what the labels and the notes have to say. */
export interface Question {
  type: string;
  text?: string;
  parts: string[];
  more?: Record<string, string | null>;
  notes?: Remark[];
}

/** The shares that Moodle offers; it rounds or refuses others. */
const SHARES = [
  100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571,
  12.5, 11.11111, 10, 5, 0,
];
const isOdd = (value: number): boolean =>
  !SHARES.some((share) => Math.abs(share - Math.abs(value)) < 0.00002);
export const oddShares = (shares: readonly number[]): Remark[] =>
  shares.some(isOdd) ? [remark('formats.note.oddShare')] : [];

export const feedbackElement = (feedback: Localized | null, texts: Texts): string =>
  feedback === null
    ? '<feedback format="html"><text></text></feedback>'
    : texts.wrap('feedback', feedback);

/** A written answer: text alone. */
export const line = (share: number, written: string, inside: string): string =>
  `<answer fraction="${percent(share)}" format="plain_text"><text>${xmlText(written)}</text>${inside}</answer>`;

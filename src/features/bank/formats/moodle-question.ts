import { question, type Question } from './collect.ts';
import { remark, type SourcePlace } from './format.ts';
import { readText, type MoodleFormat } from './moodle-text.ts';
import { isName, slugOf } from './names.ts';
import type { RichText } from './rich-text.ts';
import { beginning } from './tidy.ts';
import { attribute, child, children, content, type XmlNode } from './xml.ts';

/** What every question of Moodle has, whatever its type. */

const FORMATS: Record<string, MoodleFormat> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
};

/** What Moodle itself writes where nobody wrote anything. */
const USUAL = new Set([
  'your answer is correct',
  'your answer is partially correct',
  'your answer is incorrect',
  'respuesta correcta',
  'respuesta parcialmente correcta',
  'respuesta incorrecta',
]);

export interface MoodleQuestion {
  node: XmlNode;
  question: Question;
  /** Of the text of the question; what names none follows it. */
  format: MoodleFormat;
}

/** Reads a text with the format that it names, its images with it. */
export function textIn(node: XmlNode | null, { question: one, format }: MoodleQuestion): RichText {
  if (node === null) return { es: '', en: '', markdown: false };
  takeFiles(node, one);
  return readText(content(node), FORMATS[attribute(node, 'format')] ?? format, one);
}

export function maybeText(node: XmlNode | null, of: MoodleQuestion): RichText | null {
  const text = textIn(node, of);
  return text.es === '' ? null : text;
}

function takeFiles(node: XmlNode, one: Question): void {
  for (const file of children(node, 'file')) {
    const name = attribute(file, 'name');
    const bytes = Buffer.from(content(file), 'base64');
    if (bytes.length === 0 || one.media.put(name, bytes) === null)
      one.note(remark('formats.note.fileLeft', { name: beginning(name) }));
  }
}

/** What all types share, and what our items have no place for. */
export function moodleQuestion(
  node: XmlNode,
  place: SourcePlace,
  category: readonly string[],
): MoodleQuestion {
  const tags = child(node, 'tags');
  const labels = tags === null ? [] : children(tags, 'tag').map((tag) => content(tag));
  const one = question(place, category, labels);
  one.name = content(node['name']).trim();
  const idNumber = content(node['idnumber']).trim();
  if (idNumber !== '') {
    const name = isName(idNumber) ? idNumber : slugOf(idNumber);
    if (name !== '') one.labels.fields.id = name;
    if (name !== idNumber)
      one.note(remark('formats.note.idChanged', { from: beginning(idNumber), to: name }));
  }
  takeGrade(node, one);
  const format = FORMATS[attribute(child(node, 'questiontext') ?? {}, 'format')] ?? 'html';
  const all = { node, question: one, format };
  noteRest(all);
  return all;
}

function takeGrade(node: XmlNode, one: Question): void {
  const written = content(node['defaultgrade']).trim();
  const grade = Number(written === '' ? '1' : written);
  if (one.labels.fields.weight !== undefined || grade === 1 || Number.isNaN(grade)) return;
  one.labels.fields.weight = Math.min(100, Math.max(1, Math.round(grade)));
  if (one.labels.fields.weight !== grade)
    one.note(remark('formats.note.grade', { grade: written }));
}

function noteRest({ node, question: one }: MoodleQuestion): void {
  if (content(node['hidden']).trim() === '1') one.note(remark('formats.note.hidden'));
  const penalty = Number(content(node['penalty']));
  if (![0, 0.1, 1].includes(penalty) && Math.abs(penalty - 1 / 3) > 0.001)
    one.note(remark('formats.note.penalty', { penalty }));
  const combined = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];
  for (const name of combined) {
    const text = content(node[name])
      .replace(/<[^<>]{0,200}>/g, '')
      .trim();
    if (text !== '' && !USUAL.has(text.toLowerCase().replace(/\.$/, '')))
      one.note(remark('formats.note.combinedFeedback', { text: beginning(text) }));
  }
  const hints = children(node, 'hint').filter((hint) => content(hint).trim() !== '');
  if (hints.length > 0) one.note(remark('formats.note.hints', { number: hints.length }));
  const shuffles = content(node['shuffleanswers']).trim();
  if (shuffles === '0' || shuffles === 'false') one.note(remark('formats.note.shuffle'));
}

import { FILE_KINDS } from '../../courses/item-document.ts';
import { fieldsOf, type CarriedData } from './carried.ts';
import type { Draft } from './collect.ts';
import { remark } from './format.ts';
import { maybeText, type MoodleQuestion } from './moodle-question.ts';
import type { RichText } from './rich-text.ts';
import { child, content } from './xml.ts';

/** Kinds of files as Moodle names them. */
export const FILE_TYPES: Record<(typeof FILE_KINDS)[number], string> = {
  image: 'image',
  pdf: '.pdf',
  audio: 'audio',
  video: 'video',
  document: 'document',
};

const countIn = (text: string): number | null => {
  const count = Number(text.trim());
  return Number.isInteger(count) && count > 0 ? count : null;
};

interface Common {
  stem: RichText;
  feedback: RichText | null;
}

/** An essay, or what Moodle asks for with one: files, or something said where our label says so. */
export function essay(of: MoodleQuestion, common: Common, data: CarriedData): Draft {
  const { node, question } = of;
  const graderNotes = maybeText(child(node, 'graderinfo'), of);
  const attachments = Number(content(node['attachments']));
  if (question.labels.type === 'oral')
    return { ...common, type: 'oral', graderNotes, ...fieldsOf('oral', data) };
  if (content(node['responseformat']).trim() === 'noinline')
    return { ...common, type: 'file', graderNotes, ...fileRule(of, attachments) };
  if (attachments !== 0 && !Number.isNaN(attachments))
    question.note(remark('formats.note.attachments'));
  return {
    ...common,
    type: 'essay',
    minWords: countIn(content(node['minwordlimit'])),
    maxWords: countIn(content(node['maxwordlimit'])),
    template: maybeText(child(node, 'responsetemplate'), of),
    graderNotes,
  };
}

function fileRule({ node, question }: MoodleQuestion, attachments: number) {
  const list = content(node['filetypeslist'])
    .split(/[\s,;]+/)
    .filter((one) => one !== '');
  const known = list.map((one) => FILE_KINDS.find((kind) => kindOf(one) === kind));
  const unknown = list.filter((_one, at) => known[at] === undefined);
  if (unknown.length > 0)
    question.note(remark('formats.note.fileTypes', { types: unknown.join(', ').slice(0, 80) }));
  const accepts = [...new Set(known.filter((kind) => kind !== undefined))];
  return {
    accepts: accepts.length > 0 ? accepts : [...FILE_KINDS],
    maxFiles: attachments < 1 || attachments > 5 || Number.isNaN(attachments) ? 5 : attachments,
  };
}

const ENDINGS: Record<string, (typeof FILE_KINDS)[number]> = {
  '.pdf': 'pdf', '.jpg': 'image', '.jpeg': 'image', '.png': 'image', '.webp': 'image', '.gif': 'image',
  '.mp3': 'audio', '.ogg': 'audio', '.wav': 'audio', '.m4a': 'audio', '.mp4': 'video', '.webm': 'video', '.mov': 'video',
  '.doc': 'document', '.docx': 'document', '.odt': 'document', web_image: 'image', optimised_image: 'image', html_audio: 'audio', html_video: 'video', web_audio: 'audio', web_video: 'video',
}; // prettier-ignore

const kindOf = (type: string): string => ENDINGS[type.toLowerCase()] ?? type.toLowerCase();

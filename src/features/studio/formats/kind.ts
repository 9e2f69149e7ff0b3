import { open } from 'node:fs/promises';
import { FileRefused, problem } from './problem.ts';
import { COURSE_ZIP, openZip } from './zip.ts';

/** What a file is, by its content. */
export type FileKind =
  'docx' | 'pptx' | 'course' | 'markdown' | 'pdf' | 'picture' | 'sound' | 'film' | 'captions';

const BY_MIME: Record<string, FileKind> = {
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'image/webp': 'picture',
  'image/gif': 'picture',
  'image/tiff': 'picture',
  'image/avif': 'picture',
  'audio/mpeg': 'sound',
  'audio/aac': 'sound',
  'audio/x-m4a': 'sound',
  'audio/mp4': 'sound',
  'audio/ogg; codecs=opus': 'sound',
  'audio/wav': 'sound',
  // What Chrome records; whether it shows a picture is seen when it is looked through.
  'video/webm': 'sound',
  'video/mp4': 'film',
  'application/pdf': 'pdf',
};
/** Endings that may stand at a name, where there is one; another one means that the name lies. */
const ENDINGS: Record<FileKind, RegExp> = {
  docx: /^(?:docx|dotx)$/,
  pptx: /^(?:pptx|ppsx|potx)$/,
  course: /^zip$/,
  markdown: /^(?:md|markdown|txt)$/,
  pdf: /^pdf$/,
  picture: /^(?:png|jpe?g|jfif|webp|gif|tiff?|avif)$/,
  sound: /^(?:mp3|m4a|mp4|aac|ogg|oga|opus|wav|webm|weba)$/,
  film: /^(?:mp4|m4v|m4a)$/,
  captions: /^vtt$/,
};
const HEAD = 4_100;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const refusal = (key: Parameters<typeof problem>[0]): FileRefused => new FileRefused(problem(key));

/** Word, PowerPoint, a course, or something else in a zip. */
async function kindOfZip(path: string): Promise<FileKind> {
  const zip = await openZip(path, { ...COURSE_ZIP, files: 5000, ratio: 200 });
  try {
    const has = (name: RegExp): boolean => [...zip.entries.keys()].some((one) => name.test(one));
    if (has(/^word\/document\.xml$/)) return 'docx';
    if (has(/^ppt\/presentation\.xml$/)) return 'pptx';
    if (has(/^xl\/workbook\.xml$/)) throw refusal('file.kind.spreadsheet');
    if (has(/^imsmanifest\.xml$|^h5p\.json$/)) throw refusal('file.kind.package');
    const mime = zip.entries.get('mimetype');
    if (mime !== undefined && mime.bytes < 100) throw refusal('file.kind.openDocument');
    if (has(/^(?:[^/]+\/)?course\.yml$/)) return 'course';
    throw refusal('file.kind.otherZip');
  } finally {
    zip.close();
  }
}

function kindOfText(head: Buffer, ending: string): FileKind {
  if (head.includes(0)) throw refusal('file.kind.unknown');
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (text.startsWith('WEBVTT')) return 'captions';
  if (/^\s*<(?:\?xml|!doctype|!--|html|svg|script|body|head)/i.test(text))
    throw refusal(/<svg[\s/>]/i.test(text) ? 'file.kind.svg' : 'file.kind.html');
  if (text.startsWith('{\\rtf')) throw refusal('file.kind.old');
  if (!ENDINGS.markdown.test(ending)) throw refusal('file.kind.unknown');
  return 'markdown';
}

async function kindOfContent(path: string, ending: string): Promise<FileKind> {
  const head = await headOf(path);
  if (head.length === 0) throw refusal('file.kind.empty');
  if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') throw refusal('file.kind.old');
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return kindOfZip(path);
  const { fileTypeFromBuffer } = await import('file-type');
  const mime = (await fileTypeFromBuffer(head))?.mime;
  if (mime === undefined || /^text\/|rtf|xml|html/.test(mime)) return kindOfText(head, ending);
  const kind = BY_MIME[mime];
  if (kind !== undefined) return kind;
  if (/heic|heif/.test(mime)) throw refusal('file.kind.heic');
  if (mime.startsWith('audio/')) throw refusal('file.kind.sound');
  if (mime.startsWith('video/')) throw refusal('file.kind.film');
  throw refusal(/zip|rar|7z|gzip|tar/.test(mime) ? 'file.kind.archive' : 'file.kind.unknown');
}

/** What a file is. Throws `FileRefused`, with what to do, for anything that is not taken or whose name says another thing. */
export async function kindOf(path: string, name: string): Promise<FileKind> {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (/^(?:docm|dotm|pptm|potm|ppsm|xlsm)$/.test(ending)) throw refusal('file.office.macros');
  const kind = await kindOfContent(path, ending);
  if (ending !== '' && !ENDINGS[kind].test(ending)) throw refusal('file.kind.otherEnding');
  return kind;
}

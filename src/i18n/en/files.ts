import type { EnglishOf } from '../english-of.ts';
import type { files as spanish } from '../es/files.ts';

export const files: EnglishOf<typeof spanish> = {
  'file.zip.broken': 'The file is incomplete or damaged. Save it again and upload it once more.',
  'file.zip.damaged': '“{{name}}” could not be read: the file is damaged.',
  'file.zip.tooMany': 'It holds more than {{limit}} files.',
  'file.zip.tooLarge': 'Its contents are larger than {{limit}} MB.',
  'file.zip.fileTooLarge': '“{{name}}” is larger than {{limit}} MB.',
  'file.zip.ratio': '“{{name}}” is far larger than it seems; it is not opened.',
  'file.zip.bomb': 'The contents are far larger than they seem; they are not opened.',
  'file.zip.depth': '“{{name}}” lies in too deep a folder: the most is {{limit}}.',
  'file.zip.escape': '“{{name}}” points outside the folder of the course.',
  'file.zip.absolute': '“{{name}}” points to a fixed place on a computer.',
  'file.zip.link': '“{{name}}” is a link to another file. Put in the file itself.',
  'file.zip.twice': '“{{name}}” and “{{other}}” are the same name for some computers.',
  'file.zip.control': '“{{name}}” has characters that nobody sees. Change the name of the file.',
  'file.zip.reserved': '“{{name}}” has a name that some computers do not take. Change it.',
  'file.zip.longName': 'The name “{{name}}…” is too long.',
  'file.zip.encrypted': '“{{name}}” has a password. Take it away and zip the folder again.',
  'file.zip.method': '“{{name}}” is packed in an unknown way. Zip the folder as an ordinary .zip.',
};

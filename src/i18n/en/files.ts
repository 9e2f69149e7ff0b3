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
  'file.noText': 'No text was found in the file.',
  'file.office.notThis':
    'The file is not a document of this kind. Open it in its program and save it again.',
  'file.office.damaged': 'The document is damaged. Open it in its program and save it again.',
  'file.office.macros':
    'The document has macros (programs). Save it as an ordinary document (.docx or .pptx) and upload it again.',
  'file.office.doctype':
    'The document has declarations that are not allowed ({{name}}). Open it in its program and save it again.',
  'file.office.encoding':
    'A part of the document ({{name}}) is in an unknown encoding. Save it again.',
  'file.office.depth': 'A part of the document ({{name}}) is too entangled. Save it again.',
  'file.office.xmlTooLarge':
    'A part of the document ({{name}}) is too large. Split it into several.',
  'file.lost.link': 'Links that lead to no page of the web: only their text is left ({{count}}).',
  'file.lost.merged': 'Merged cells in tables: they are single cells now ({{count}}).',
  'file.lost.picture':
    'Pictures in a format that cannot be shown ({{count}}). Copy them as PNG or JPEG.',
  'file.lost.comment': 'Comments in the margin ({{count}}).',
  'file.lost.revision':
    'Tracked changes: the text was taken as if all were accepted ({{count}} changes).',
  'file.lost.formula': 'Formulas ({{count}}). Put them in as pictures.',
  'file.lost.header': 'Headers and footers ({{count}}).',
  'file.lost.embedded': 'Files inside the document ({{count}}). Upload them apart.',
  'file.lost.chart': 'Charts ({{count}}). Copy them as pictures.',
  'file.lost.diagram': 'SmartArt diagrams ({{count}}). Copy them as pictures.',
  'file.lost.film':
    'Sound and video inside the document ({{count}}). Upload them apart, with their transcript.',
  'file.lost.outside': 'Parts that the document fetches from elsewhere ({{count}}).',
};

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
  'file.lost.hidden': 'Hidden slides ({{count}}).',
  'file.lost.animation': 'Animations: what they show stands there at once ({{count}} slides).',
  'file.pdf.script': 'The PDF has programs (JavaScript). Print it as a PDF and upload it again.',
  'file.pdf.launch':
    'The PDF opens other files or sends data. Print it as a PDF and upload it again.',
  'file.pdf.embedded':
    'The PDF has other files inside. Print it as a PDF and upload it again; the others apart.',
  'file.pdf.media':
    'The PDF has sound, video or active forms. Print it as a PDF and upload it again.',
  'file.pdf.encrypted':
    'The PDF has a password or restricted permissions. Save it without them and upload it again.',
  'file.pdf.unknown':
    'A part of the PDF could not be looked through. Print it as a PDF and upload it again.',
  'file.pdf.damaged': 'The PDF is damaged. Open it, save it again and upload it.',
  'file.pdf.pages': 'The PDF has more than {{limit}} pages. Split it into parts.',
  'file.pdf.author':
    'The PDF says who made it: “{{name}}”. If that should not be known, save it without.',
  'file.pdf.scanned': 'The PDF seems to be scanned: it has hardly any text to read or search.',
  'file.pdf.pictures':
    'Figures and tables of the PDF are seen only in the download; its text is here.',
  'file.pdf.long':
    'The text of the PDF is very long: the first part is here; all of it is in the download.',
  'file.picture.kind':
    'This is not an image made of points (PNG, JPG, GIF or WebP). Export an SVG drawing as PNG first.',
  'file.picture.pixels': 'The picture is too large. Save it with fewer pixels.',
  'file.picture.damaged': 'The picture is damaged or no picture. Save it again as JPEG or PNG.',
  'file.picture.heavy': 'The picture cannot be made lighter. Crop it or use one with less detail.',
  'file.film.damaged': 'The video is damaged. Export it again as MP4.',
  'file.sound.damaged':
    'The recording is damaged or was not saved to its end. Save it again as MP3 or M4A.',
  'file.captions.head': 'The captions do not begin with “WEBVTT”. Export them as WebVTT (.vtt).',
  'file.captions.time': 'A time in the captions is not understood: “{{line}}”.',
  'file.captions.order': 'The times in the captions are not in order: “{{line}}”.',
  'file.captions.empty': 'The captions have no text.',
  'file.kind.empty': 'The file is empty.',
  'file.kind.old': 'This is an old format. Open it and save it as .docx or .pptx.',
  'file.kind.openDocument': 'This is a LibreOffice document. Save it as .docx or .pptx.',
  'file.kind.spreadsheet':
    'This is a spreadsheet. Questions in Excel are imported in the question bank.',
  'file.kind.package': 'This is a SCORM or H5P package. They cannot be used here yet.',
  'file.kind.otherZip':
    'The .zip holds no course: its course.yml is missing. Upload the documents one by one.',
  'file.kind.archive': 'This is an archive that is not opened here. Use .zip.',
  'file.kind.svg': 'SVG drawings are not taken in uploads. Export it as PNG.',
  'file.kind.html': 'HTML pages are not taken. Paste their text into a .docx document.',
  'file.kind.heic': 'This is a HEIC photo of an iPhone. Share or save it as JPEG.',
  'file.kind.sound':
    'This kind of sound is not taken. Save it as MP3, M4A or OGG (Opus) and upload it again.',
  'file.kind.film': 'Video is taken as MP4. Export it so and upload it again.',
  'file.kind.unknown':
    'This kind of file is not known. Taken are .docx, .pptx, .md, .pdf, pictures, .mp3, .m4a, .ogg, .mp4, .vtt and the .zip of a course.',
  'file.kind.otherEnding':
    'The name of the file says one kind and its content is another. Check that it is the file you want.',
  'file.lost.badPicture': 'Damaged pictures, which were left out ({{count}}).',
  'file.lost.stray': 'Files that are no part of a course and were left out ({{count}}).',
  'file.lost.strayName': 'Left out: “{{name}}”.',
  'file.course.several': 'The .zip holds several courses. Zip the folder of a single one.',
  'file.course.heavy': '“{{name}}” is larger than {{limit}} kB.',
  'file.course.media': 'The file “{{name}}” is not taken:',
  'file.heavy':
    'The file is larger than {{limit}} MB, the most that a phone with prepaid data bears.',
  'file.tooSlow': 'It took too long to read. Split it into several files.',
  'file.tooHeavy': 'It takes too much memory to read. Split it into several files.',
  'file.note.captions': 'The transcript was made from the captions: look through it.',
  'file.note.film':
    'To publish the video its captions (.vtt) and its transcript are missing, or why it has none.',
  'file.note.sound': 'To publish the sound its transcript is missing.',
};

import type { EnglishOf } from '../english-of.ts';
import type { uploads as es } from '../es/uploads.ts';

export const uploads: EnglishOf<typeof es> = {
  'uploads.chooseFile': 'Choose a file.',
  'uploads.fileTooLarge': 'A file is larger than allowed. Make it lighter or split it.',
  'uploads.tooMuch': 'The files together are larger than allowed. Send them in several parts.',
  'uploads.tooManyFiles': 'Too many files for one go. Send them in several parts.',
  'uploads.broken':
    'What was sent arrived incomplete and nothing was kept. Choose the files again.',
  'uploads.noRoom': 'The server has no room to keep the file. Nothing was kept.',
  'upload.title': 'Upload files',
  'upload.lead':
    'A document, a presentation or a whole course becomes a draft. Before it is kept you see what was understood and what was not.',
  'upload.leadDraft':
    'What you upload is added to this course. Before it is kept you see what was understood and what was not.',
  'upload.files': 'Files',
  'upload.filesHint': 'One or several. Up to 200 MB in all.',
  'upload.send': 'Upload and look',
  'upload.sending': 'Uploading…',
  'upload.reading': 'Reading the files…',
  'upload.brokenOff': 'The upload broke off and nothing was kept. Try again.',
  'upload.nothing': 'None of the files can be used. Below it says why.',
  'upload.notTaken': 'Cannot be used',
  'upload.whatIsTaken': 'What can be uploaded',
  'upload.kind.docx':
    'Word (.docx): a lesson for each main heading, with pictures, tables and footnotes.',
  'upload.kind.pptx':
    'PowerPoint (.pptx): each section is a lesson; the speaker’s notes may come along.',
  'upload.kind.markdown': 'Markdown or text (.md, .txt): a lesson for each heading.',
  'upload.kind.pdf': 'PDF: stays a download, with its text to read and search. Up to 10 MB.',
  'upload.kind.picture': 'Pictures (JPEG, PNG, WebP): made lighter, without place and date.',
  'upload.kind.film': 'Video (.mp4, up to 100 MB) with its captions (.vtt).',
  'upload.kind.sound': 'Sound (.mp3, .m4a or .ogg, up to 25 MB).',
  'upload.kind.course': 'A whole course (.zip), such as those downloaded from here.',
  'upload.limits':
    'The content is looked at, not the name. Macros, programs and files with a password are not taken.',
  'upload.preview': 'What was understood',
  'upload.previewLead':
    'Nothing is kept yet. Look through it, take out what is too much, and decide.',
  'upload.lessons_one': '{{count}} lesson',
  'upload.lessons_other': '{{count}} lessons',
  'upload.words_one': '{{count}} word',
  'upload.words_other': '{{count}} words',
  'upload.pictures': 'Pictures: {{count}}',
  'upload.picturesWhat':
    'Write what is seen in each, for those who do not see it. What you leave empty is asked for when publishing.',
  'upload.alt': 'What is seen',
  'upload.decorative': 'Only decorates: says nothing that is needed',
  'upload.others': 'Other files',
  'upload.lost': 'What was not taken, or should be looked at',
  'upload.course': 'A whole course: {{count}} files.',
  'upload.courseFiles': 'See the files',
  'upload.notes': 'Include the speaker’s notes',
  'upload.notesHint':
    'They stand in a box under their slide. Leave them out if they were for you alone.',
  'upload.newCourse': 'The new course',
  'upload.addToCourse': 'Add to the course',
  'upload.begin': 'Create the draft',
  'upload.discard': 'Discard',
  'upload.waits': 'If you do not decide, it is erased in 24 hours.',
  'upload.kept': 'Added. Now you can edit it.',
  'upload.discarded': 'Discarded. Nothing was kept.',
  'upload.gone': 'This upload is not here any more: it was kept, discarded, or 24 hours went by.',
  'upload.wait': 'Many files are being read. Wait a moment and upload them again.',
  'cli.package': 'whole courses in a .zip',
  'cli.packageImport':
    'publishes the .zip of a course, checked as folders are; with --for it only makes a draft',
  'cli.packageFile': '.zip file',
  'cli.packageFor': 'makes a draft for this person, who will look at it and publish it',
  'cli.packageDone':
    'The draft is ready. Errors to mend before publishing: {{errors}}. Warnings: {{warnings}}.',
};

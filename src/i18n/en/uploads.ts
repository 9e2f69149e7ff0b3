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
};

/** What people are told about files of questions: what was not understood, and what a format cannot carry. */
export const formats = {
  'formats.problem.tooLarge': 'El archivo pesa más de {{megabytes}} MB. Divídelo en varios.',
  'formats.problem.tooMany':
    'El archivo tiene más de {{most}} preguntas; las que siguen no se leyeron. Divídelo en varios.',
  'formats.problem.empty': 'No se encontró ninguna pregunta.',
} as const;

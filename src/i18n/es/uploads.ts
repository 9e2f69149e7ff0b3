/** What people are told about files that they send. */
export const uploads = {
  'uploads.chooseFile': 'Elige un archivo.',
  'uploads.fileTooLarge': 'Un archivo pesa más de lo que se admite. Hazlo más ligero o divídelo.',
  'uploads.tooMuch':
    'Los archivos juntos pesan más de lo que se admite. Mándalos en varias partes.',
  'uploads.tooManyFiles': 'Son demasiados archivos para un solo envío. Mándalos en varias partes.',
  'uploads.broken': 'El envío llegó incompleto y no se guardó nada. Vuelve a elegir los archivos.',
  'uploads.noRoom': 'El servidor no tiene espacio para guardar el archivo. No se guardó nada.',
} as const;

/** What instructors are told about files that they bring: why one is refused, what of it was not taken. */
export const files = {
  'file.zip.broken': 'El archivo está incompleto o dañado. Vuelve a guardarlo y súbelo otra vez.',
  'file.zip.damaged': 'No se pudo leer «{{name}}»: el archivo está dañado.',
  'file.zip.tooMany': 'Trae más de {{limit}} archivos.',
  'file.zip.tooLarge': 'Su contenido pesa más de {{limit}} MB.',
  'file.zip.fileTooLarge': '«{{name}}» pesa más de {{limit}} MB.',
  'file.zip.ratio': '«{{name}}» ocupa muchísimo más de lo que aparenta; no se abre.',
  'file.zip.bomb': 'El contenido ocupa muchísimo más de lo que aparenta; no se abre.',
  'file.zip.depth': '«{{name}}» está en una carpeta demasiado honda: el máximo es {{limit}}.',
  'file.zip.escape': '«{{name}}» apunta fuera de la carpeta del curso.',
  'file.zip.absolute': '«{{name}}» apunta a un lugar fijo de una computadora.',
  'file.zip.link': '«{{name}}» es un enlace a otro archivo. Pon el archivo mismo.',
  'file.zip.twice': '«{{name}}» y «{{other}}» son el mismo nombre para algunas computadoras.',
  'file.zip.control': '«{{name}}» lleva caracteres que no se ven. Cambia el nombre del archivo.',
  'file.zip.reserved': '«{{name}}» lleva un nombre que algunas computadoras no admiten. Cámbialo.',
  'file.zip.longName': 'El nombre «{{name}}…» es demasiado largo.',
  'file.zip.encrypted': '«{{name}}» tiene contraseña. Quítala y vuelve a comprimir la carpeta.',
  'file.zip.method':
    '«{{name}}» está comprimido de un modo que no se conoce. Comprime la carpeta como .zip normal.',
} as const;

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
  'file.noText': 'No se encontró texto en el archivo.',
  'file.office.notThis':
    'El archivo no es un documento de este tipo. Ábrelo en su programa y guárdalo otra vez.',
  'file.office.damaged': 'El documento está dañado. Ábrelo en su programa y guárdalo otra vez.',
  'file.office.macros':
    'El documento lleva macros (programas). Guárdalo como documento normal (.docx o .pptx) y súbelo otra vez.',
  'file.office.doctype':
    'El documento lleva declaraciones que no se admiten ({{name}}). Ábrelo en su programa y guárdalo otra vez.',
  'file.office.encoding':
    'Una parte del documento ({{name}}) está en una codificación que no se conoce. Guárdalo otra vez.',
  'file.office.depth':
    'Una parte del documento ({{name}}) está enredada de más. Guárdalo otra vez.',
  'file.office.xmlTooLarge':
    'Una parte del documento ({{name}}) es demasiado grande. Divídelo en varios.',
  'file.lost.link':
    'Enlaces que no llevan a una página de internet: quedó solo su texto ({{count}}).',
  'file.lost.merged': 'Celdas unidas en tablas: quedaron como celdas sueltas ({{count}}).',
  'file.lost.picture':
    'Imágenes en un formato que no se puede mostrar ({{count}}). Cópialas como PNG o JPEG.',
  'file.lost.comment': 'Comentarios al margen ({{count}}).',
  'file.lost.revision':
    'Control de cambios: se tomó el texto como si todo estuviera aceptado ({{count}} cambios).',
  'file.lost.formula': 'Fórmulas ({{count}}). Ponlas como imagen.',
  'file.lost.header': 'Encabezados y pies de página ({{count}}).',
  'file.lost.embedded': 'Archivos metidos dentro del documento ({{count}}). Súbelos aparte.',
  'file.lost.chart': 'Gráficas ({{count}}). Cópialas como imagen.',
  'file.lost.diagram': 'Diagramas SmartArt ({{count}}). Cópialos como imagen.',
  'file.lost.film':
    'Audio y video dentro del documento ({{count}}). Súbelos aparte, con su transcripción.',
  'file.lost.outside': 'Partes que el documento trae de otro lugar ({{count}}).',
} as const;

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
  'file.lost.hidden': 'Diapositivas ocultas ({{count}}).',
  'file.lost.animation': 'Animaciones: su contenido se muestra completo ({{count}} diapositivas).',
  'file.pdf.script': 'El PDF lleva programas (JavaScript). Imprímelo como PDF y súbelo otra vez.',
  'file.pdf.launch':
    'El PDF abre otros archivos o envía datos. Imprímelo como PDF y súbelo otra vez.',
  'file.pdf.embedded':
    'El PDF lleva otros archivos dentro. Imprímelo como PDF y súbelo otra vez; los demás, aparte.',
  'file.pdf.media':
    'El PDF lleva audio, video o formularios activos. Imprímelo como PDF y súbelo otra vez.',
  'file.pdf.encrypted':
    'El PDF tiene contraseña o permisos restringidos. Guárdalo sin ellos y súbelo otra vez.',
  'file.pdf.unknown': 'Una parte del PDF no se pudo revisar. Imprímelo como PDF y súbelo otra vez.',
  'file.pdf.damaged': 'El PDF está dañado. Ábrelo, guárdalo otra vez y súbelo.',
  'file.pdf.pages': 'El PDF tiene más de {{limit}} páginas. Divídelo en partes.',
  'file.pdf.author':
    'El PDF dice quién lo hizo: «{{name}}». Si no debe saberse, guárdalo sin ese dato.',
  'file.pdf.scanned': 'El PDF parece escaneado: casi no tiene texto que se pueda leer o buscar.',
  'file.pdf.pictures':
    'Las figuras y tablas del PDF se ven solo al descargarlo; aquí queda su texto.',
  'file.pdf.long':
    'El texto del PDF es muy largo: aquí queda la primera parte; completo está en la descarga.',
  'file.picture.kind':
    'No es una imagen de puntos (PNG, JPG, GIF o WebP). Un dibujo SVG se exporta antes como PNG.',
  'file.picture.pixels': 'La imagen es demasiado grande. Guárdala con menos píxeles.',
  'file.picture.damaged':
    'La imagen está dañada o no es una imagen. Guárdala otra vez como JPEG o PNG.',
  'file.picture.heavy':
    'La imagen no se puede hacer más ligera. Recórtala o usa una con menos detalle.',
  'file.film.damaged': 'El video está dañado. Expórtalo otra vez como MP4.',
  'file.sound.damaged':
    'El audio está dañado o no terminó de guardarse. Guárdalo otra vez como MP3 o M4A.',
  'file.captions.head': 'Los subtítulos no empiezan con «WEBVTT». Expórtalos como WebVTT (.vtt).',
  'file.captions.time': 'En los subtítulos no se entiende este tiempo: «{{line}}».',
  'file.captions.order': 'En los subtítulos los tiempos no van en orden: «{{line}}».',
  'file.captions.empty': 'Los subtítulos no tienen texto.',
  'file.kind.empty': 'El archivo está vacío.',
  'file.kind.old': 'Es un formato antiguo. Ábrelo y guárdalo como .docx o .pptx.',
  'file.kind.openDocument': 'Es un documento de LibreOffice. Guárdalo como .docx o .pptx.',
  'file.kind.spreadsheet':
    'Es una hoja de cálculo. Los reactivos en Excel se importan en el banco de reactivos.',
  'file.kind.package': 'Es un paquete SCORM o H5P. Todavía no se pueden usar aquí.',
  'file.kind.otherZip':
    'El .zip no trae un curso: falta su archivo course.yml. Sube los documentos sueltos.',
  'file.kind.archive': 'Es un archivo comprimido que no se abre aquí. Usa .zip.',
  'file.kind.svg': 'Los dibujos SVG no se admiten al subir archivos. Expórtalo como PNG.',
  'file.kind.html': 'Las páginas HTML no se admiten. Pega su texto en un documento .docx.',
  'file.kind.heic': 'Es una foto HEIC de iPhone. Compártela o guárdala como JPEG.',
  'file.kind.sound':
    'Ese tipo de audio no se admite. Guárdalo como MP3, M4A u OGG (Opus) y súbelo otra vez.',
  'file.kind.film': 'El video se admite en MP4. Expórtalo así y súbelo otra vez.',
  'file.kind.unknown':
    'No se conoce este tipo de archivo. Se admiten .docx, .pptx, .md, .pdf, imágenes, .mp3, .m4a, .ogg, .mp4, .vtt y el .zip de un curso.',
  'file.kind.otherEnding':
    'El nombre del archivo dice un tipo y su contenido es de otro. Revisa que sea el archivo que quieres.',
  'file.lost.badPicture': 'Imágenes dañadas, que quedaron fuera ({{count}}).',
  'file.lost.stray': 'Archivos que no son parte de un curso y quedaron fuera ({{count}}).',
  'file.lost.strayName': 'Quedó fuera: «{{name}}».',
  'file.course.several': 'El .zip trae varios cursos. Comprime la carpeta de uno solo.',
  'file.course.heavy': '«{{name}}» pesa más de {{limit}} kB.',
  'file.course.media': 'No se admite el archivo «{{name}}»:',
  'file.heavy':
    'El archivo pesa más de {{limit}} MB, que es lo más que un teléfono con datos de prepago aguanta.',
  'file.tooSlow': 'Tardó demasiado en leerse. Divídelo en varios archivos.',
  'file.tooHeavy': 'Ocupa demasiada memoria al leerse. Divídelo en varios archivos.',
  'file.note.captions': 'La transcripción salió de los subtítulos: revísala.',
  'file.note.film':
    'Para publicar el video faltan sus subtítulos (.vtt) y su transcripción, o decir por qué no los lleva.',
  'file.note.sound': 'Para publicar el audio falta su transcripción.',
} as const;

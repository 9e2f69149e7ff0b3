/** Words that stand inside lesson texts, and what authors are told about their files. */
export const content = {
  'guide.about': '{{course}} · versión {{version}} · {{date}}',
  'guide.download': 'Descargar en PDF para imprimir',
  'guide.newer': 'Hay una versión nueva de esta guía: la {{version}}.',
  'guide.openNewer': 'Abrir la versión nueva',
  'guide.document': 'Documento',
  'guide.page': 'Hoja {{n}} de {{of}}',
  'guide.list': 'Guías y formatos para imprimir',
  'guide.edition': 'versión {{version}}',
  'content.nota': 'Nota',
  'content.cuidado': 'Cuidado',
  'content.ejemplo': 'Ejemplo',
  'content.actividad': 'Actividad',
  'content.alternative': 'La misma idea por otro camino',
  'content.reveal': 'Ver una respuesta posible',
  'content.transcript': 'Transcripción',
  'content.description': 'Descripción de la figura',
  'content.audio': 'Audio, {{size}}.',
  'content.video': 'Video, {{size}}.',
  'content.noCaptions': 'Sin subtítulos: {{reason}}',
  'content.problem.noCaptionsReason':
    'Un video sin subtítulos dice por qué, después de «sin-subtitulos»: una razón que se entienda.',
  'content.problem.withoutCaptions': 'El video no lleva subtítulos: {{reason}}',
  'content.problem.mediaHeavy':
    'Pesa {{size}} MB: eso gasta de sus datos de prepago cada persona que lo abre. Si puedes, ofrece una versión más ligera.',
  'content.download': 'Descargar ({{type}}, {{size}})',
  'content.table': 'Tabla {{number}}: {{heading}}',
  'content.published': '{{slug}}: versión {{number}} publicada.',
  'content.unchanged': '{{slug}}: sin cambios.',
  'content.retired': '{{slug}}: retirado; su carpeta ya no está. Quien está inscrito lo termina.',
  'content.returned': '{{slug}}: abierto otra vez, con su última versión.',
  'content.authored':
    '{{slug}}: se escribe en el estudio o llega en paquetes; su carpeta no lo cambia.',
  'content.refused': '{{slug}}: no se publicó; corrige los errores.',
  'content.warning': 'aviso',
  'content.checked': 'Cursos: {{courses}}. Errores: {{errors}}. Avisos: {{warnings}}.',
  'cli.about': 'Tareas de quien opera Aula 1325.',
  'cli.migrate': 'pone la base de datos al día',
  'cli.migrated': 'Migraciones aplicadas: {{count}}.',
  'cli.content': 'cursos, rutas y líneas de apoyo',
  'cli.contentCheck': 'dice todos los errores de los archivos, con archivo y línea',
  'cli.contentSync': 'publica lo que cambió como una versión nueva',
  'cli.contentFolder': 'carpeta de contenido o de un solo curso',
  'cli.noCourses': 'No hay ningún curso en {{folder}}.',
  'cli.listsSynced': 'Rutas y líneas de apoyo: listas.',
  'cli.listsRefused': 'Rutas y líneas de apoyo: sin cambios; corrige los errores.',
  'content.problem.yaml': 'El archivo no es YAML válido: {{message}}',
  'content.problem.aliases':
    'El archivo repite demasiadas referencias (&, *). Escribe cada texto en su lugar.',
  'content.problem.noFile': 'Falta el archivo.',
  'content.problem.notUtf8': 'El archivo no está en UTF-8. Guárdalo otra vez con esa codificación.',
  'content.problem.strayFile':
    'Este archivo no forma parte de un curso; revisa su nombre y su carpeta.',
  'content.problem.noFrontMatter': 'El texto debe empezar con los datos entre dos renglones «---».',
  'content.problem.noSpanish': 'Falta el texto en español con el mismo nombre.',
  'content.problem.noEnglishLesson': 'Falta la versión en inglés: lessons/{{id}}.en.md.',
  'content.problem.noEnglishGuide': 'Falta la versión en inglés: guides/{{id}}.en.md.',
  'content.problem.notInGuide':
    'La guía no lleva «{{what}}»: se imprime, y ahí no se toca ni se oye nada.',
  'content.problem.noEnglish': 'Falta el texto en inglés de «{{field}}».',
  'content.problem.missingField': 'Falta «{{field}}».',
  'content.problem.unknownField': 'No se conoce el campo «{{field}}». Revisa cómo se escribe.',
  'content.problem.wrongType': 'El valor de «{{field}}» no tiene la forma esperada.',
  'content.problem.notInList': '«{{field}}» debe ser uno de estos valores: {{list}}.',
  'content.problem.tooSmall': '«{{field}}» debe ser {{minimum}} o más.',
  'content.problem.tooBig': '«{{field}}» debe ser {{maximum}} o menos.',
  'content.problem.notADate': '«{{field}}» debe ser una fecha como 2026-01-31.',
  'content.problem.notAnId':
    '«{{field}}» lleva solo los caracteres que indica la guía: minúsculas, números y guiones en los identificadores.',
  'content.problem.notAList': 'Aquí va una lista; cada elemento empieza con un guion.',
  'content.problem.duplicateId': 'El identificador «{{id}}» ya se usa en este curso.',
  'content.problem.codeTaken': 'La clave {{code}} ya es de otro curso.',
  'content.problem.slugTaken': 'Otro curso ya tiene la dirección «{{slug}}».',
  'content.problem.slugOfFiles':
    'La dirección «{{slug}}» es de un curso de content/. Cámbialo en su carpeta, o dale otro nombre a la del paquete.',
  'content.problem.slugOfStudio':
    'La dirección «{{slug}}» es de un curso que alguien escribe en el estudio. Dale otro nombre a la carpeta del paquete, o haz un borrador con --for.',
  'content.problem.noLessons': 'El curso todavía no tiene lecciones que se puedan leer.',
  'content.problem.notYourSignature':
    'La firma de revisión de «{{name}}» no se pone desde aquí. Quítala en los datos del curso (review).',
  'content.problem.unknownObjective': 'El objetivo «{{id}}» no está en course.yml.',
  'content.problem.unknownLesson': 'No existe la lección «{{id}}» en la carpeta lessons.',
  'content.problem.unknownFramework':
    'Ningún marco, versión ni línea de «frameworks.yml» lleva la etiqueta «{{tag}}».',
  'content.problem.unknownModule': 'No existe el módulo «{{id}}».',
  'content.problem.unknownQuiz': 'No existe la evaluación «{{id}}».',
  'content.problem.unknownItem': 'No existe el reactivo «{{id}}».',
  'content.problem.unknownTerm': 'El término «{{id}}» no está en glossary.yml.',
  'content.problem.unknownMedia': 'No existe el archivo «{{name}}» en la carpeta media.',
  'content.problem.lessonTwice':
    'La lección «{{id}}» está en dos lugares; debe estar en un solo módulo.',
  'content.problem.lessonNowhere': 'Ningún módulo incluye la lección «{{id}}».',
  'content.problem.summary': 'Un resumen de tres renglones ayuda a recordar; este tiene {{count}}.',
  'content.problem.minutes': 'Una lección dura de 8 a 12 minutos; esta dice {{minutes}}.',
  'content.problem.legalDate':
    'Cada punto legal lleva la fecha del texto (textDate) o el día de la consulta (consultedOn).',
  'content.problem.audioLanguage':
    'No se sabe cómo se llama la lengua «{{language}}» de este audio. Escríbelo en called.',
  'content.problem.legalSignature':
    'Un punto legal firmado dice quién lo firmó (signedBy) y qué día (signedOn).',
  'content.problem.legalNotYourSignature':
    'La firma de «{{name}}» en un punto legal no se pone desde aquí. Deja el punto pendiente.',
  'content.problem.noWarning': 'Una lección sensible necesita un aviso previo en «warning».',
  'content.problem.noAlternative': 'Una lección sensible necesita un bloque «::: alternativa».',
  'content.problem.notSensitive':
    '«{{what}}» es para lecciones sensibles; marca sensitive: true o quítalo.',
  'content.problem.twoAlternatives': 'La lección tiene más de un bloque «::: alternativa».',
  'content.problem.otherChecks':
    'Las preguntas «::: comprueba» no son las mismas, en el mismo orden, que en español.',
  'content.problem.heading': 'Aquí los títulos empiezan en {{from}} y llegan a ####.',
  'content.problem.html': 'No se admite HTML en el texto. Usa Markdown o un bloque de la guía.',
  'content.problem.unknownBlock': 'No se conoce el bloque «{{name}}». Los que hay son: {{list}}.',
  'content.problem.openBlock': 'El bloque «{{name}}» no se cierra con un renglón «:::».',
  'content.problem.strayFence': 'Este «:::» no abre ni cierra ningún bloque.',
  'content.problem.blockInside': 'El bloque «{{name}}» no puede ir dentro de otro ni de una lista.',
  'content.problem.blockWords':
    'Después de «{{name}}» va solo el nombre del archivo o del reactivo.',
  'content.problem.textInCheck': 'El bloque «comprueba» va vacío; la pregunta sale del reactivo.',
  'content.problem.emptyBlock': 'El bloque «{{name}}» está vacío.',
  'content.problem.noTranscript': 'Falta la transcripción dentro del bloque «{{name}}».',
  'content.problem.noCaptions':
    'El video necesita subtítulos: escribe el archivo .vtt después del .mp4, o «sin-subtitulos» y la razón.',
  'content.problem.wrongMedia': 'El archivo «{{name}}» no es del tipo que va aquí.',
  'content.problem.noFigure':
    'La descripción es de «{{name}}», pero esa figura no está en la lección.',
  'content.problem.noAlt': 'La imagen no dice qué se ve en ella. Escríbelo entre los corchetes.',
  'content.problem.remoteImage': 'La imagen está en otro sitio. Ponla en la carpeta media.',
  'content.problem.imageInText':
    'La figura va sola en su párrafo, con un renglón vacío antes y otro después.',
  'content.problem.unsafeLink':
    'El enlace «{{href}}» no se admite. Usa https://, /una/página o glosario:término.',
  'content.problem.mediaName':
    'El archivo «{{name}}» no se admite: el nombre lleva minúsculas, números y guiones, y la terminación es svg, png, jpg, webp, mp3, m4a, ogg, mp4, vtt o pdf.',
  'content.problem.notHandedIn':
    'En «{{id}}», video y documentos todavía no se pueden entregar: se entregan fotos, PDF y audio.',
  'content.problem.mediaBytes': 'El contenido no es de un archivo .{{extension}}.',
  'content.problem.mediaTooLarge': 'Pesa {{size}} kB y el máximo es {{limit}} kB.',
  'content.problem.noSize': 'No se sabe el tamaño de la imagen; un SVG lo dice en viewBox.',
  'content.problem.unusedMedia': 'Ninguna lección ni pregunta usa este archivo.',
  'content.problem.svg': 'El SVG no puede llevar {{what}}.',
  'content.problem.oneCorrect':
    'El reactivo «{{id}}» lleva exactamente una opción correcta; tiene {{count}}.',
  'content.problem.multiple':
    'El reactivo «{{id}}» lleva al menos una opción correcta y al menos una incorrecta.',
  'content.problem.trueFalse': 'Las opciones del reactivo «{{id}}» son verdadero y falso.',
  'content.problem.noObjective': 'El reactivo «{{id}}» no dice a qué objetivo corresponde.',
  'content.problem.noReason':
    'Al reactivo «{{id}}» le faltan razones: quien responde no sabrá por qué una opción es correcta o no.',
  'content.problem.checkOfChoice':
    'El reactivo «{{id}}» no puede ser una comprobación dentro de una lección: solo los de opciones pueden serlo.',
  'content.problem.nothingRight': 'Al reactivo «{{id}}» le falta una respuesta que valga todo.',
  'content.problem.fromBeyondTo': 'Aquí «from» es mayor que «to».',
  'content.problem.gapsInText':
    'En el reactivo «{{id}}», los huecos del texto y los de la lista no son los mismos.',
  'content.problem.nodeEndsOrGoesOn':
    'El nodo «{{id}}» tiene que terminar (ending) o tener decisiones (choices): una de las dos cosas.',
  'content.problem.nodeStuck': 'Ninguna decisión del nodo «{{id}}» lleva a otro lugar.',
  'content.problem.unknownNode': 'No hay un nodo «{{id}}».',
  'content.problem.nodeNotReached': 'Ninguna decisión lleva al nodo «{{id}}».',
  'content.problem.nodeWithoutEnd': 'Desde el nodo «{{id}}» no se llega a ningún final.',
  'content.problem.unknownSection': 'La evaluación no tiene una sección «{{id}}».',
  'content.problem.closesBeforeItOpens': 'La evaluación se cierra antes de abrirse.',
  'content.problem.reasonsWithoutClose':
    'Las razones se muestran al cerrar (after-close), pero la evaluación no dice cuándo cierra.',
  'content.problem.formOfCheck':
    '«form» es para reactivos de evaluación; un reactivo con use: check no la lleva.',
  'content.problem.itemOfQuiz':
    'El reactivo «{{id}}» es de evaluación; «comprueba» usa reactivos con use: check.',
  'content.problem.checkTwice': 'El reactivo «{{id}}» ya está en otro «comprueba».',
  'content.problem.unusedCheck': 'Ninguna lección muestra el reactivo «{{id}}».',
  'content.problem.neverDrawn': 'Ninguna evaluación puede sortear el reactivo «{{id}}».',
  'content.problem.smallBank':
    'La evaluación «{{quiz}}» sortea {{count}} reactivos de un grupo que tiene {{bank}}.',
  'content.problem.drawOverlap':
    'En la evaluación «{{quiz}}», dos grupos del sorteo comparten reactivos.',
  'content.problem.quizDoesNotCount':
    'La constancia pide «{{id}}», que no se aprueba: debe ser posttest y tener passMark.',
  'content.problem.lessonGone':
    'La lección «{{id}}» ya se publicó y ahora no está. Si solo cambió, conserva su identificador.',
  'content.problem.lessonReused':
    'La lección «{{id}}» ya se publicó con otro contenido. Si es otra, dale un identificador nuevo.',
  'content.problem.itemReused':
    'El reactivo «{{id}}» ya se publicó con otra pregunta. Si es otro, dale un identificador nuevo.',
  'content.problem.itemGone':
    'El reactivo «{{id}}» ya se publicó y ahora no está. Si solo cambió, conserva su identificador.',
} as const;

/** What people are told about files of questions: what was not understood, and what a format cannot carry. */
export const formats = {
  'formats.problem.tooLarge': 'El archivo pesa más de {{megabytes}} MB. Divídelo en varios.',
  'formats.problem.tooMany':
    'El archivo tiene más de {{most}} preguntas; las que siguen no se leyeron. Divídelo en varios.',
  'formats.problem.binary':
    'El archivo no es de texto. Revisa que sea el que querías y en qué formato está.',
  'formats.problem.empty': 'No se encontró ninguna pregunta.',
  'formats.problem.nothingRight':
    'Ninguna respuesta está marcada como correcta. Marca al menos una.',
  'formats.problem.longText': 'Un texto tiene más de {{most}} caracteres. Acórtalo.',
  'formats.problem.tooManyParts': 'Tiene más partes de las que caben: son {{most}} como máximo.',
  'formats.problem.tooFewParts': 'Le faltan partes: son {{least}} como mínimo.',
  'formats.problem.emptyText': 'Hay un texto vacío («{{field}}»). Escríbelo o quita esa parte.',
  'formats.problem.shape': 'El dato «{{field}}» no tiene la forma que se espera.',
  'formats.problem.pairWithoutArrow':
    'Una pareja no dice qué va con qué: falta «->» entre las dos partes.',
  'formats.problem.notANumber': '«{{text}}» no es un número ni un intervalo.',
  'formats.problem.gapWithoutAnswer': 'Un hueco no tiene respuesta.',
  'formats.problem.description': 'Es un texto sin respuestas, no una pregunta. No se importa.',
  'formats.problem.braces':
    'Las llaves no cierran bien. Si son parte del texto, escribe \\{ y \\}.',
  'formats.problem.severalAnswers':
    'Hay más de un grupo de respuestas entre llaves. Deja uno; si las otras llaves son texto, escribe \\{ y \\}.',
  'formats.note.tag': 'Una etiqueta se acortó o no cupo: {{tag}}',
  'formats.note.idChanged': 'El identificador «{{from}}» quedó como «{{to}}».',
  'formats.note.otherLanguage': 'El texto en otro idioma ({{language}}) no se conservó.',
  'formats.note.left.table': 'Una tabla quedó como renglones de texto.',
  'formats.note.left.style': 'No se conservó un estilo del texto ({{detail}}).',
  'formats.note.left.element': 'No se conservó un elemento que no es texto ({{detail}}).',
  'formats.note.left.link': 'Un enlace quedó solo como texto ({{detail}}).',
  'formats.note.left.image': 'Falta una imagen: no viene en el archivo ({{detail}}).',
  'formats.note.left.nesting': 'Un texto tenía demasiados niveles y quedó sin formato.',
  'formats.note.markdownAnswers':
    'Moodle mostrará las marcas de formato en las respuestas de las parejas.',
  'formats.note.orderingAsMatching':
    'Se escribió como relación entre pasos y lugares: el formato no tiene preguntas de ordenar.',
  'formats.note.arrow':
    'Una respuesta lleva «->»: Moodle la tomaría por una pareja. Aquí se lee bien.',
  'formats.note.caseSensitive':
    'El formato no dice que las mayúsculas cuentan. Aquí sí se conserva.',
  'formats.note.unitsLeft': 'El formato no lleva unidades. Aquí sí se conservan.',
  'formats.note.englishLeft':
    'El texto en inglés no se verá en Moodle: se preguntaría dos veces. Aquí sí se conserva.',
  'formats.note.gapsLeft': 'No está en el archivo: el formato lleva textos con un solo hueco.',
  'formats.note.asEssay': 'Se escribió como ensayo. Aquí vuelve a ser lo que era.',
  'formats.note.scenarioLeft': 'No está en el archivo: el formato no tiene escenarios.',
  'formats.note.imageLeft': 'Una imagen no se guardó ({{name}}). La pregunta queda sin ella.',
  'formats.note.imageUnused': 'Una imagen que ningún texto muestra no se guardó ({{name}}).',
  'formats.note.imageHeavy': 'Una imagen pesa más de {{megabytes}} MB. Guárdala más pequeña.',
  'formats.note.tooManyImages':
    'El archivo trae más de {{most}} imágenes; las que siguen no se guardaron. Divídelo en varios.',
  'formats.note.noAlt_one': 'Falta decir qué se ve en {{count}} imagen.',
  'formats.note.noAlt_many': 'Falta decir qué se ve en {{count}} imágenes.',
  'formats.note.noAlt_other': 'Falta decir qué se ve en {{count}} imágenes.',
  'formats.note.tableLeft':
    'No se reconocen preguntas en «{{name}}». Ponle encabezados: pregunta, opción A, opción B, respuesta correcta.',
  'formats.problem.noQuestion': 'No parece una pregunta: no tiene número, opciones ni respuesta.',
  'formats.note.audioLeft_one': 'El audio de la pregunta no va en el archivo.',
  'formats.note.audioLeft_many': 'Los {{count}} audios de la pregunta no van en el archivo.',
  'formats.note.audioLeft_other': 'Los {{count}} audios de la pregunta no van en el archivo.',
  'formats.note.imagesLeft': 'Las imágenes no están en el archivo; quedan sus nombres.',
  'formats.problem.noOptions': 'No se encontraron opciones (A. …, B. …).',
  'formats.problem.noAnswer': 'Falta decir cuál es la respuesta correcta.',
  'formats.problem.answerUnknown': 'La respuesta «{{answer}}» no es una de las opciones.',
  'formats.note.onlySpanish': 'El texto en inglés no está en el archivo.',
  'formats.note.linesJoined': 'Los renglones de un texto quedaron en uno solo.',
  'formats.note.marksAsText': 'Las marcas de formato quedaron como texto.',
  'formats.note.feedbackLeft': 'La retroalimentación no está en el archivo.',
  'formats.note.sharesLeft': 'El valor propio de cada opción no está en el archivo.',
  'formats.note.labelsLeft':
    'Sus datos (objetivo, tema, etiquetas y demás) no están en el archivo.',
  'formats.note.onlySingle':
    'No está en el archivo: el formato solo lleva preguntas con una opción correcta.',
  'formats.note.categoryLeft': 'La categoría no está en el archivo.',
  'formats.problem.clozeKind':
    'Hay una respuesta dentro del texto que no se puede leer ({{kind}}).',
  'formats.problem.doctype':
    'El archivo define tipos o entidades (DOCTYPE) y no se abre por seguridad.',
  'formats.problem.xml': 'El archivo no es XML válido. {{message}}',
  'formats.problem.trueFalse': 'No son exactamente las respuestas verdadero y falso.',
  'formats.problem.moodleType': 'El tipo de pregunta «{{type}}» no se puede importar.',
  'formats.note.fileLeft': 'Un archivo que no es imagen no se conservó ({{name}}).',
  'formats.note.grade': 'Valía {{grade}}; quedó en el número entero más cercano.',
  'formats.note.hidden': 'En Moodle estaba oculta; aquí se ve.',
  'formats.note.penalty': 'La penalización por reintento ({{penalty}}) no se conservó.',
  'formats.note.combinedFeedback':
    'No se conservó el comentario general de acierto o error: {{text}}',
  'formats.note.hints': 'No se conservaron las pistas ({{number}}).',
  'formats.note.shuffle': 'Tenía el orden de las opciones fijo; aquí se mezcla.',
  'formats.note.allOrNothing': 'Pedía todas las correctas o nada; aquí cada acierto suma.',
  'formats.note.numbering': 'Las opciones se numeraban de otra forma ({{numbering}}).',
  'formats.note.attachments': 'Admitía archivos adjuntos; aquí es solo texto.',
  'formats.note.fileTypes': 'Algunos tipos de archivo no se admiten aquí: {{types}}',
  'formats.note.oddShare':
    'Moodle solo admite ciertos porcentajes y puede ajustar los de esta pregunta.',
  'formats.note.openRange': 'Moodle no tiene intervalos sin fin; se escribió uno muy grande.',
  'formats.note.longTag':
    'Moodle corta las etiquetas de más de 50 caracteres; si el archivo pasa por Moodle, puede perder algún dato.',
  'formats.problem.noStemColumn':
    'No se reconoce la columna de las preguntas. Indica qué contiene cada columna.',
  'formats.problem.noStem': 'Falta el texto de la pregunta.',
  'formats.problem.typeUnknown': 'No se conoce el tipo «{{type}}».',
  'formats.problem.structure': 'La columna «Estructura» no se puede leer.',
  'formats.problem.csv': 'Las comillas de esta fila no cierran bien.',
  'formats.problem.workbook':
    'No es un libro de Excel (.xlsx) que se pueda abrir. Guárdalo otra vez como .xlsx, sin contraseña.',
  'formats.problem.swollen':
    'Su contenido ocupa muchísimo más de lo que aparenta; no se abre. Copia solo la tabla en un libro nuevo y vuelve a elegirlo.',
  'formats.problem.tooWide': 'Una fila tiene más de 500 columnas. Quita las que no preguntan nada.',
  'formats.note.valueUnknown':
    'No se conoce «{{value}}» en la columna «{{column}}»; quedó sin ese dato.',
} as const;

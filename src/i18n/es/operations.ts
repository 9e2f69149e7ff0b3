/** What the commands of whoever operates the platform say. */
export const operations = {
  'cli.verify': 'comprueba que los datos cumplen sus reglas',
  'verify.ok': 'bien   {{rule}}',
  'verify.failed': 'FALLA  {{rule}}: {{number}} ({{ids}})',
  'verify.all': 'Todo está bien.',
  'verify.some': 'Reglas que fallan: {{number}}.',
  'verify.answersOnce': 'I2 Una respuesta por intento y reactivo',
  'verify.oneCertificate': 'I2 Una constancia vigente por persona, curso y ciclo',
  'verify.scores': 'I3 La calificación sale de las respuestas guardadas',
  'verify.corrections': 'I3 Todo intento terminado lleva las correcciones de su curso',
  'verify.decisions': 'I3 Lo que espera decisión estaba aprobado, y lo decidido dice quién',
  'verify.grades':
    'I3 Cada calificación dada por una persona es de un intento entregado y va de nada a todo',
  'verify.extraAttempts': 'I5 Solo se da otro intento donde ya hubo alguno',
  'verify.lessonProgress': 'I3 Las lecciones terminadas concuerdan con su inscripción',
  'verify.enrolmentStates': 'I3 El estado de cada inscripción concuerda con sus fechas',
  'verify.enrolmentVersions': 'I3 Cada inscripción sigue una versión de su curso',
  'verify.attemptOwners': 'I3 Cada intento es de quien se inscribió',
  'verify.certificateRule': 'I4 Hay constancia vigente donde el curso está completo, y solo ahí',
  'verify.certificateDates':
    'I9 Cada inscripción lleva las fechas de su constancia vigente, y solo de ella',
  'verify.certificateStates': 'I4 El estado de cada constancia concuerda con su vigencia',
  'verify.certificateHistory': 'I4 Cada constancia dice cuándo se emitió y por qué dejó de valer',
  'verify.certificateOwners': 'I4 Cada constancia es de quien se inscribió',
  'verify.removedAnswers': 'I3 De cada respuesta retirada queda su calificación y nada más',
  'verify.threadOwners': 'I3 Cada conversación es de quien se inscribió',
  'verify.removedTexts': 'I3 De un texto retirado no queda nada',
  'verify.disclosures':
    'I3 Cada revelación marcada tiene su texto, y de una canalizada queda solo la fecha',
  'verify.disclosuresOver': 'I3 Ningún texto protegido sigue aquí después de su fecha',
  'verify.careMessages': 'I3 Cada mensaje de cuidado nació de una marca y no guarda nada más',
  'verify.messagesOfClosed': 'I3 De una cuenta cerrada no queda ninguna conversación',
  'verify.handedIn': 'I3 Cada archivo entregado está completo y es de una respuesta',
  'verify.erasedAnswers': 'I3 De lo que se borró no queda ninguna respuesta',
  'verify.attemptLimits': 'I5 Los intentos no pasan de su límite',
  'verify.mediaFiles': 'I6 Cada archivo registrado está completo en la carpeta',
  'verify.mediaRows': 'I6 Cada archivo de la carpeta está registrado',
  'verify.engine': 'I7 La base de datos está íntegra y sus llaves apuntan a algo',
  'verify.schema': 'I7 El esquema es el de esta versión',
  'verify.auditChain': 'I8 La cadena de la bitácora está completa',
  'verify.sums': 'I9 Las cifras por grupo suman el total',
  'verify.counts': 'I9 Lo que se lleva contado es lo que dicen las inscripciones',
  'database.none': 'No hay base de datos en {{place}}.',
  'cli.backup': 'escribe todo en un solo archivo, también mientras el servidor trabaja',
  'cli.backupTo': 'archivo nuevo, o carpeta donde se le pone nombre',
  'cli.backupKey': 'archivo con una frase de 16 caracteres o más, o con una llave de age',
  'cli.backupKeep': 'conserva el último respaldo de cada uno de tantos días y borra los demás',
  'cli.keepNumber': 'debe ser un número de días, 1 o más y 30 cuando mucho.',
  'cli.keepNeedsFolder': '--keep borra respaldos viejos: --to debe ser una carpeta.',
  'cli.restore': 'llena una base de datos vacía con un respaldo, de cualquiera de los dos motores',
  'cli.restoreFile': 'el respaldo',
  'cli.withoutSealed': 'deja vacíos los campos sellados, si su DATA_KEY se perdió',
  'backup.made': 'Respaldo completo: {{file}} (filas: {{rows}}, bytes: {{bytes}}).',
  'backup.removed': 'Se borró {{name}}.',
  'backup.fileExists': 'Ya existe {{file}}. Elige otro nombre.',
  'backup.noRoom':
    'No hay espacio para el respaldo en {{folder}}; no quedó nada a medias. Libera espacio o da otra carpeta en --to.',
  'backup.cannotWrite':
    'No se puede escribir en {{folder}}: solo se puede leer o falta permiso. Da otra carpeta en --to.',
  'backup.databaseNewer':
    'La base de datos es de una versión más nueva que este programa. Usa esa versión para respaldarla.',
  'backup.mediaGone':
    'Falta el archivo {{name}} de la carpeta media, o está dañado. «aula content sync» repone los de los cursos.',
  'backup.noKeyFile': 'No se puede leer el archivo de la llave {{file}}.',
  'backup.shortPhrase': 'La frase de {{file}} es corta: lleva {{least}} caracteres o más.',
  'backup.publicKey':
    'Esa es una llave pública: sirve para respaldar, no para abrir. Usa la llave secreta.',
  'backup.wrongKey': 'La llave no es la de este respaldo.',
  'backup.needsKey': 'El respaldo está sellado. Di con qué se abre: --key-file ARCHIVO.',
  'backup.noFile': 'No se puede leer {{file}}.',
  'backup.damaged':
    'El archivo no es un respaldo completo: está cortado o alterado, o es otra cosa. No se tocó nada.',
  'backup.newer':
    'El respaldo es de una versión más nueva que este programa. Actualiza el programa y repite. No se tocó nada.',
  'restore.done':
    'Todo volvió y está comprobado (filas: {{rows}}). Ya puedes iniciar el servidor; cada persona entra de nuevo.',
  'restore.inUse': 'Un servidor usa esta base de datos. Detenlo y repite. No se tocó nada.',
  'restore.running': 'Alguien restaura un respaldo en este lugar. Espera a que termine.',
  'restore.unfinished':
    'Aquí se interrumpió una restauración y lo que quedó no está completo. Repítela con «aula restore ARCHIVO»; también puedes usar otra carpeta de datos u otra base vacía.',
  'restore.notEmpty':
    'La base de datos no está vacía. Se restaura solo en una vacía; la que hay no se tocó.',
  'restore.mediaNotEmpty':
    'La carpeta {{folder}} tiene archivos que no son del respaldo. Muévela a otro lugar y repite.',
  'restore.noDataKey':
    'Falta la llave de los campos sellados: pon en DATA_DIR el secrets.json de antes, o da DATA_KEY. Si se perdió, repite con --without-sealed: teléfonos, correos y otros campos sellados quedan vacíos.',
  'restore.otherDataKey':
    'DATA_KEY no es la de los campos sellados de este respaldo. Da la de antes. Si se perdió, repite con --without-sealed: teléfonos, correos y otros campos sellados quedan vacíos.',
  'restore.unknownTable': 'El respaldo trae algo que no se conoce ({{name}}). No se restauró nada.',
  'restore.unfit': 'El respaldo no cabe en el esquema: {{reason}}. No se restauró nada.',
  'restore.notVerified':
    'Los datos del respaldo no cumplen sus reglas (arriba se dice cuáles). No se restauró nada.',
  'start.damaged':
    'La base de datos {{place}} está dañada: {{fault}}. No se escribió nada en ella. Guárdala aparte y trae el último respaldo: npm run -s aula -- restore ARCHIVO (el README dice cómo).',
  'start.denied':
    'No hay permiso para usar {{place}}. DATA_DIR y lo que contiene deben ser de quien inicia el servidor.',
  'start.readOnly': 'En {{place}} solo se puede leer. DATA_DIR debe poder escribirse.',
  'start.noFolder': 'No se puede crear {{place}}: parte de esa dirección no es una carpeta.',
  'start.full': 'El disco de {{place}} está lleno. Libera espacio y repite.',
  'start.databaseDenied':
    'La base de datos no se puede abrir para escribir. DATA_DIR y lo que contiene deben ser de quien inicia el servidor.',
  'start.portTaken': 'Otro programa usa ya el puerto {{port}}. Detenlo o da otro en PORT.',
  'start.noDatabase':
    'La base de datos de DATABASE_URL no responde ({{fault}}). Revisa la dirección y que esté en marcha.',
  'audit.backup.made': 'Se hizo un respaldo',
  'audit.backup.restored': 'Se restauró un respaldo',
  'verify.cohortRequests':
    'Las solicitudes y listas de espera de los grupos concuerdan con quienes están en ellos',
  'verify.dueExtensions': 'La fecha límite propia de cada persona es la última que se le dio',
  'verify.institutionPaths':
    'Cada institución está en el árbol donde dice, del lado de la que la contiene',
  'verify.bankVersions': 'Las versiones de cada reactivo van de la 1 a la vigente, sin huecos',
  'verify.bankFound': 'Cada reactivo se encuentra por lo que dice su versión vigente',
  'verify.bankPlaces': 'Cada reactivo tiene el lugar de su banco y de su número',
  'verify.bankImports':
    'Cada importación trajo los reactivos que dice y guarda lo leído solo mientras espera',
  'verify.bankRecordings': 'Cada grabación de un reactivo está registrada',
  'verify.bankUses': 'Cada reactivo que un borrador tomó de un banco es de una versión que existe',
  'verify.drafts': 'Cada curso tiene un solo borrador abierto, con su dirección',
  'verify.draftFiles':
    'Cada archivo de un borrador es texto o medio, en su lugar y de una revisión que hubo',
  'verify.courseVersions':
    'Las versiones de cada curso van de la 1 en adelante, y la última es la vigente',
  'verify.courseDocuments':
    'Cada versión dice lo que se publicó, con cada lección una vez y en orden',
  'verify.versionFiles':
    'Cada versión que guarda sus archivos guarda el curso, sus lecciones y sus medios',
} as const;

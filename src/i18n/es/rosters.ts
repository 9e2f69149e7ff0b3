/** What the pages say that bring people in from a table. */
export const rosters = {
  'rosters.title': 'Importar personas',
  'rosters.lead':
    'Trae de Excel o CSV a las personas, sus instituciones y redes, y los cursos en que las inscribes. Primero verás qué pasaría; nada cambia hasta que lo confirmes.',
  'rosters.file': 'Archivo de Excel o CSV',
  'rosters.fileHint':
    'Hasta 20 MB y 30,000 filas. Cada fila es una persona, o un curso más de la misma. Nunca pongas contraseñas.',
  'rosters.templateOffer': 'Si empiezas de cero, usa la plantilla:',
  'rosters.templateExcel': 'Excel',
  'rosters.templateCsv': 'CSV',
  'rosters.readFile': 'Leer el archivo',
  'rosters.export': 'Llevar la lista de personas',
  'rosters.before': 'Tus importaciones',
  'rosters.made_one': '{{count}} persona nueva',
  'rosters.made_many': '{{count}} personas nuevas',
  'rosters.made_other': '{{count}} personas nuevas',
  'rosters.state.read': 'por confirmar',
  'rosters.state.adding': 'entrando',
  'rosters.state.added': 'terminada',
  'rosters.state.undoing': 'deshaciéndose',
  'rosters.state.undone': 'deshecha',
  'rosters.state.forgotten': 'descartada',
  'rosters.file.unreadable':
    'No es un libro de Excel (.xlsx) ni un texto CSV. Guárdalo en Excel como «Libro de Excel» o «CSV UTF-8» y vuelve a elegirlo.',
  'rosters.file.empty': 'El archivo no tiene filas.',
  'rosters.file.tooMany': 'Tiene más de 30,000 filas. Divídelo en varios archivos.',
  'rosters.file.tooMuch':
    'Leer este archivo tarda demasiado. Divídelo, o guárdalo como CSV y vuelve a elegirlo.',
  'rosters.over': 'Esta importación ya se confirmó o se descartó.',
  'rosters.tooLate': 'Esta importación ya no se puede deshacer.',
  'rosters.previewTitle': 'Revisar antes de importar',
  'rosters.wouldMake_one': 'Entraría {{count}} persona nueva',
  'rosters.wouldMake_many': 'Entrarían {{count}} de personas nuevas',
  'rosters.wouldMake_other': 'Entrarían {{count}} personas nuevas',
  'rosters.nothingYet': 'Todavía no se guarda nada; lo leído se borra en un día.',
  'rosters.count.fresh': 'Personas nuevas',
  'rosters.count.more': 'Filas con otro curso o red de las nuevas',
  'rosters.count.changed': 'Personas que cambian',
  'rosters.count.same': 'Filas sin cambios',
  'rosters.count.wrong': 'Filas con errores',
  'rosters.count.doubts': 'Filas que quizá ya existen',
  'rosters.count.left': 'Filas que quedan fuera',
  'rosters.count.made': 'Personas nuevas',
  'rosters.count.enrolled': 'Inscripciones',
  'rosters.count.waits': 'Quedarían en lista de espera',
  'rosters.count.waiting': 'En lista de espera',
  'rosters.count.removed': 'Personas que se quitaron',
  'rosters.count.stayed': 'Personas que se quedan',
  'rosters.count.restored': 'Cambios que se revirtieron',
  'rosters.add': 'Importar',
  'rosters.addFine': 'Importar lo que está bien',
  'rosters.addWhat':
    'Las filas con errores y las que no decidas quedan fuera; puedes corregirlas aquí antes.',
  'rosters.discard': 'Descartar',
  'rosters.columns': 'Qué hay en cada columna',
  'rosters.columnsWhat':
    'Lo adivinamos por los encabezados. Corrígelo si algo no corresponde; el orden no importa.',
  'rosters.headings': 'Los encabezados están en',
  'rosters.noHeadings': 'No hay encabezados',
  'rosters.headingRow': 'Fila {{number}}: {{cells}}',
  'rosters.column': 'Columna {{number}}: {{heading}}',
  'rosters.notRead': 'No se lee',
  'rosters.remap': 'Leer así',
  'rosters.remapped': 'La tabla se leyó otra vez con esas columnas.',
  'rosters.row': 'Fila {{number}}',
  'rosters.networksTitle_one': '{{count}} red que no está registrada',
  'rosters.networksTitle_many': '{{count}} de redes que no están registradas',
  'rosters.networksTitle_other': '{{count}} redes que no están registradas',
  'rosters.networksWhat':
    'Revisa que no sean errores al escribir. Puedes registrarlas ahora, cada una en el municipio de su fila y en formación; se quedan aunque deshagas la importación.',
  'rosters.networksMake_one': 'Registrar {{count}} red',
  'rosters.networksMake_many': 'Registrar {{count}} de redes',
  'rosters.networksMake_other': 'Registrar {{count}} redes',
  'rosters.networksMade': 'Las redes se registraron y la tabla se revisó otra vez.',
  'rosters.wrongTitle_one': '{{count}} fila con errores',
  'rosters.wrongTitle_many': '{{count}} de filas con errores',
  'rosters.wrongTitle_other': '{{count}} filas con errores',
  'rosters.mendWhat': 'Corrige aquí mismo y se revisan otra vez. Tu archivo no cambia.',
  'rosters.mendElsewhere':
    'Estas filas no se corrigen con otras palabras; cada una dice qué hacer.',
  'rosters.sharedInstitution': 'Institución de todas las filas a las que les falta',
  'rosters.sharedInstitutionHint':
    'Déjala vacía si no son de la misma; entonces escribe la de cada fila.',
  'rosters.mend': 'Guardar correcciones',
  'rosters.mended': 'Las correcciones se guardaron y la tabla se revisó otra vez.',
  'rosters.wrongPages': 'Páginas de filas con errores',
  'rosters.doubtsTitle_one': '{{count}} fila quizá ya existe',
  'rosters.doubtsTitle_many': '{{count}} de filas quizá ya existen',
  'rosters.doubtsTitle_other': '{{count}} filas quizá ya existen',
  'rosters.doubtsWhat':
    'Coinciden nombre, municipio e institución o red. Una persona tiene un solo registro para siempre: decide tú. Si es la misma, se conserva su historia.',
  'rosters.alikeRow': 'Se parece a la fila {{number}}',
  'rosters.alikePerson': 'Se parece a {{username}}',
  'rosters.isSame': 'Es la misma persona',
  'rosters.isOther': 'Es otra persona',
  'rosters.leaveOut': 'Dejar fuera',
  'rosters.areSame': 'Son las mismas personas',
  'rosters.areOthers': 'Son otras personas',
  'rosters.notYet': 'Todavía no decido',
  'rosters.allOthers': 'Todas las demás',
  'rosters.decide': 'Guardar lo decidido',
  'rosters.decided': 'Lo decidido se guardó.',
  'rosters.doubtPages': 'Páginas de filas que quizá ya existen',
  'rosters.waitsTitle_one': '{{count}} persona quedaría en lista de espera',
  'rosters.waitsTitle_many': '{{count}} de personas quedarían en lista de espera',
  'rosters.waitsTitle_other': '{{count}} personas quedarían en lista de espera',
  'rosters.waitsWhat':
    'Su grupo ya no tiene lugares. Cada una entrará cuando se libere uno, en el orden de la tabla y detrás de quien ya espera; mientras tanto no queda inscrita. Si caben más, cambia antes el cupo en Grupos.',
  'rosters.waitsIn': 'espera lugar en {{cohort}}',
  'rosters.waitPages': 'Páginas de la lista de espera',
  'rosters.changedTitle': 'Cambia algo de estas personas',
  'rosters.freshTitle': 'Las primeras personas nuevas',
  'rosters.andMore': 'Y {{count}} más.',
  'rosters.discarded': 'Se descartó; lo leído se borró.',
  'rosters.adding': 'Van {{done}} de {{rows}} filas',
  'rosters.progress': 'Avance de la importación',
  'rosters.addingWhat':
    'Entran de poco en poco para que los cursos no se detengan. Puedes cerrar esta página: sigue sola.',
  'rosters.lookAgain': 'Ver cómo va',
  'rosters.added_one': 'Entró {{count}} persona',
  'rosters.added_many': 'Entraron {{count}} de personas',
  'rosters.added_other': 'Entraron {{count}} personas',
  'rosters.slips': 'Papeletas con códigos',
  'rosters.slipsWhy':
    'Todavía no tienen contraseña. Dale a cada quien su papeleta con un código de un solo uso para que elija la suya.',
  'rosters.undo': 'Deshacer la importación',
  'rosters.undoWhat':
    'Se quita lo que hizo y nadie ha usado, y lo que cambió vuelve a ser lo que era. Se queda quien ya eligió su contraseña, empezó un curso o cambió después. Puedes hacerlo durante 30 días.',
  'rosters.undoing': 'Se está deshaciendo',
  'rosters.undoingWhat': 'Van {{count}} de {{all}} personas.',
  'rosters.undone': 'La importación se deshizo',
  'rosters.stayedWhy_one':
    'Se queda {{count}} persona: ya entró, tiene otro curso, grupo o rol, o alguien cambió algo suyo después.',
  'rosters.stayedWhy_many':
    'Se quedan {{count}} de personas: ya entraron, tienen otro curso, grupo o rol, o alguien cambió algo suyo después.',
  'rosters.stayedWhy_other':
    'Se quedan {{count}} personas: ya entraron, tienen otro curso, grupo o rol, o alguien cambió algo suyo después.',
  'rosters.another': 'Importar otro archivo',
  'rosters.slipsTitle': 'Papeletas de primera entrada',
  'rosters.slipsLead':
    'Imprime esta página, recórtala y entrega cada papeleta solo a su persona. Se ven durante media hora.',
  'rosters.slipsWhat':
    'Cada código abre una sola vez la cuenta de su persona, durante 30 días. Si haces códigos nuevos, los que ya imprimiste para ellas dejan de servir.',
  'rosters.slipsNobody': 'Nadie de esta tabla necesita papeleta',
  'rosters.slipsNobodyWhat': 'La tabla no creó cuentas.',
  'rosters.slipsBack': 'Volver a la tabla',
  'rosters.slipsMake_one': 'Hacer {{count}} código',
  'rosters.slipsMake_many': 'Hacer {{count}} de códigos',
  'rosters.slipsMake_other': 'Hacer {{count}} códigos',
  'rosters.slipHow':
    'Entra a {{site}}, escribe tu usuario y este código, y elige tu contraseña. Nadie más debe usarlo.',
  'rosters.slipUser': 'Usuario:',
  'rosters.slipUntil': 'Sirve hasta el {{date}}.',
  'rosters.needsNone': 'no necesita código',
  'rosters.exportTitle': 'Llevar la lista de personas',
  'rosters.exportLead_one': '{{count}} persona que puedes ver por nombre.',
  'rosters.exportLead_many': '{{count}} de personas que puedes ver por nombre.',
  'rosters.exportLead_other': '{{count}} personas que puedes ver por nombre.',
  'rosters.exportWhat':
    'Es la misma tabla que se importa: si la traes de vuelta sin cambios, no cambia nada. No lleva CURP, CUIP, correos ni teléfonos. Queda en la bitácora quién la llevó y para qué.',
  'rosters.reason': 'Para qué la necesitas',
  'rosters.reason.update': 'Actualizar datos y traerla de vuelta',
  'rosters.reason.training-plan': 'Planear la capacitación',
  'rosters.reason.report': 'Un informe de mi institución',
  'rosters.reason.request': 'Una petición oficial',
  'rosters.exportTake': 'Descargar la lista',
  'rosters.fileName': 'personas',
  'rosters.people': 'Personas',
  'rosters.what.username': 'Con él se encuentra a la persona cuando la tabla vuelve.',
  'rosters.what.municipality': 'Clave del INEGI, con sus ceros.',
  'rosters.what.institution': 'Siglas o nombre corto de su institución.',
  'rosters.what.rankBand':
    'Nivel de mando de quien es de una corporación o de las fuerzas armadas; nunca su grado.',
  'rosters.what.network': 'Clave de una de sus redes; la primera es la red en que se le cuenta.',
  'rosters.what.course': 'Clave de un curso en que tiene inscripción.',
  'rosters.what.cohort': 'Grupo de esa inscripción.',
  'rosters.what.rows':
    'Hay una fila por persona, y otra por cada red o curso más. Traída de vuelta sin cambios, la tabla no cambia nada.',
  'rosters.field.username': 'Usuario',
  'rosters.field.name': 'Nombre',
  'rosters.field.firstSurname': 'Primer apellido',
  'rosters.field.secondSurname': 'Segundo apellido',
  'rosters.field.sex': 'Sexo',
  'rosters.field.state': 'Estado',
  'rosters.field.municipality': 'Municipio',
  'rosters.field.institution': 'Institución',
  'rosters.field.network': 'Red',
  'rosters.field.since': 'Desde',
  'rosters.field.email': 'Correo',
  'rosters.field.curp': 'CURP',
  'rosters.field.cuip': 'CUIP',
  'rosters.field.course': 'Curso',
  'rosters.field.cohort': 'Grupo',
  'rosters.wrong.noName': 'Falta. Escribe el nombre completo.',
  'rosters.wrong.name':
    'Tiene menos de 3 letras, más de 120, o signos que no se ven. Escríbelo completo.',
  'rosters.wrong.sex':
    '«{{value}}» no se entiende. Escribe mujer, hombre, intersexual o no dice; o déjalo vacío.',
  'rosters.wrong.state':
    'No es una entidad de México. Escribe su nombre, su abreviatura o su clave de 2 dígitos.',
  'rosters.wrong.cvegeo':
    '«{{value}}» no es la clave de un municipio. Son 5 dígitos: 2 del estado y 3 del municipio.',
  'rosters.wrong.municipality':
    '«{{value}}» no es un municipio que conozcamos. Revisa cómo se escribe, o pon su clave de 5 dígitos.',
  'rosters.wrong.municipalities':
    'Hay {{count}} municipios que se llaman «{{value}}». Escribe también el estado, o la clave de 5 dígitos.',
  'rosters.wrong.noPlace': 'Falta. Escribe el municipio, o una red o institución que lo tenga.',
  'rosters.wrong.institution':
    '«{{value}}» no está en la lista. Escribe su nombre o sus siglas como aparecen aquí.',
  'rosters.wrong.institutions': 'Hay varias que se llaman «{{value}}». Escribe su nombre completo.',
  'rosters.wrong.network':
    '«{{value}}» no es una red abierta. Escribe su clave, como MUCPAZ-15033-01.',
  'rosters.wrong.networks':
    'Hay varias que se llaman «{{value}}». Escribe su clave, como MUCPAZ-15033-01.',
  'rosters.wrong.since': '«{{value}}» no es una fecha. Escríbela como 2026-11-25 o 25/11/2026.',
  'rosters.wrong.future': 'La fecha no ha llegado. Escribe desde cuándo pertenece, o déjala vacía.',
  'rosters.wrong.username':
    'Usa de 3 a 40 letras, números, puntos o guiones; o déjalo vacío y se forma del nombre.',
  'rosters.wrong.email': 'No es una dirección de correo. Corrígela o déjala vacía.',
  'rosters.wrong.curp':
    'No es válida: revisa sus 18 caracteres, el último comprueba a los demás. Puede quedar vacía.',
  'rosters.wrong.cuip':
    'No es válida: son letras y números, primero 4 letras y 6 números. Puede quedar vacía.',
  'rosters.wrong.other.curp':
    'La persona de esta fila tiene otra CURP. Revisa si es ella; si lo es, deja vacía la celda.',
  'rosters.wrong.other.cuip':
    'La persona de esta fila tiene otra CUIP. Revisa si es ella; si lo es, deja vacía la celda.',
  'rosters.wrong.twoPeople':
    'La CURP y la CUIP de esta fila son de dos personas. Revisa cuál es la correcta.',
  'rosters.wrong.elsewhere':
    'No puedes traer ni cambiar a esta persona: está fuera de lo que administras. Pide el cambio a quien administra la plataforma.',
  'rosters.wrong.scope':
    'Está fuera de lo que administras. Corrígelo, o pide a quien lo administra que la traiga.',
  'rosters.wrong.scopeAlone':
    'Falta. Solo puedes traer personas a lo que administras: escribe su institución o su red.',
  'rosters.wrong.enrol':
    'No puedes inscribir ahí. Pídelo a quien lleva el curso, o deja vacías las dos celdas.',
  'rosters.wrong.course':
    '«{{value}}» no es un curso abierto. Escribe su nombre, su clave o el final de su dirección.',
  'rosters.wrong.cohort':
    'No hay un grupo abierto «{{value}}» en ese curso. Escribe su nombre como aparece en Grupos.',
  'rosters.wrong.cohorts': 'Hay varios grupos «{{value}}». Escribe también el curso.',
  'rosters.wrong.inAnother': 'Ya está en otro grupo de ese curso. Sácala primero de él, en Grupos.',
  'rosters.wrong.cohortSide': 'Ese grupo no es para personas de su institución.',
  'rosters.wrong.courseSide': 'Ese curso no es para personas de su institución.',
  'rosters.wrong.networkSide':
    'A una red pertenecen solo personas de la comunidad. Deja vacía la red o la institución.',
  'rosters.wrong.institutionSide':
    'Es de otro lado que su cuenta, y una cuenta no cambia de lado. Corrígela o déjala vacía.',
  'cli.peopleImport': 'trae personas, redes e inscripciones de una tabla de Excel o CSV',
  'cli.peopleFile': 'el archivo .xlsx o .csv',
  'cli.peopleDryRun': 'solo dice qué pasaría',
  'cli.peopleFor': 'con el alcance de esta persona, que podrá imprimir las papeletas',
  'cli.peopleNobody': 'No hay ninguna cuenta activa {{name}}.',
  'cli.peopleDoubt': 'Queda fuera: decide en la página si es la misma persona.',
  'cli.peopleWaits': 'Quedaría en lista de espera de {{cohort}}.',
  'cli.peopleWould':
    'Nuevas: {{fresh}}. Otras filas de ellas: {{more}}. Cambian: {{changed}}. Sin cambios: {{same}}. En lista de espera: {{waits}}. Con errores: {{wrong}}. Por decidir: {{doubts}}.',
  'cli.peopleDone':
    'Listo. Nuevas: {{made}}. Cambiaron: {{changed}}. Inscripciones: {{enrolled}}. En lista de espera: {{waiting}}. Quedaron fuera: {{wrong}} con errores y {{left}} sin decidir.',
  'rosters.wrong.noInstitution':
    'Falta. Para ese grupo, escribe la institución a la que pertenece.',
} as const;

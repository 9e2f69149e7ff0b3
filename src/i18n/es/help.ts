export const help = {
  'help.title': 'Ayuda y líneas de apoyo',
  'help.lead':
    'Dónde te escuchan, cómo salir sin dejar la página a la vista y qué hacer si algo no funciona.',
  'help.notReports':
    'Aula 1325 no atiende emergencias ni recibe denuncias. Si corres peligro ahora, marca 911.',
  'help.state': 'Tu entidad',
  'help.wholeCountry': 'Todo el país',
  'help.show': 'Ver líneas',
  'help.lines': 'Líneas de apoyo',
  'help.allLines': 'Ver todas las líneas de apoyo',
  'help.exitTitle': 'Salir rápido',
  'help.exitHow':
    'El botón «Salir rápido» está arriba en todas las páginas. También puedes pulsar la tecla Shift tres veces seguidas.',
  'help.exitDoes':
    'Borra lo que hay en la pantalla y abre {{host}} en su lugar. El botón de regresar no vuelve a mostrar esta página.',
  'help.exitSession': 'Cierra tu sesión. Lo que ya estaba guardado sigue guardado.',
  'help.exitNoScript':
    'Funciona también con JavaScript apagado; entonces tarda lo que tarde la conexión.',
  'help.tracesTitle': 'Lo que el teléfono sigue mostrando',
  'help.tracesHistory':
    'El historial del navegador conserva las direcciones que visitaste antes. Salir rápido no puede borrarlo; tú sí, en el menú del navegador.',
  'help.tracesDownloads':
    'Los archivos que descargaste, como una constancia, siguen en la carpeta de descargas.',
  'help.tracesCalls':
    'Las llamadas a una línea de apoyo quedan en el registro de llamadas y pueden salir en el recibo.',
  'help.tracesPrivate':
    'Si alguien revisa tu teléfono, usa una ventana privada o de incógnito, o entra desde otro equipo.',
  'help.discreet':
    'En «Mi cuenta» puedes activar el modo discreto: la pestaña, el ícono y los archivos llevan nombres neutros.',
  'help.platformTitle': 'Si algo no funciona',
  'help.cannotEnter': 'No puedes entrar',
  'help.cannotEnterText': 'Tu coordinación o tu institución puede pedir un código para ti.',
  'help.recover': 'Recuperar mi cuenta',
  'help.noAccount': 'No tienes cuenta',
  'help.noAccountText': 'Se entra con invitación.',
  'help.signal': 'Se va la señal',
  'help.signalText': 'Espera y vuelve a cargar la página. Lo que ya estaba guardado no se pierde.',
  'help.contents': 'Dudas sobre un curso',
  'help.contentsText':
    'Pregunta a la persona instructora de tu grupo o a la coordinación de tu red.',

  'accessibility.title': 'Accesibilidad',
  'accessibility.lead':
    'Queremos que cualquier persona pueda aprender aquí, con el teléfono y la vista, el oído o las manos que tenga. Trabajamos con la norma WCAG 2.2, nivel AA.',
  'accessibility.doneTitle': 'Lo que ya hace',
  'accessibility.keyboard': 'Todo se puede hacer con el teclado, y se ve dónde estás.',
  'accessibility.readers':
    'Los títulos, los campos y los mensajes están marcados para lectores de pantalla. Las figuras llevan descripción.',
  'accessibility.contrast':
    'El texto contrasta, también en modo oscuro, y nada se dice solo con color.',
  'accessibility.reflow':
    'Puedes agrandar la letra; las páginas se acomodan a pantallas de 320 puntos de ancho.',
  'accessibility.noScript': 'Leer, responder y enviar funciona con JavaScript apagado.',
  'accessibility.light':
    'Las páginas pesan poco y sirven en teléfonos sencillos. Antes de cada figura o audio se dice cuánto pesa.',
  'accessibility.media':
    'El video lleva subtítulos, y el video y el audio llevan transcripción. Nada suena solo.',
  'accessibility.missingTitle': 'Lo que todavía falta',
  'accessibility.missingAudit':
    'Lo revisamos nosotras con herramientas automáticas y a mano; no ha habido una auditoría externa.',
  'accessibility.missingPeople':
    'Falta probarlo con más personas que usan lector de pantalla o conmutador.',
  'accessibility.missingLanguages':
    'El contenido está en español y en inglés; todavía no en lenguas indígenas.',
  'accessibility.missingSign': 'Todavía no hay contenido en Lengua de Señas Mexicana.',
  'accessibility.tellTitle': 'Si encuentras una barrera',
  'accessibility.tellText':
    'Díselo a la coordinación de tu red, a la persona instructora o a la institución que te invitó: ellas lo hacen llegar a quien opera la plataforma. También puedes pedirles el contenido en otro formato.',
} as const;

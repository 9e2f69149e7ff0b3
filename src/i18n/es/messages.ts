/** Conversations between people and those who accompany them. */
export const messages = {
  'messages.title': 'Mensajes',
  'messages.ask': 'Preguntar',
  'messages.askHere': 'Preguntar a quien acompaña tu grupo',
  'messages.askAbout': 'Pregunta lo que no quedó claro en «{{title}}».',
  'messages.yourQuestion': 'Tu pregunta',
  'messages.readBy': 'La lee: {{names}}. Nadie más de tu grupo la ve.',
  'messages.sendQuestion': 'Enviar pregunta',
  'messages.send': 'Enviar',
  'messages.answer': 'Escribir una respuesta',
  'messages.answerHint': 'La lee esta persona y quien acompaña su grupo contigo.',
  'messages.question': 'Pregunta',
  'messages.you': 'Tú',
  'messages.new': 'Nuevo',
  'messages.markRead': 'Marcar como leído',
  'messages.backTo': 'Volver a «{{title}}»',
  'messages.toAttempt': 'Ver el intento de «{{title}}»',
  'messages.gone': 'Este texto ya no está aquí.',
  'messages.youWait': 'Espera respuesta',
  'messages.waits': 'Espera tu respuesta',
  'messages.answered': 'Respondida',
  'messages.waitingCount_one': '{{count}} espera respuesta',
  'messages.waitingCount_many': '{{count}} esperan respuesta',
  'messages.waitingCount_other': '{{count}} esperan respuesta',
  'messages.unread_one': 'Mensajes: {{count}} nuevo',
  'messages.unread_many': 'Mensajes: {{count}} nuevos',
  'messages.unread_other': 'Mensajes: {{count}} nuevos',
  'messages.empty': 'Todavía no tienes mensajes',
  'messages.emptyText':
    'En cada lección y en cada evaluación puedes preguntar a quien acompaña tu grupo. Las respuestas llegan aquí.',
  'messages.sentFlash': 'Tu mensaje se envió.',
  'messages.sentAlready': 'Ese mensaje ya se había enviado con otro texto',
  'messages.enrolFirst': 'Para preguntar sobre este curso, inscríbete primero.',
  'messages.nobodyTitle': 'Por ahora nadie puede leer tu pregunta',
  'messages.nobody':
    'Todavía no hay una persona instructora para tu grupo. Pregunta a la coordinación de tu red o a tu institución.',
  'messages.help': 'Ver ayuda y líneas de apoyo',
  'messages.noSignal':
    'No hay señal o el servicio está ocupado. Tu texto sigue aquí: espera un momento y vuelve a enviarlo.',
  'messages.notReport': 'Esto no es un canal de denuncia ni de emergencia',
  'messages.notReportText':
    'Nadie lee los mensajes al momento, y puede pasar más de un día. No escribas datos de otras personas.',
  'messages.seeLines': 'Ver las líneas de apoyo',
  'messages.roomWhat': 'Lo que preguntan en las lecciones y los resultados.',
  'announcements.roomWhat': 'Una noticia para todo un grupo, con su fecha.',
  'messages.questions.title': 'Preguntas de tus grupos',
  'messages.questions.what': 'Cada consulta de esta lista queda registrada.',
  'messages.questions.waiting': 'Esperan respuesta',
  'messages.questions.all': 'Todas',
  'messages.questions.none': 'Nadie espera respuesta',
  'messages.questions.noneYet': 'Todavía no hay preguntas',
  'messages.care.title': 'Un mensaje para ti',

  'mailing.title_one': 'Escribir a una persona',
  'mailing.title_many': 'Escribir a varias personas',
  'mailing.title_other': 'Escribir a varias personas',
  'mailing.toGroup': 'Escribir al grupo',
  'mailing.goesOnlyTo': 'Llega solo a {{name}}.',
  'mailing.goesTo_one': 'Llega a {{count}} persona.',
  'mailing.goesTo_many':
    'Llega a {{count}} personas, a cada una por separado: nadie ve a las demás.',
  'mailing.goesTo_other':
    'Llega a {{count}} personas, a cada una por separado: nadie ve a las demás.',
  'mailing.subject': 'Asunto',
  'mailing.subjectHint':
    'Sin nombres de personas ni datos delicados: se ve en la lista de mensajes.',
  'mailing.text': 'Mensaje',
  'mailing.textHint':
    'Cada persona puede responderte; solo tú y quien acompaña el grupo contigo leen su respuesta.',
  'mailing.send_one': 'Enviar a {{count}} persona',
  'mailing.send_many': 'Enviar a {{count}} personas',
  'mailing.send_other': 'Enviar a {{count}} personas',
  'mailing.sentFlash': 'El mensaje se envió a cada persona.',
  'mailing.nobody': 'En este grupo no hay nadie a quien puedas escribir.',
  'mailing.tooMany': 'Son demasiadas personas de una vez',

  'announcements.title': 'Avisos a tus grupos',
  'announcements.section': 'Avisos',
  'announcements.new': 'Avisar al grupo',
  'announcements.what':
    'Un aviso lo lee todo el grupo en Mensajes y en Mi aprendizaje, con su fecha. No se responde.',
  'announcements.field': 'Título del aviso',
  'announcements.reach': 'Para quién',
  'announcements.toGroup': 'Este grupo',
  'announcements.toAll': 'Todos los grupos de este curso que acompañas',
  'announcements.announce': 'Publicar aviso',
  'announcements.announcedFlash': 'El aviso está publicado.',
  'announcements.listWhat':
    'Los más recientes primero. Al retirar uno, deja de verse en todas partes.',
  'announcements.none': 'Todavía no hay avisos',
  'announcements.noneText': 'Desde la página de un grupo puedes escribirle o publicar un aviso.',
  'announcements.toGroups': 'Ver grupos',
  'announcements.withdraw': 'Retirar',
  'announcements.withdrawOne': 'Retirar el aviso «{{title}}»',
  'announcements.withdrawn': 'Retirado el {{date}}',
  'announcements.withdrawnFlash': 'El aviso se retiró.',

  'messages.eraseOwn': 'Borrar este texto',
  'messages.eraseOwnWhat': 'Se borra para todas las personas y no se puede recuperar.',
  'messages.eraseOwnButton': 'Borrar para siempre',
  'messages.erasedFlash': 'Se borró.',
  'messages.disclosed': '¿Cuenta violencia que vivió? Qué hacer',
  'messages.disclosedMarked': 'Marcado. Registrar la canalización',

  'disclosure.title': 'Cuando alguien te cuenta que vive violencia',
  'disclosure.back': 'Conversación',
  'disclosure.lead':
    'Antes de responder o de marcar el texto, lee esto con calma. Toma dos minutos.',
  'disclosure.how': 'Cómo responder',
  'disclosure.listen': 'Escucha.',
  'disclosure.listenHow': 'Lee lo que contó. No preguntes por los hechos ni pidas pruebas.',
  'disclosure.believe': 'Cree.',
  'disclosure.believeHow':
    'Puedes escribir: «Te creo. No es tu culpa. ¿Qué necesitas ahora?». No repitas lo que contó.',
  'disclosure.honest': 'No prometas un secreto que no puedes guardar.',
  'disclosure.honestHow':
    'Dile que solo buscarías ayuda sin su permiso si su vida corre peligro o si hay una niña, un niño o adolescente en riesgo.',
  'disclosure.inform': 'Informa.',
  'disclosure.informHow':
    'Dile qué líneas escuchan en su entidad. La atención de salud no exige denuncia. Decidir le toca a ella o a él.',
  'disclosure.refer': 'Canaliza.',
  'disclosure.referHow':
    'Dile a dónde puede acudir y cómo se llega. No la presiones ni llames en su lugar, salvo peligro inmediato.',
  'disclosure.self': 'Cuídate.',
  'disclosure.selfHow':
    'Escuchar también pesa. Habla con alguien de confianza, sin decir quién es ni qué pasó.',
  'disclosure.mark': 'Qué hace marcar el texto',
  'disclosure.does.hides':
    'Desde ese momento solo lo leen quien lo escribió y tú. Las demás personas y los archivos lo pierden.',
  'disclosure.does.care':
    'Quien lo escribió recibe en Mensajes un texto de cuidado con las líneas de apoyo. Nunca por correo.',
  'disclosure.does.counts':
    'Su respuesta cuenta completa desde ese momento, y nadie reprueba por contar lo que vivió. Si también contestó lo que se pedía, puedes calificarla después.',
  'disclosure.countsNow':
    'Su respuesta ya cuenta completa. El texto no sale en ninguna lista ni archivo.',
  'disclosure.write': 'Escribirle en Mensajes',
  'disclosure.does.date':
    'Cuando registras que la canalizaste, el texto se borra para siempre y queda solo la fecha, sin nombre ni hechos. Si no lo registras en {{days}} días, se borra igual.',
  'disclosure.does.log': 'La bitácora guarda que marcaste un texto, no de quién ni qué decía.',
  'disclosure.markButton': 'Marcar y retirar el texto',
  'disclosure.notNow': 'Volver sin marcar',
  'disclosure.markedFlash': 'El texto está marcado. Solo lo leen quien lo escribió y tú.',
  'disclosure.referral': 'Registrar la canalización',
  'disclosure.markedOn': 'Marcaste este texto el {{date}}.',
  'disclosure.referralWhat':
    'Al registrarla, el texto se borra para todas las personas y queda solo la fecha. Si no la registras, se borra {{days}} días después de marcarlo.',
  'disclosure.day': 'Día en que la canalizaste',
  'disclosure.dayHint':
    'Entre el día en que lo marcaste y hoy. No escribas nada más en ninguna parte.',
  'disclosure.wrongDay': 'Elige un día entre el de la marca y hoy.',
  'disclosure.referralButton': 'Registrar y borrar el texto',
  'disclosure.referredFlash': 'Quedó registrada la fecha. El texto se borró.',

  'care.thanks': 'Gracias por tu confianza. Lo que viviste no es tu culpa.',
  'care.whatHappens':
    'Quien te acompaña protegió lo que escribiste: por ahora solo lo leen tú y esa persona. Después se borra de Aula 1325 y queda solo una fecha, sin tu nombre. Eso pasa a más tardar en {{days}} días. Si quieres borrarlo ya, puedes hacerlo donde lo escribiste: en tu conversación o en el resultado de tu evaluación. Si era una respuesta, ya cuenta completa.',
  'care.youDecide':
    'Aula 1325 no atiende emergencias ni recibe denuncias. Lo que sigue lo decides tú. Estas líneas pueden escucharte:',
  'care.phone':
    'Si alguien revisa tu teléfono, puedes borrar este mensaje. No llega a ningún otro lugar.',
  'care.erase': 'Borrar este mensaje',

  'digest.title': 'Resumen semanal',
  'digest.line': 'En Mensajes, y por correo si lo quieres.',
  'digest.lineMailOff': 'En Mensajes.',
  'digest.what':
    'Una vez por semana, si tienes mensajes sin leer, te lo decimos en Mensajes. Por cada mensaje no llega nada más.',
  'digest.mailOff': 'Aquí no se envían correos.',
  'digest.unconfirmed': 'Para recibirlo por correo, confirma primero tu dirección.',
  'digest.byEmail': 'Avisarme también por correo',
  'digest.byEmailHint':
    'Un correo por semana, como mucho. Su asunto y su texto no dicen de qué curso es ni quién escribió.',
  'digest.inInbox_one': 'Resumen de la semana: al {{date}} tenías {{count}} mensaje sin leer.',
  'digest.inInbox_many': 'Resumen de la semana: al {{date}} tenías {{count}} mensajes sin leer.',
  'digest.inInbox_other': 'Resumen de la semana: al {{date}} tenías {{count}} mensajes sin leer.',
  'digest.mail.subject': 'Tienes algo por leer',
  'digest.mail.text':
    'Hola:\n\nHay algo nuevo en tu cuenta. Entra cuando puedas:\n\n{{link}}\n\nPara no recibir más estos correos, apágalos en «Mi cuenta».\n',
} as const;

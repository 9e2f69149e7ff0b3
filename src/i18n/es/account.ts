export const account = {
  'account.title': 'Mi cuenta',
  'account.since': 'Tu cuenta existe desde el {{date}}.',
  'account.about': 'Sobre ti',
  'account.safety': 'Tu seguridad',
  'account.none': 'Sin dato',
  'account.answers_one': '{{count}} respuesta guardada',
  'account.answers_many': '{{count}} de respuestas guardadas',
  'account.answers_other': '{{count}} respuestas guardadas',
  'account.sessions_one': '{{count}} sesión abierta',
  'account.sessions_many': '{{count}} de sesiones abiertas',
  'account.sessions_other': '{{count}} sesiones abiertas',
  'account.emptyRemoves': 'Déjalo vacío para quitarlo.',

  'account.name.title': 'Nombre',
  'account.name.lead':
    'Así te ve quien te acompaña en los cursos, y así saldrá en tus próximas constancias. Las que ya tienes no cambian.',
  'account.name.label': 'Nombre y apellidos',

  'account.username.title': 'Nombre de usuario',
  'account.username.lead': 'Con este nombre entras. No lo ve quien consulta tus constancias.',
  'account.username.hint':
    'De 3 a 40 letras o números, sin espacios. También punto, guion y guion bajo.',
  'account.username.invalid': 'Usa de 3 a 40 letras del español o números, sin espacios.',
  'account.username.taken': 'Ese nombre de usuario no está disponible. Prueba con otro.',

  'account.phone.title': 'Teléfono',
  'account.phone.lead': 'Es opcional. Se guarda cifrado y no aparece en listas ni reportes.',
  'account.phone.label': 'Teléfono',
  'account.phone.invalid':
    'Escribe los 10 dígitos, o el número completo con + y la clave del país.',

  'account.email.title': 'Correo electrónico',
  'account.email.lead':
    'Es opcional: para usar tu cuenta no hace falta correo. Se guarda cifrado y no aparece en listas ni reportes.',
  'account.email.label': 'Correo electrónico',
  'account.email.invalid': 'Revisa el correo: lleva una arroba y un punto, como nombre@ejemplo.mx.',
  'account.email.recovery': 'Quiero poder cambiar mi contraseña con un enlace a este correo',
  'account.email.recoveryHint':
    'Actívalo solo si nadie más abre tu correo. El mensaje no dice de qué es el sitio.',

  'email.waits': '{{email}} (por confirmar)',
  'email.again': 'Enviar otra vez el enlace',
  'email.sent':
    'Enviamos un enlace a tu correo. Ábrelo en las próximas 24 horas para confirmarlo; hasta entonces no se usa.',
  'email.confirm.title': 'Confirmar correo',
  'email.confirm.lead': 'Confirma que este correo es tuyo y que lo lees tú.',
  'email.confirm.submit': 'Sí, es mi correo',
  'email.confirmed': 'Tu correo quedó confirmado.',
  'email.linkGone': 'Este enlace ya se usó o venció. Puedes pedir otro en tu cuenta.',
  'email.mail.subject': 'Confirma tu correo',
  'email.mail.text':
    'Hola:\n\nAlguien escribió esta dirección en su cuenta. Si fuiste tú, abre este enlace para confirmarla. Sirve una vez, durante 24 horas:\n\n{{link}}\n\nSi no fuiste tú, no hagas nada: sin tu confirmación esta dirección no se usa.\n',

  'account.preferences.title': 'Idioma y modo discreto',
  'account.preferences.lead': 'Cómo se ve el sitio cuando entras.',
  'account.language.label': 'Idioma',
  'account.discreet.label': 'Modo discreto',
  'account.discreet.hint':
    'La pestaña, el icono y los archivos que descargas llevan nombres que no dicen de qué tratan.',
  'account.discreet.on': 'Modo discreto activado',
  'account.discreet.off': 'Modo discreto desactivado',

  'account.password.title': 'Cambiar contraseña',
  'account.password.line': 'Cierra tus otras sesiones',
  'account.password.lead':
    'Al cambiarla se cierran tus sesiones en otros teléfonos y computadoras.',
  'account.password.new': 'Contraseña nueva',
  'account.password.hint':
    'Al menos 8 caracteres. Una frase de varias palabras es fácil de recordar.',
  'account.password.current': 'Tu contraseña actual',
  'account.password.why': 'La pedimos para cuidar que nadie más cambie tu cuenta.',
  'account.password.needed': 'Escribe tu contraseña actual.',
  'account.password.wrong': 'Esta no es tu contraseña actual. Revisa mayúsculas y espacios.',
  'account.password.same': 'Es la misma que ya tienes. Elige otra.',
  'account.password.changed': 'Tu contraseña cambió. Cerramos tus otras sesiones.',

  'account.close.title': 'Cerrar mi cuenta',
  'account.close.line': 'Qué se borra y qué queda',
  'account.close.lead': 'Antes de cerrarla, mira qué se borra y qué queda.',
  'account.close.goes':
    'Se borran tu nombre, teléfono, correo y tus respuestas opcionales, y se cierran todas tus sesiones.',
  'account.close.certificates':
    'Tus constancias siguen siendo válidas: cualquiera que tenga su código puede comprobarlas. Descárgalas antes.',
  'account.close.counts': 'Tus cursos quedan solo como números en los reportes, sin tu nombre.',
  'account.close.username':
    'Tu nombre de usuario queda reservado, para que nadie se haga pasar por ti.',
  'account.close.noReturn': 'Una cuenta cerrada no se puede volver a abrir.',
  'account.close.understood': 'Entiendo que mi cuenta no se podrá volver a abrir',
  'account.close.mustAgree': 'Marca la casilla si quieres cerrar tu cuenta.',
  'account.close.submit': 'Cerrar mi cuenta',
  'account.close.lastAdministrator':
    'Eres la única persona que administra la plataforma. Da ese papel a alguien más y después cierra tu cuenta.',
  'account.closed': 'Tu cuenta quedó cerrada.',

  'sessions.title': 'Sesiones abiertas',
  'sessions.lead': 'Los teléfonos y computadoras donde tu cuenta sigue abierta.',
  'sessions.this': 'esta sesión',
  'sessions.shared': 'teléfono compartido',
  'sessions.unknownDevice': 'Aparato sin identificar',
  'sessions.begun': 'Abierta el {{when}}.',
  'sessions.lastSeen': 'Último uso: {{when}}.',
  'sessions.end': 'Cerrar esta',
  'sessions.endThis': 'Cerrar sesión aquí',
  'sessions.endOthers': 'Cerrar todas las demás',
  'sessions.ended': 'Cerramos esa sesión.',
  'sessions.othersEnded': 'Cerramos tus otras sesiones.',
  'sessions.unknownHelp': '¿No reconoces alguna? Ciérrala y cambia tu contraseña.',

  'questions.title': 'Preguntas opcionales',
  'questions.lead':
    'Puedes responder todas, algunas o ninguna. Tus cursos y constancias no cambian por eso.',
  'questions.promise':
    'Cada respuesta se guarda cifrada y solo tú la ves. En los reportes se cuenta junto con muchas otras, nunca con tu nombre. Puedes retirarla cuando quieras.',
  'questions.why': 'Para qué:',
  'questions.yours': 'Tu respuesta:',
  'questions.yourAnswer': 'Tu respuesta',
  'questions.answer': 'Responder',
  'questions.change': 'Cambiar mi respuesta',
  'questions.consent': 'Acepto que se guarde esta respuesta para lo que dice arriba',
  'questions.mustConsent':
    'Marca la casilla si aceptas que se guarde. Si no, deja la pregunta sin responder.',
  'questions.consentedOn': 'Aceptaste guardarla el {{date}}.',
  'questions.withdraw': 'Retirar mi respuesta',
  'questions.withdrawnOn': 'Retiraste tu respuesta el {{date}}. Ya no está guardada.',
  'questions.saved': 'Guardamos tu respuesta.',
  'questions.withdrawn': 'Borramos tu respuesta.',
  'questions.choice.si': 'Sí',
  'questions.choice.no': 'No',
  'questions.choice.no_dice': 'Prefiero no decir',
  'questions.birth-year.title': '¿En qué año naciste?',
  'questions.birth-year.reason':
    'Saber si los cursos llegan a personas jóvenes y mayores, por grupos de edad.',
  'questions.birth-year.hint': 'Cuatro cifras, por ejemplo 1984.',
  'questions.birth-year.invalid': 'Escribe el año con cuatro cifras, por ejemplo 1984.',
  'questions.indigenous.title': 'De acuerdo con su cultura, ¿se considera indígena?',
  'questions.indigenous.reason':
    'Saber si los cursos llegan a personas de pueblos indígenas. Es la pregunta que usa el INEGI, para poder comparar.',
  'questions.language.title': '¿Qué lengua hablas en casa?',
  'questions.language.reason': 'Decidir en qué lenguas hacen falta materiales y quien acompañe.',
  'questions.language.hint': 'Una o varias, por ejemplo mazahua y español.',
  'questions.disability.title': '¿Vives con alguna discapacidad?',
  'questions.disability.reason':
    'Saber si los cursos sirven a personas con discapacidad y qué barreras quitar primero.',
} as const;

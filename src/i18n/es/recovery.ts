export const recovery = {
  'recovery.title': 'Recuperar mi cuenta',
  'recovery.lead': 'No hace falta correo. Alguien que te conoce te ayuda a entrar otra vez.',
  'recovery.step.ask':
    'Pide ayuda a quien coordina tu red, imparte tu curso o lo administra. Esa persona pide un código para ti.',
  'recovery.step.confirm':
    'Otra persona lo confirma y te entrega un código de 8 letras y números. Dura 24 horas.',
  'recovery.step.type': 'Escribe aquí tu nombre de usuario, el código y una contraseña nueva.',
  'recovery.haveCode': 'Ya tengo un código',
  'recovery.code.label': 'Código de 8 letras y números',
  'recovery.code.hint': 'Da igual si usas mayúsculas, minúsculas o guion.',
  'recovery.submit': 'Cambiar mi contraseña',
  'recovery.wrong':
    'El nombre de usuario y el código no coinciden, o el código ya se usó o venció. Revísalos, o pide otro código.',
  'recovery.done': 'Tu contraseña cambió y cerramos tus sesiones. Entra con la nueva.',
  'recovery.cancelled': 'La petición quedó cancelada.',
  'recovery.linkGone': 'Este enlace ya no sirve. Pide otro desde «No recuerdo mi contraseña».',
  'recovery.link.title': 'Contraseña nueva',
  'recovery.link.lead': 'Elige una contraseña nueva. Cerraremos todas tus sesiones.',

  'recovery.mail.title': 'Recibir un enlace por correo',
  'recovery.mail.lead':
    'Solo si antes lo activaste en tu cuenta. El enlace dura 30 minutos y sirve una vez.',
  'recovery.mail.submit': 'Enviar enlace',
  'recovery.mail.perhapsSent':
    'Si esa cuenta existe y tiene correo para recuperarla, enviamos un enlace. Dura 30 minutos.',
  'recovery.mail.subject': 'El enlace que pediste',
  'recovery.mail.text':
    'Hola:\n\nEste es el enlace que pediste. Sirve una vez, durante 30 minutos:\n\n{{link}}\n\nSi no lo pediste, no hagas nada: todo sigue igual.\n',

  'recovery.news.title': 'Cambios de contraseña con ayuda',
  'recovery.news.lead':
    'Así se pidieron y se usaron códigos o enlaces para tu cuenta en los últimos 90 días.',
  'recovery.news.none': 'En los últimos 90 días nadie pidió un código ni un enlace para tu cuenta.',
  'recovery.news.usedCode':
    'Tu contraseña se cambió con un código el {{when}}. Lo pidió {{asker}} y lo confirmó {{confirmer}}.',
  'recovery.news.usedMail':
    'Tu contraseña se cambió con un enlace enviado a tu correo el {{when}}.',
  'recovery.news.asked':
    '{{asker}} pidió un código para tu cuenta el {{when}}. Nadie lo ha confirmado.',
  'recovery.news.confirmed':
    '{{asker}} pidió un código para tu cuenta el {{when}} y {{confirmer}} lo confirmó. No se ha usado.',
  'recovery.news.somebody': 'una persona',
  'recovery.news.notMe':
    'Si no lo sabías, cambia tu contraseña ahora y avisa a quien coordina tu red o administra tu curso.',
  'recovery.news.cancel': 'Cancelar este código',
  'recovery.news.acknowledge': 'Entendido, seguir',
  'recovery.news.line': 'Quién pidió códigos para tu cuenta',

  'recovery.desk.title': 'Recuperación de cuentas',
  'recovery.desk.lead':
    'Para quien olvidó su contraseña. Una persona pide el código y otra lo confirma: nunca la misma, y nunca para sí.',
  'recovery.desk.care':
    'Pide o confirma un código solo si hablaste cara a cara con la persona o reconoces su voz. No lo mandes por un chat que otra persona pueda abrir.',
  'recovery.desk.waiting': 'Por confirmar',
  'recovery.desk.noneWaiting': 'No hay peticiones por confirmar.',
  'recovery.desk.askedOn': 'Pedida por {{asker}} el {{when}}.',
  'recovery.desk.confirm': 'Confirmar y ver el código',
  'recovery.desk.refuse': 'No confirmar',
  'recovery.desk.mine': 'Mis peticiones',
  'recovery.desk.isWaiting': 'por confirmar',
  'recovery.desk.isConfirmed': 'código entregado, vence el {{when}}',
  'recovery.desk.cancel': 'Cancelar',
  'recovery.desk.people': 'Pedir un código',
  'recovery.desk.search': 'Buscar por nombre o nombre de usuario',
  'recovery.desk.nobody': 'No encontramos a nadie con ese nombre a tu alcance.',
  'recovery.desk.ask': 'Pedir código',
  'recovery.desk.asked':
    'Petición enviada. Cuando alguien la confirme, esa persona tendrá el código.',
  'recovery.desk.alreadyAsked': 'Ya hay una petición abierta para esa persona.',
  'recovery.otherMustConfirm': 'La petición es tuya: la tiene que confirmar otra persona',
  'recovery.needsAdministrator':
    'Esta persona tiene un cargo en la plataforma: confirma quien administra la plataforma',
  'recovery.notWaiting': 'Esta petición ya no espera confirmación',

  'recovery.code.title': 'Código de recuperación',
  'recovery.code.for': 'Para {{name}}',
  'recovery.code.once': 'Se muestra una sola vez. Anótalo o díctalo ahora.',
  'recovery.code.until': 'Sirve una vez, hasta el {{when}}.',
  'recovery.code.where': 'Se escribe en «No recuerdo mi contraseña», con el nombre de usuario:',
  'recovery.code.gone': 'El código ya se mostró. Si se perdió, hay que pedir otro.',
  'recovery.code.back': 'Volver a las recuperaciones',
} as const;

export const secondFactor = {
  'secondStep.title': 'Escribe tu código',
  'secondStep.lead': 'Tu contraseña es correcta. Falta el segundo paso.',
  'secondStep.code': 'Código de 6 números de tu aplicación',
  'secondStep.codeHint': 'Abre la aplicación de códigos de tu teléfono. En la lista dice «Aula».',
  'secondStep.paper': 'Código de respaldo',
  'secondStep.paperHint':
    'Uno de los 10 que guardaste, con los guiones o sin ellos. Cada uno sirve una sola vez.',
  'secondStep.submit': 'Entrar',
  'secondStep.usePaper': 'No tengo mi teléfono: usar un código de respaldo',
  'secondStep.useApplication': 'Usar el código de mi aplicación',
  'secondStep.lost': 'Perdí el teléfono y los códigos',
  'secondStep.lostWhat':
    'Habla con quien imparte o administra tu curso, o con quien administra la plataforma. Cuando confirme que eres tú, puede quitar el segundo paso de tu cuenta. Después entras con tu contraseña y lo activas otra vez.',
  'secondStep.again': 'Empezar de nuevo',
  'secondStep.over': 'Pasaron más de 10 minutos o algo cambió en la cuenta. Entra de nuevo.',
  'secondStep.paperUsed': 'Usaste un código de respaldo. Ese ya no sirve.',
  'secondStep.paperUsedFew':
    'Usaste un código de respaldo y te quedan 3 o menos. Haz códigos nuevos en tu cuenta, en «Entrar en dos pasos».',

  'secondFactor.title': 'Entrar en dos pasos',
  'secondFactor.lead':
    'Además de tu contraseña, una aplicación de tu teléfono te da un código de 6 números que cambia cada 30 segundos. Así nadie entra solo con tu contraseña.',
  'secondFactor.line.on': 'Activado',
  'secondFactor.line.off': 'Apagado',
  'secondFactor.line.asked': 'Apagado. Tu función en la plataforma lo pide.',
  'secondFactor.asked':
    'Tu función en la plataforma lo pide. Tienes hasta el {{date}} para activarlo.',
  'secondFactor.askedDemo':
    'Tu función en la plataforma lo pide. En la demostración puedes seguir sin activarlo.',
  'secondFactor.overdue': 'Para seguir, activa la entrada en dos pasos',
  'secondFactor.overdueWhat':
    'Tu función en la plataforma lo pide y el plazo terminó el {{date}}. Mientras tanto puedes abrir tu cuenta y salir. Tarda unos dos minutos.',
  'secondFactor.shared':
    'Dijiste que este teléfono lo usan otras personas. Activa esto solo con una aplicación en un teléfono tuyo.',
  'secondFactor.need.title': 'Qué necesitas',
  'secondFactor.need.app':
    'Una aplicación de códigos en tu teléfono, como Aegis, FreeOTP o Google Authenticator. Son gratuitas. Si ya usas una, sirve.',
  'secondFactor.need.signal': 'No gasta datos y funciona sin señal.',
  'secondFactor.need.paper': 'Papel, o un lugar seguro, para guardar 10 códigos de respaldo.',
  'secondFactor.begin': 'Activar',
  'secondFactor.later': 'Ahora no, seguir',
  'secondFactor.since': 'Activado desde el {{date}}.',
  'secondFactor.left_one': 'Te queda {{count}} código de respaldo.',
  'secondFactor.left_many': 'Te quedan {{count}} de códigos de respaldo.',
  'secondFactor.left_other': 'Te quedan {{count}} códigos de respaldo.',
  'secondFactor.leftNone': 'No te quedan códigos de respaldo.',
  'secondFactor.leftFew': 'Haz códigos nuevos antes de que se acaben.',
  'secondFactor.isOn': 'La entrada en dos pasos ya está activada',
  'secondFactor.turnedOff': 'La entrada en dos pasos quedó apagada y cerramos tus otras sesiones.',
  'secondFactor.wrong':
    'El código no es correcto, ya cambió o ya se usó. Espera el siguiente y escríbelo. Si se repite, revisa que la hora de tu teléfono sea automática.',

  'secondFactor.setUp.title': 'Conecta tu aplicación',
  'secondFactor.setUp.scan':
    'Abre tu aplicación de códigos, elige agregar y apunta la cámara aquí.',
  'secondFactor.setUp.qr': 'Código QR para tu aplicación de códigos',
  'secondFactor.setUp.here': 'Agregar en este teléfono',
  'secondFactor.setUp.typed': '¿No puedes apuntar la cámara? Escribe esta clave en la aplicación:',
  'secondFactor.setUp.secret': 'No la enseñes ni la mandes a nadie.',
  'secondFactor.setUp.code': 'Código de 6 números que muestra la aplicación',
  'secondFactor.setUp.codeHint': 'Con él comprobamos que todo quedó bien.',
  'secondFactor.setUp.submit': 'Comprobar y activar',
  'secondFactor.setUpGone': 'Pasó el tiempo para conectar la aplicación. Empieza de nuevo.',

  'secondFactor.codes.title': 'Códigos de respaldo',
  'secondFactor.codes.lead':
    'Para entrar si pierdes tu teléfono. Cada código sirve una vez. Se muestran solo ahora.',
  'secondFactor.codes.keep':
    'Anótalos o imprímelos, y guárdalos lejos de tu teléfono. No les tomes foto.',
  'secondFactor.codes.username': 'Nombre de usuario',
  'secondFactor.codes.print':
    'Para imprimirlos usa el menú de tu navegador: solo saldrán los códigos.',
  'secondFactor.codes.gone':
    'Los códigos ya se mostraron. Si no los guardaste, haz códigos nuevos: los anteriores dejan de servir.',
  'secondFactor.codes.done': 'Ya los guardé, seguir',

  'secondFactor.eitherCode': 'Código',
  'secondFactor.eitherCodeHint': 'El de 6 números de tu aplicación, o uno de respaldo.',
  'secondFactor.renew.title': 'Códigos de respaldo nuevos',
  'secondFactor.renew.lead': 'Los códigos anteriores dejan de servir.',
  'secondFactor.renew.submit': 'Hacer códigos nuevos',
  'secondFactor.off.title': 'Apagar la entrada en dos pasos',
  'secondFactor.off.lead': 'Para entrar bastará tu contraseña. Cerraremos tus otras sesiones.',
  'secondFactor.off.phone':
    'Si cambias de teléfono: apágala aquí y actívala otra vez con el nuevo.',
  'secondFactor.off.role':
    'Si tu función en la plataforma la pide y el plazo terminó, tendrás que activarla antes de seguir.',
  'secondFactor.off.submit': 'Apagar',

  'secondFactor.news':
    '{{name}} quitó el segundo paso de tu cuenta el {{when}} y se cerraron tus sesiones. Para entrar basta tu contraseña hasta que lo actives otra vez.',
  'secondFactor.newsSomebody': 'Alguien de la administración',

  'cli.lostFactor': 'apaga la entrada en dos pasos de quien perdió su teléfono y sus códigos',
  'cli.lostFactorUser': 'nombre de usuario',
  'cli.lostFactorDone':
    'Listo. {{name}} entra con su contraseña; se cerraron sus sesiones y se le avisará.',
  'cli.lostFactorNobody': 'No hay ninguna cuenta abierta {{name}} con entrada en dos pasos.',

  'people.secondFactor': 'Perdió su segundo paso',
  'people.secondFactorWhat':
    'Si perdió el teléfono y los códigos de respaldo. Se apaga la entrada en dos pasos, se cierran sus sesiones y se le avisa cuando entre. Hazlo solo si hablaste cara a cara con la persona o reconoces su voz.',
  'people.secondFactorButton': 'Quitar el segundo paso',
  'people.secondFactorFlash': 'El segundo paso quedó apagado. Ya puede entrar con su contraseña.',
  'people.secondFactorIsOff': 'Esta persona no tiene segundo paso',
  'people.secondFactorReason.lost-phone': 'Perdió el teléfono',
  'people.secondFactorReason.new-phone': 'Cambió de teléfono',
  'people.secondFactorReason.taken-phone': 'Le quitaron el teléfono',
  'people.secondFactorReason.other': 'Otro motivo',
} as const;

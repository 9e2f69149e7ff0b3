export const common = {
  'form.required': 'Falta este dato.',
  'form.invalid': 'Revisa este dato.',
  'form.choose': 'Elige una de las opciones.',
  'form.tooShort': 'Es demasiado corto.',
  'form.tooLong': 'Es demasiado largo.',
  'form.control': 'Tiene caracteres que no se pueden guardar. Escríbelo de nuevo.',
  'form.unknownField': 'El formulario trae un dato que no se esperaba. Vuelve a abrir la página.',
  'form.errorsTitle_one': 'Hay un dato por corregir',
  'form.errorsTitle_many': 'Hay {{count}} datos por corregir',
  'form.errorsTitle_other': 'Hay {{count}} datos por corregir',
  'form.optional': 'opcional',
  'form.save': 'Guardar',
  'form.cancel': 'Cancelar',
  'form.search': 'Buscar',
  'form.apply': 'Aplicar',

  'error.notFound': 'No encontramos esta página',
  'error.notFoundWhat':
    'La dirección puede estar mal escrita, o la página ya no está o no es para tu cuenta.',
  'error.badRequest': 'No entendimos lo que llegó',
  'error.badRequestWhat':
    'El envío llegó incompleto o con algo que no esperábamos. No se guardó nada.',
  'error.forbidden': 'Esto no se puede hacer con tu cuenta',
  'error.forbiddenWhat':
    'No cambió nada. Si te hace falta, pídelo a quien administra tu institución.',
  'error.signInFirst': 'Inicia sesión para continuar',
  'error.signInFirstWhat':
    'Tu sesión terminó, o aún no entras. Lo que ya estaba guardado sigue a salvo.',
  'error.sendAgainHow':
    'Entra en otra pestaña, vuelve a esta y envía otra vez lo que ya habías llenado.',
  'error.signInElsewhere': 'Entrar (se abre en otra pestaña)',
  'error.sendAgain': 'Enviar otra vez',
  'error.otherSite': 'El envío venía de otro sitio y no se aceptó',
  'error.otherSiteWhat':
    'No se guardó nada. Abre la página desde el inicio y envíalo otra vez desde ahí.',
  'error.conflict': 'Algo cambió mientras tanto',
  'error.gone': 'Esto ya no está disponible',
  'error.tooLarge': 'El envío es demasiado grande',
  'error.tooLargeWhat': 'No se guardó nada. Envía menos texto o un archivo más ligero.',
  'error.tooMany': 'Demasiados intentos seguidos',
  'error.tooManyWhat_one': 'Espera un minuto y vuelve a intentar. Tu cuenta sigue bien.',
  'error.tooManyWhat_many': 'Espera {{count}} minutos y vuelve a intentar. Tu cuenta sigue bien.',
  'error.tooManyWhat_other': 'Espera {{count}} minutos y vuelve a intentar. Tu cuenta sigue bien.',
  'error.unavailable': 'El servicio descansa un momento',
  'error.unavailableWhat':
    'No pudimos guardar. Lo que ya estaba guardado sigue a salvo. Espera un minuto y vuelve a enviar.',
  'error.unexpected': 'Algo falló de nuestro lado',
  'error.unexpectedWhat':
    'Quedó anotado para revisarlo. Lo que ya estaba guardado sigue a salvo. Intenta otra vez en un momento.',
  'error.reference': 'Número de aviso: {{id}}',
  'error.yourText': 'Lo que escribiste, para que no se pierda:',
  'error.goHome': 'Ir al inicio',
  'error.goBack': 'Volver',

  'flash.saved': 'Guardado.',
  'flash.signedOut': 'Cerraste sesión.',
  fileFormat: 'Formato',
  'fileFormat.xlsx': 'Hoja de cálculo (XLSX)',
  'fileFormat.csv': 'Texto (CSV)',
} as const;

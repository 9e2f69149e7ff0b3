export const passkeys = {
  'passkey.title': 'Llaves de acceso',
  'passkey.lead':
    'En lugar de escribir un código, entras con tu contraseña y con la huella, el rostro o el PIN de tu teléfono o computadora. Tu aplicación y tus códigos de respaldo siguen sirviendo.',
  'passkey.made': 'Agregada el {{date}}',
  'passkey.lastUsed': 'Último uso: {{when}}',
  'passkey.unused': 'Todavía no se usa',
  'passkey.shared':
    'Dijiste que este teléfono lo usan otras personas. Agrega una llave de acceso solo desde un teléfono o computadora que nadie más use.',
  'passkey.needsFactor': 'Antes de agregar una llave de acceso, activa la entrada en dos pasos',
  'passkey.tooMany': 'Ya tienes 10 llaves de acceso. Quita una para agregar otra.',

  'passkey.add.title': 'Agregar una llave de acceso',
  'passkey.add.lead':
    'La llave queda en este teléfono o computadora, o en una llave de seguridad USB. Se abre con tu huella, tu rostro o tu PIN.',
  'passkey.add.seen':
    'Tu huella y tu rostro no salen de tu teléfono. En su lista de llaves dice solo «Aula», sin tu nombre.',
  'passkey.add.own': 'Quien conoce el PIN de este teléfono también puede usar la llave.',
  'passkey.add.name': 'Nombre de la llave',
  'passkey.add.nameHint': 'Para reconocerla en tu lista. Por ejemplo: mi teléfono.',
  'passkey.add.submit': 'Continuar',
  'passkey.create.title': 'Crea tu llave de acceso',
  'passkey.create.lead':
    'Se llamará «{{name}}». Tu teléfono o computadora te pedirá tu huella, tu rostro o tu PIN.',
  'passkey.create.submit': 'Crear la llave',
  'passkey.none':
    'Este navegador no puede crear llaves de acceso. Tu aplicación y tus códigos de respaldo siguen sirviendo.',
  'passkey.known': 'Este teléfono o computadora ya tiene una llave de acceso de tu cuenta.',
  'passkey.notNow':
    'No se usó ninguna llave. Intenta otra vez, o sigue con un código de tu aplicación.',
  'passkey.added': 'Agregamos la llave de acceso. Ya puedes entrar con ella.',
  'passkey.notAdded': 'No pudimos agregar la llave de acceso. Empieza de nuevo.',

  'passkey.remove.link': 'Quitar',
  'passkey.remove.title': 'Quitar la llave «{{name}}»',
  'passkey.remove.lead':
    'Ya no podrás entrar con ella. Tu aplicación y tus códigos de respaldo siguen sirviendo.',
  'passkey.remove.device':
    'Después puedes borrarla también en los ajustes de tu teléfono o computadora, donde dice «Aula».',
  'passkey.remove.submit': 'Quitar la llave',
  'passkey.removed': 'Quitamos la llave de acceso.',

  'passkey.use': 'Usar mi llave de acceso',
  'passkey.wrong':
    'No pudimos comprobar tu llave de acceso. Intenta otra vez, o escribe un código de tu aplicación.',
} as const;

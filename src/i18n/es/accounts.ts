export const accounts = {
  'signIn.title': 'Entrar',
  'signIn.username': 'Nombre de usuario',
  'signIn.password': 'Contraseña',
  'signIn.shared': 'Este teléfono lo usan otras personas',
  'signIn.sharedHint':
    'No guardaremos nada tuyo en el teléfono y la sesión se cierra sola tras 15 minutos sin uso. Si el navegador ofrece guardar tu contraseña, di que no.',
  'signIn.submit': 'Entrar',
  'signIn.wrong':
    'El nombre de usuario o la contraseña no coinciden. Revisa mayúsculas y espacios.',
  'signIn.forgot': 'No recuerdo mi contraseña',
} as const;

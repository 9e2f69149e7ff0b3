export const join = {
  'password.tooShort': 'Usa 8 caracteres o más. Pueden ser varias palabras con espacios.',
  'password.tooLong': 'Usa 128 caracteres o menos.',
  'password.common':
    'Esta contraseña está entre las primeras que alguien probaría. Elige otra, por ejemplo tres palabras que no vayan juntas.',
  'password.context':
    'Esta contraseña solo tiene tu nombre, tu lugar o palabras de la plataforma. Elige otra, por ejemplo tres palabras que no vayan juntas.',
} as const;

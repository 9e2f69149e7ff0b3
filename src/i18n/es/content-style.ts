/** How a course is written: what `content check` advises. */
export const contentStyle = {
  'content.style.readability':
    'La lección pide leer despacio: {{value}} en la escala INFLESZ, donde {{least}} es lo que se lee con facilidad. Usa palabras y frases más cortas.',
  'content.style.sentences':
    'Las frases tienen {{value}} palabras en promedio; con {{most}} o menos se leen de una vez en un teléfono.',
  'content.style.words':
    'El texto tiene {{words}} palabras; entre {{from}} y {{to}} caben en el rato que la lección promete.',
  'content.style.year':
    'El año de «{{what}}» no es el de esa resolución: muchas páginas lo imprimen mal.',
  'content.style.telephone':
    '«{{what}}» parece un teléfono. Los teléfonos salen de las líneas de apoyo, que tienen fecha de comprobación.',
  'content.style.link':
    'No hay ningún curso «{{what}}»; el enlace lleva a una página que no existe.',
  'content.style.term': '«{{what}}» lastima o deja fuera a alguien. Mejor: {{instead}}.',
  'content.style.ending':
    '«{{what}}»: un lector de pantalla no puede decirlo. Usa palabras que nombran a todas las personas.',
  'content.style.figure':
    'El módulo {{id}} no tiene ninguna figura; una idea dibujada ayuda a quien lee poco.',
  'content.style.tags': 'Al reactivo {{id}} le faltan datos para buscarlo y sortearlo: {{what}}.',
  'content.style.reason':
    'La opción {{what}} del reactivo {{id}} no dice por qué; de la razón es de lo que se aprende.',
  'content.style.longRight':
    'En {{id}} la respuesta correcta es mucho más larga que las demás: se adivina sin leer.',
  'content.style.longest':
    'En {{count}} de {{of}} reactivos la respuesta correcta es la más larga: se adivina sin saber.',
  'content.style.places':
    'En {{count}} de {{of}} reactivos la respuesta correcta está en el lugar {{place}}: se adivina sin saber.',
  'content.style.stem': 'El reactivo {{id}} empieza igual que {{what}}: se toman por el mismo.',
  'content.style.bank':
    'El banco tiene {{count}} reactivos; con {{least}} o más, un segundo intento es otra prueba.',
  'content.style.stale':
    'La versión en inglés no tiene lo mismo que la española: de «{{what}}» hay {{en}} en vez de {{es}}. ¿Cambió una sola?',
  'content.style.figures':
    'Las cifras no son las mismas en los dos idiomas. Solo en español: {{es}}. Solo en inglés: {{en}}.',
  'content.style.reform':
    '{{what}} cambió ({{date}}) después del texto en que se apoya «{{point}}», o de su firma: en la lección dice «revisión pendiente» hasta que alguien lo coteje y lo firme.',
  'content.style.idleException': 'La excepción a «{{rule}}» en {{file}} ya no hace falta; quítala.',
} as const;

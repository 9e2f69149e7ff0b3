export const steps = {
  'trial.lead':
    'Estás probando esta evaluación. Se sortea y se califica como de verdad, y nada se guarda.',
  'trial.finish': 'Ver el resultado',
  'trial.told': 'Fue una prueba: nada se guardó. Lo que califica una persona queda sin calificar.',
  'trial.again': 'Probar otra vez, con otro sorteo',
  'trial.back': 'Volver al curso',
  'trial.try': 'Probar',
  'trial.tryTitle': 'Probar como quien estudia',
  'trial.tryWhat': 'Se contesta y se califica como de verdad, y nada se guarda.',
  'trial.noFiles': 'En la prueba no se sube nada.',
  'trial.nothing': 'Contesta al menos una pregunta para ver un resultado.',
  'trial.tooFew':
    'Esta evaluación pide más preguntas de las que tiene el curso. Agrega preguntas, o pide menos.',
  'scenario.title': 'Una situación',
  'scenario.stage.new':
    'Es una situación que avanza con lo que decides. Tiene su propia página; al volver, lo demás sigue aquí.',
  'scenario.stage.begun': 'Ya empezaste. Sigues donde te quedaste.',
  'scenario.stage.whole': 'Llegaste al final. Puedes verla o decidir de nuevo.',
  'scenario.open.new': 'Empezar la situación',
  'scenario.open.begun': 'Seguir con la situación',
  'scenario.open.whole': 'Ver la situación',
  'scenario.care.title': 'Antes de empezar',
  'scenario.care':
    'Puedes parar en cualquier momento y seguir después: lo decidido queda guardado. Nadie te pide tu historia.',
  'scenario.told': 'Lo que pasó',
  'scenario.decided': 'Decidiste:',
  'scenario.mustDecideAgain':
    'De esta decisión depende la seguridad de alguien. Piensa qué cuidaría a la persona y decide de nuevo aquí abajo.',
  'scenario.mustReturn':
    'De esta decisión depende la seguridad de alguien. Abajo, en tu camino, puedes volver a ella y decidir de nuevo.',
  'scenario.stays': 'Por ahí no se avanza. Puedes decidir de nuevo.',
  'scenario.returning':
    'Volviste a esta decisión. Lo que decidas ahora toma el lugar de lo que siguió.',
  'scenario.ending.good': 'Final: salió bien',
  'scenario.ending.partial': 'Final: salió en parte',
  'scenario.ending.poor': 'Final: queda por hacer',
  'scenario.doesNotCount':
    'Falta una decisión indispensable. Vuelve a ella desde tu camino para que la situación cuente.',
  'scenario.saved':
    'Tus decisiones están guardadas. Puedes volver a cualquiera mientras no entregues.',
  'scenario.critical': 'Decisión indispensable',
  'scenario.decide': 'Decidir',
  'scenario.noSignal':
    'No hay señal o el servicio está ocupado. Tu decisión sigue marcada aquí y todavía no cuenta: espera un momento y vuelve a intentarlo.',
  'scenario.again': 'Volver a intentar',
  'scenario.spanishOnly': 'Esta situación está en español; todavía no tiene versión en inglés.',
  'quiz.spanishOnly': 'Algunas preguntas están en español; todavía no tienen versión en inglés.',
  'attempt.spanishOnly_one':
    '{{count}} pregunta está en español; todavía no tiene versión en inglés.',
  'attempt.spanishOnly_many':
    '{{count}} preguntas están en español; todavía no tienen versión en inglés.',
  'attempt.spanishOnly_other':
    '{{count}} preguntas están en español; todavía no tienen versión en inglés.',
  'scenario.tooMany': 'Ya decidiste muchas veces en esta situación. Cuenta hasta donde llegaste.',
  'scenario.way': 'Tu camino hasta aquí',
  'scenario.mustReturnHere': 'Esta decisión necesita otra respuesta.',
  'scenario.back': 'Volver a esta decisión',
  'scenario.later': 'Parar aquí y volver a las preguntas',
  'handIn.title': 'Tus imágenes',
  'handIn.picture': 'Elige o toma una foto',
  'handIn.hint':
    'Que se vean cosas, no personas. La imagen se guarda sin el lugar ni la hora en que se tomó, y solo la ven quienes califican.',
  'handIn.add': 'Agregar',
  'handIn.remove': 'Quitar',
  'handIn.full': 'Ya agregaste todas las que caben. Quita una para cambiarla.',
  'handIn.tooMany': 'Ya no caben más imágenes en esta respuesta',
  'handIn.onlyPictures': 'Aquí se agregan imágenes. Si es una hoja, toma una foto.',
  'oral.assisted':
    'Dila en voz alta a una persona de confianza que la escriba tal cual. La lee y la califica otra persona.',
  'oral.helper': 'Nombre de quien escribe',
  'oral.said': 'Lo que dijiste',
  'result.picture': 'Imagen {{number}}',
  'handIn.file.open.new': 'Subir un archivo',
  'handIn.file.open.begun': 'Ver o cambiar mis archivos',
} as const;

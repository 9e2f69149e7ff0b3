/** The notice and what is erased when its time is over. */
export const privacy = {
  'privacy.controllerUnset': 'responsable por configurar',
  'privacy.version': 'Versión {{version}}, rige desde el {{date}}.',
  'privacy.unsetTitle': 'Falta un dato en este aviso',
  'privacy.unsetWhat':
    'La institución responsable aún no está configurada. Pregunta a quien te invitó quién responde por tus datos.',
  'privacy.newVersion': 'El aviso de privacidad cambió',
  'privacy.newVersionLead': 'Hay una versión nueva. Léela y dinos si la aceptas.',
  'privacy.accept': 'Aceptar el aviso',
  'privacy.later': 'Ahora no',

  'retention.title': 'Qué se borra sin que lo pidas',
  'retention.lead': 'Cada día se borra lo que ya cumplió su tiempo:',
  'retention.answers.what': 'Tus respuestas de las evaluaciones',
  'retention.answers.until':
    '{{months}} meses después de que las envías. Quedan la calificación y la fecha.',
  'retention.answersOfClosed.what': 'Las respuestas de una cuenta cancelada',
  'retention.answersOfClosed.until': 'A más tardar un día después de cancelarla.',
  'retention.readQuestions.what': 'Las preguntas que alguien leyó de un archivo y no agregó',
  'retention.readQuestions.until': 'Después de {{hours}} horas.',
  'retention.readRosters.what': 'Las tablas de personas que alguien leyó de un archivo y no agregó',
  'retention.readRosters.until': 'Después de {{hours}} horas.',
  'retention.rosterActs.what': 'Lo que se guarda para deshacer una importación de personas',
  'retention.rosterActs.until': '{{days}} días después de terminar.',
  'retention.recoveries.what': 'Las peticiones para recuperar una cuenta',
  'retention.recoveries.until':
    'A los {{unconfirmed}} días si nadie las confirma; las demás, a los {{days}} días, cuando su dueña o dueño ya las leyó.',
  'retention.sessions.what': 'Tus sesiones: cuándo entraste y con qué aparato',
  'retention.sessions.until':
    'Cuando las cierras, o a más tardar un día después de que terminan solas.',
  'retention.messages.what': 'Tus conversaciones con quien te acompaña',
  'retention.messages.until': '{{months}} meses después del último mensaje.',
  'retention.messagesOfClosed.what': 'Las conversaciones de una cuenta cancelada',
  'retention.messagesOfClosed.until': 'A más tardar un día después de cancelarla.',
  'retention.care.what': 'Los mensajes de cuidado',
  'retention.care.until': 'A los {{days}} días, o cuando los borras.',
  'retention.disclosures.what': 'Los textos que se protegen porque cuentan violencia vivida',
  'retention.disclosures.until':
    'Cuando se registra la canalización, y a más tardar {{days}} días después de protegerlos. Queda solo la fecha, sin nombre.',
  'retention.announcements.what': 'Los avisos a los grupos',
  'retention.announcements.until': '{{months}} meses después de publicarlos.',
} as const;

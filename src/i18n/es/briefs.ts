export const briefs = {
  'home.place.fichas': 'Fichas por entidad',
  'home.place.fichasText': 'Una hoja por entidad, para llevar a la mesa.',
  'briefs.title': 'Fichas por entidad',
  'briefs.lead':
    'Una hoja con las cifras de cada entidad: las mismas del reporte de avance, de las redes y de las mesas, con su corte y su huella.',
  'briefs.all': 'Descargar todas (ZIP)',
  'briefs.pdf': 'Descargar en PDF',
  'briefs.report': 'Ver el reporte de avance',
  'briefs.of': 'Ficha de {{state}}',
  'briefs.people': 'Personas con inscripción: {{people}}.',
  'briefs.byCourse': 'Avance por curso',
  'briefs.bySex': 'Avance por sexo',
  'briefs.more_one': 'Se muestran los primeros; falta {{count}} curso, que está en el reporte.',
  'briefs.more_many':
    'Se muestran los primeros; faltan {{count}} de cursos, que están en el reporte.',
  'briefs.more_other':
    'Se muestran los primeros; faltan {{count}} cursos, que están en el reporte.',
  'briefs.networksTitle': 'Redes de Mujeres Constructoras de Paz',
  'briefs.networks':
    'Redes: {{networks}}, en {{municipalities}} municipios. Integrantes que reporta la fuente: {{reported}}. Integrantes con cuenta en la plataforma al {{date}}: {{registered}}.',
  'briefs.sources': 'Fuentes: {{sources}}.',
  'briefs.roundtables': 'Mesas de paz',
  'briefs.participation':
    'Mesas en el catálogo: {{known}}. Participación de mujeres de las redes: {{share}} ({{attended}} de {{held}} sesiones registradas). (I-14)',
  'briefs.noMeetings': 'Mesas en el catálogo: {{known}}. Ninguna sesión registrada todavía. (I-14)',
  'briefs.nobody': 'Nadie se ha inscrito todavía.',
  'briefs.noReach': 'Fuera de tu alcance.',
  'briefs.digest': 'Huella SHA-256 de las cifras: {{digest}}',
  'briefs.fileName': 'ficha',
  'audit.briefs.exported': 'Descargó fichas de entidades',
} as const;

/** Many institutions at once, from a table. */
export const institutionTable = {
  'institutions.toTable': 'Agregar muchas con una tabla',
  'institutions.table.title': 'Instituciones con una tabla',
  'institutions.table.lead':
    'Para regiones, unidades o corporaciones: cada renglón queda dentro de otra institución y toma de ella su lado, su nivel y su lugar. Primero verás qué entraría.',
  'institutions.table.table': 'Tabla',
  'institutions.table.hint':
    'Copia las celdas de Excel y pégalas aquí. La primera fila nombra las columnas: «nombre», «siglas», «tipo», «dentro de», «desde». Bastan «nombre» y «dentro de»; un renglón puede quedar dentro de otro de más arriba.',
  'institutions.table.file': 'O un archivo de Excel o CSV',
  'institutions.table.fileHint': 'Toma el lugar de lo que pegaste.',
  'institutions.table.check': 'Revisar',
  'institutions.table.would_one': 'Entraría {{count}} institución',
  'institutions.table.would_many': 'Entrarían {{count}} de instituciones',
  'institutions.table.would_other': 'Entrarían {{count}} instituciones',
  'institutions.table.wouldWhat': 'Todavía no se guarda nada.',
  'institutions.table.within': 'dentro de {{parent}}',
  'institutions.table.since': 'desde el {{date}}',
  'institutions.table.add': 'Agregar estas instituciones',
  'institutions.table.added': 'Las instituciones se agregaron.',
  'institutions.table.before': 'Tablas que entraron',
  'institutions.table.made_one': '{{count}} institución',
  'institutions.table.made_many': '{{count}} de instituciones',
  'institutions.table.made_other': '{{count}} instituciones',
  'institutions.table.isUndone': 'deshecha',
  'institutions.table.undo': 'Deshacer',
  'institutions.table.undone': 'La tabla se deshizo: sus instituciones ya no están.',
  'institutions.table.inUse':
    'No se puede deshacer: alguna ya tiene personas, grupos, cambios u otra institución dentro. Se quedan todas; ciérralas una por una.',
  'institutions.table.row': 'Renglón {{row}}',
  'institutions.table.wrong': 'Nada entró todavía. Corrige estos renglones:',
  'institutions.table.broken': 'No se puede leer como tabla. Guárdala como CSV o pega sus celdas.',
  'institutions.table.heads': 'La primera fila debe nombrar las columnas «nombre» y «dentro de».',
  'institutions.table.badName': 'El nombre tiene menos de 3 letras o más de 200.',
  'institutions.table.badShortName': 'Las siglas tienen más de 40 letras.',
  'institutions.table.noParent':
    'No se conoce la institución de «dentro de»: escribe su nombre o sus siglas, o ponla antes en la tabla.',
  'institutions.table.severalParents':
    'Hay varias que se llaman como dice «dentro de»: escribe su nombre completo.',
  'institutions.table.badType':
    'No se conoce ese tipo: escríbelo como en la página de agregar, o déjalo vacío.',
  'institutions.table.badDay': 'La fecha se escribe 2026-01-31 o 31/01/2026.',
  'institutions.table.isThere': 'Ya hay una con ese nombre ahí dentro.',
  'institutions.table.empty': 'No hay ningún renglón con una institución.',
  'institutions.table.tooMany': 'Son demasiados renglones: 1,000 como máximo.',
  'institutions.table.fileName': 'instituciones',
  'institutions.table.take':
    'Llévate las que administras: la misma tabla, traída de vuelta sin cambios, no cambia nada. Sirve para agregarle renglones.',
  'institutions.table.unchanged_one': '{{count}} renglón dice lo que ya hay.',
  'institutions.table.unchanged_many': '{{count}} de renglones dicen lo que ya hay.',
  'institutions.table.unchanged_other': '{{count}} renglones dicen lo que ya hay.',
  'institutions.table.badId':
    'No hay una institución con ese identificador entre las que administras. Déjalo vacío para agregar una.',
  'institutions.table.differs': 'Ya existe y aquí dice otra cosa. Cámbiala en su página.',
  'institutions.table.column.id': 'Identificador',
  'institutions.table.column.name': 'Nombre',
  'institutions.table.column.shortName': 'Siglas',
  'institutions.table.column.type': 'Tipo',
  'institutions.table.column.parent': 'Dentro de',
  'institutions.table.column.from': 'Desde',
  'institutions.table.what.id':
    'Reconoce a la institución cuando la tabla vuelve; en un renglón nuevo queda vacío.',
  'institutions.table.what.type': 'Clase de institución.',
  'institutions.table.what.parent':
    'Siglas de la institución de la que depende; vacío en las de más arriba.',
  'institutions.table.what.from': 'Día desde el que existe; vacío si no se sabe.',
  'institutions.table.what.rows':
    'Solo las vigentes que administras. Los renglones con identificador no cambian nada; lo demás se agrega.',
} as const;

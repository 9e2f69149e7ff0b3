import { toSearchText } from '../../lib/search-text.ts';

/** What a column of a table of people may hold, with its heading in our template and in exports. */
const HEADINGS = {
  username: 'Usuario',
  name: 'Nombre',
  firstSurname: 'Primer apellido',
  secondSurname: 'Segundo apellido',
  sex: 'Sexo',
  state: 'Estado',
  municipality: 'Municipio',
  institution: 'Institución',
  rank: 'Grado',
  rankBand: 'Nivel de mando',
  network: 'Red',
  since: 'Desde',
  email: 'Correo',
  curp: 'CURP',
  cuip: 'CUIP',
  course: 'Curso',
  cohort: 'Grupo',
} as const;
export type Field = keyof typeof HEADINGS;
export const FIELDS = Object.keys(HEADINGS) as Field[];

export const headingOf = (field: Field): string => HEADINGS[field];

/** Headings that people write, without accents and case, tried in this order. */
const ALIASES: readonly (readonly [RegExp, Field])[] = [
  [/^(?:usuari[oa]|nombre de usuari[oa]|cuenta|username|user name|user)$/, 'username'],
  [
    /^(?:segundo apellido|2 apellido|2o apellido|apellido 2|(?:apellido |a |ap )?materno|second surname)$/,
    'secondSurname',
  ],
  [
    /^(?:apellidos?|primer apellido|1 apellido|1er apellido|apellido 1|(?:apellido |a |ap )?paterno|surname|last name|first surname)$/,
    'firstSurname',
  ],
  [/^(?:sexo|genero|sex|gender|h m|m h)$/, 'sex'],
  [/^(?:estado|entidad|entidad federativa|cve ent|state)$/, 'state'],
  [
    /^(?:municipio|alcaldia|municipio o alcaldia|clave (?:del )?municipio|cve mun|cvegeo|clave geoestadistica|clave inegi|cve geo|municipality)$/,
    'municipality',
  ],
  [
    /^(?:institucion|corporacion|dependencia|adscripcion|unidad|institution|corporation|instancia)$/,
    'institution',
  ],
  [/^(?:nivel de mando|nivel jerarquico|band of command|rank band)$/, 'rankBand'],
  [/^(?:grado|rango|jerarquia|grado jerarquico|categoria|categoria jerarquica|rank)$/, 'rank'],
  [/^(?:red|mucpaz|red mucpaz|clave de (?:la )?red|nombre de la red|network)$/, 'network'],
  [/^(?:desde|fecha|(?:fecha de )?(?:ingreso|alta)|since|from)$/, 'since'],
  [/^(?:correo|correo electronico|e mail|email|mail)$/, 'email'],
  [/^(?:curp|clave unica de registro de poblacion)$/, 'curp'],
  [/^(?:cuip|clave unica de identificacion permanente)$/, 'cuip'],
  [/^(?:curso|clave del curso|course|modulo)$/, 'course'],
  [/^(?:grupo|generacion|cohorte|cohort|group)$/, 'cohort'],
  [
    /^(?:nombres?|nombre s|nombre completo|nombre y apellidos?|apellidos y nombres?|participante|persona|elemento|alumn[oa]|(?:nombre|nombre completo) (?:del?|de la) .{1,30}|full name|name|first name|given name)$/,
    'name',
  ],
];

/** What a heading seems to mean; null where nothing is known of it. */
export function fieldOf(heading: string): Field | null {
  const folded = toSearchText(heading);
  return ALIASES.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

/** The course that has an item of every type in `test/content/courses`. */
export const EVERYTHING = 'curso-de-todo';

type Fields = Record<string, string | string[]>;

/** Right answers to everything that is answered on the page of the attempt itself, as a form sends them. */
export const ANSWERED: Fields = {
  'r_t-unica': 'a',
  'r_t-varias': ['a', 'b'],
  'r_t-cierto': 'verdadero',
  'r_t-parejas.luz': 'luz',
  'r_t-parejas.asamblea': 'asamblea',
  'r_t-parejas.empleo': 'empleo',
  'r_t-orden.contar': '1',
  'r_t-orden.escribir': '2',
  'r_t-orden.entregar': '3',
  'r_t-orden.volver': '4',
  'r_t-palabra': 'Acuse',
  'r_t-numero': '16.2',
  'r_t-huecos.quien': 'm',
  'r_t-huecos.cuantas': '10',
  'r_t-huecos.dia': 'quince',
  'r_t-texto':
    'Diez lámparas, por favor. Pedimos que el municipio las ponga en la calle Jacarandas antes del quince de marzo, y acuse de esta carta.',
};

/** Answers that are right in part, where an item knows that. */
export const HALF_RIGHT: Fields = {
  ...ANSWERED,
  'r_t-varias': ['a'],
  'r_t-parejas.asamblea': 'penal',
  'r_t-orden.contar': '2',
  'r_t-orden.escribir': '1',
  'r_t-palabra': 'RECIBO',
  'r_t-numero': '15.5',
  'r_t-huecos.cuantas': '12',
};

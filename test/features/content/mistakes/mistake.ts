/** Changes that an author could make to the files of a course. */
export interface Desk {
  replace: (file: string, from: string | RegExp, to: string) => void;
  write: (file: string, content: string | Buffer) => void;
  append: (file: string, text: string) => void;
  remove: (file: string) => void;
}

/** A mistake, and where its author is told about it. */
export interface Mistake {
  what: string;
  make: (desk: Desk) => void;
  key: string;
  file: string;
  /** Text on the line that is named; the first line without it. */
  line?: string;
  warning?: true;
  /** Other sentences that the same mistake rightly brings. */
  also?: string[];
}
export const PLAZA = 'lessons/la-plaza.md';
export const PLAZA_EN = 'lessons/la-plaza.en.md';
export const ESCUCHAR = 'lessons/escuchar-bien.md';
export const AYUDA = 'lessons/pedir-ayuda.md';
export const AYUDA_EN = 'lessons/pedir-ayuda.en.md';
export const FORMA_B = 'questions/forma-b.yml';
export const CHECKS = 'questions/comprobaciones.yml';
export const PLAZA_SVG = 'media/plaza.svg';

/** Text that comes at the end of a lesson. */
export const intoPlaza =
  (text: string) =>
  ({ append }: Desk): void => {
    append(PLAZA, `\n${text}\n`);
  };

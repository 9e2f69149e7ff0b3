/** Letters and digits by their worth in the check digit of a CURP. */
const SIGNS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const SHAPE =
  /^[A-ZÑ][AEIOUX][A-ZÑ]{2}(\d{2})(\d{2})(\d{2})[HMX](?:AS|B[CS]|C[CLMSH]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[PLR]|T[CSL]|VZ|YN|ZS)[B-DF-HJ-NP-TV-ZÑ]{3}[0-9A-Z]\d$/;

/** A key as it is compared: upper case, without spaces, hyphens or points. */
export const normalKey = (typed: string): string =>
  typed
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s.\-–—]/g, '');

/** The digit that the first seventeen signs of a CURP ask for. */
const checkDigit = (curp: string): number => {
  const sum = Array.from(curp.slice(0, 17)).reduce(
    (total, sign, at) => total + SIGNS.indexOf(sign) * (18 - at),
    0,
  );
  return (10 - (sum % 10)) % 10;
};

/** Whether a normal key is a CURP: its shape, a day that may be, and its check digit. Nothing is read from it. */
export function isCurp(key: string): boolean {
  const [, , month, day] = SHAPE.exec(key) ?? [];
  if (month === undefined || day === undefined) return false;
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay && checkDigit(key) === Number(key.at(-1));
}

/** What stands in a page in the place of a key; the form that sends it back means: as it is. */
export const MASKED = '••••••••';

/** Whether a cell looks like a key of a register, right or wrong. */
export const looksLikeKey = (cell: string): boolean =>
  /^[A-ZÑ]{4}\d{6}[A-Z0-9]*$/.test(normalKey(cell));

/** Whether a normal key may be a CUIP: letters and digits, four letters and a date first. */
export const isCuip = (key: string): boolean => /^[A-ZÑ]{4}\d{6}[A-Z0-9]{4,10}$/.test(key);

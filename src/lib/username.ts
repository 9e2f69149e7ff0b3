/** User names are compared without case and in one Unicode form. */
export const foldUsername = (username: string): string =>
  username.normalize('NFC').trim().toLocaleLowerCase('es');

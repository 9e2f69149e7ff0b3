/** What stands between 0x80 and 0x9f; five places are free and stay the signs that they are in Latin-1. */
const MIDDLE = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Text of old programs of Windows. Node's own decoder takes this encoding for Latin-1 and loses dashes, quotation marks and €. */
export const fromWindows1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => MIDDLE.charAt(sign.charCodeAt(0) - 0x80));

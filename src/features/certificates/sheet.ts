/** An A4 sheet lying down, in points, and where things stand on it. */
export const WIDTH = 841.89;
export const HEIGHT = 595.28;
/** The fine line inside the border. */
export const FRAME = 47;
/** Inside the border, with air around the text. */
export const BOX = { x: 76, y: 56, width: WIDTH - 152, height: HEIGHT - 118 };
/** Height of what stands below the line: dates, code and QR. */
export const FOOT = 116;
export const QR = 104;

export const INK = '#241a20';
export const SOFT = '#574a51';
export const PLUM = '#6a1b4d';
export const RED = '#a3172a';

/**
 * The 32 federal entities as tiles of one size, each about where it lies: on a map by area the smallest, where most people
 * live, could not be read. Code, short name, column and row.
 */
export const STATE_TILES: readonly (readonly [code: string, name: string, x: number, y: number])[] =
  [
    ['02', 'BC', 0, 0],
    ['26', 'Son.', 1, 0],
    ['08', 'Chih.', 2, 0],
    ['05', 'Coah.', 3, 0],
    ['03', 'BCS', 0, 1],
    ['25', 'Sin.', 1, 1],
    ['10', 'Dgo.', 2, 1],
    ['32', 'Zac.', 3, 1],
    ['19', 'NL', 4, 1],
    ['28', 'Tamps.', 5, 1],
    ['18', 'Nay.', 1, 2],
    ['01', 'Ags.', 2, 2],
    ['24', 'SLP', 3, 2],
    ['14', 'Jal.', 1, 3],
    ['11', 'Gto.', 2, 3],
    ['22', 'Qro.', 3, 3],
    ['13', 'Hgo.', 4, 3],
    ['30', 'Ver.', 5, 3],
    ['31', 'Yuc.', 8, 3],
    ['06', 'Col.', 1, 4],
    ['16', 'Mich.', 2, 4],
    ['15', 'Méx.', 3, 4],
    ['09', 'CDMX', 4, 4],
    ['29', 'Tlax.', 5, 4],
    ['04', 'Camp.', 7, 4],
    ['23', 'Q. Roo', 8, 4],
    ['12', 'Gro.', 3, 5],
    ['17', 'Mor.', 4, 5],
    ['21', 'Pue.', 5, 5],
    ['27', 'Tab.', 6, 5],
    ['20', 'Oax.', 5, 6],
    ['07', 'Chis.', 6, 6],
  ];

/** Where the invented people of the demonstration live, and how far their groups come. All figures are invented. */

export interface Community {
  cvegeo: string;
  people: number;
  /** Share of those enrolled who complete. */
  completes: number;
  locality: string;
}

export const COMMUNITIES: readonly Community[] = [
  { cvegeo: '15033', people: 64, completes: 0.62, locality: 'Ciudad Azteca' },
  { cvegeo: '09007', people: 52, completes: 0.71, locality: 'Santa Martha' },
  { cvegeo: '20067', people: 48, completes: 0.52, locality: 'Xochimilco' },
  { cvegeo: '02004', people: 40, completes: 0.55, locality: 'Otay' },
  { cvegeo: '31050', people: 30, completes: 0.8, locality: 'Kanasín norte' },
  { cvegeo: '08037', people: 28, completes: 0.58, locality: 'Anapra' },
  { cvegeo: '14039', people: 26, completes: 0.66, locality: 'Oblatos' },
  { cvegeo: '20043', people: 26, completes: 0.42, locality: 'Séptima sección' },
  { cvegeo: '21156', people: 24, completes: 0.4, locality: 'San Lorenzo' },
  { cvegeo: '15058', people: 22, completes: 0.6, locality: 'Benito Juárez' },
  { cvegeo: '12029', people: 20, completes: 0.35, locality: 'San Mateo' },
  { cvegeo: '07019', people: 18, completes: 0.44, locality: 'Yalchivol' },
];

export interface Corporation {
  id: string;
  name: string;
  shortName: string;
  cvegeo: string;
  people: number;
  completes: number;
}

export const CORPORATIONS: readonly Corporation[] = [
  {
    id: 'pm-11020',
    name: 'Policía municipal de León',
    shortName: 'PM León',
    cvegeo: '11020',
    people: 48,
    completes: 0.74,
  },
  {
    id: 'pm-02004',
    name: 'Policía municipal de Tijuana',
    shortName: 'PM Tijuana',
    cvegeo: '02004',
    people: 34,
    completes: 0.6,
  },
  {
    id: 'pm-19039',
    name: 'Policía municipal de Monterrey',
    shortName: 'PM Monterrey',
    cvegeo: '19039',
    people: 26,
    completes: 0.69,
  },
  {
    id: 'pm-31050',
    name: 'Policía municipal de Mérida',
    shortName: 'PM Mérida',
    cvegeo: '31050',
    people: 22,
    completes: 0.77,
  },
];

/** Three contingents of 25; the first deploys in 30 days. */
export const CONTINGENTS = [
  { id: 'cecopam-a', deploysInDays: 30, completes: 0.6 },
  { id: 'cecopam-b', deploysInDays: 95, completes: 0.45 },
  { id: 'cecopam-c', deploysInDays: -40, completes: 0.96 },
] as const;

export const CONTINGENT_SIZE = 25;

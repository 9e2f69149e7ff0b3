import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';

const MunicipalityRow = z.object({ cvegeo: z.string(), name: z.string() });
const NamedRow = z.object({
  cvegeo: z.string(),
  name: z.string(),
  state_code: z.string(),
  state_name: z.string(),
  abbreviation: z.string(),
});

export type MunicipalityOption = z.infer<typeof MunicipalityRow>;

/** A municipality with the names that a page shows. */
export interface Municipality {
  cvegeo: string;
  name: string;
  stateCode: string;
  stateName: string;
  /** «Ecatepec de Morelos, Méx.» */
  label: string;
}

/** Municipalities as forms offer them and pages name them. */
export const municipalityReads = (reads: Reads) => ({
  /** Those of a state, by name as Spanish sorts. */
  async ofState(stateCode: string): Promise<MunicipalityOption[]> {
    const rows = await reads.all(
      'select cvegeo, name from municipalities where state_code = ? and gone_on is null',
      [stateCode],
    );
    return z
      .array(MunicipalityRow)
      .parse(rows)
      .sort((a, b) => a.name.localeCompare(b.name, 'es') || a.cvegeo.localeCompare(b.cvegeo));
  },

  async byKey(cvegeo: string): Promise<Municipality | null> {
    const [row] = await reads.all(
      `select m.cvegeo, m.name, m.state_code, s.name as state_name, s.abbreviation
         from municipalities m join states s on s.code = m.state_code where m.cvegeo = ?`,
      [cvegeo],
    );
    if (row === undefined) return null;
    const found = NamedRow.parse(row);
    return {
      cvegeo: found.cvegeo,
      name: found.name,
      stateCode: found.state_code,
      stateName: found.state_name,
      label: `${found.name}, ${found.abbreviation}`,
    };
  },
});
export type MunicipalityReads = ReturnType<typeof municipalityReads>;

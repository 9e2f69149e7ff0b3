import type { Db } from '../../db/connection.ts';
import type { SecondFactorCodes } from './second-factor-codes.ts';
import { isOn, secondFactorRepository } from './second-factor-repository.ts';

/** What proved that she has the second factor: her application, or one of the codes on paper. */
export type ProvenBy = 'application' | 'paper';

/** Checks a code and uses it up, so that nobody who saw it can use it again; null when it is not good, or not any more. */
export async function provenBy(
  { codes, now }: { codes: SecondFactorCodes; now: Date },
  trx: Db,
  personId: string,
  typed: string,
): Promise<ProvenBy | null> {
  const repository = secondFactorRepository(trx);
  const factor = await repository.find(personId);
  if (!isOn(factor)) return null;
  const read = codes.read(personId, factor, typed, now);
  if (read.by === 'nothing') return null;
  const isGood =
    read.by === 'application'
      ? await repository.useStep(personId, read.step)
      : await repository.useCode(personId, read.digest, now);
  return isGood ? read.by : null;
}

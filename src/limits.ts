import type { Knex } from 'knex';
import { rateLimit, type RateLimit } from './http/rate-limit.ts';

/** How many tries in how many seconds. The names are the prefixes of the keys in the database. */
const LIMITS = {
  signInByAccount: { name: 'in-account', points: 10, seconds: 900 },
  signInByNetwork: { name: 'in-network', points: 100, seconds: 900 },
  passwordChecks: { name: 'own-password', points: 10, seconds: 900 },
  secondStepByAccount: { name: 'second-account', points: 10, seconds: 3600 },
  secondStepByNetwork: { name: 'second-network', points: 50, seconds: 900 },
  passkeyAnswers: { name: 'passkey-answer', points: 1, seconds: 600 },
  usernameChanges: { name: 'username-change', points: 10, seconds: 3600 },
  recoverByAccount: { name: 'recover-account', points: 10, seconds: 900 },
  recoverByNetwork: { name: 'recover-network', points: 50, seconds: 900 },
  recoveryAsks: { name: 'recovery-asks', points: 30, seconds: 3600 },
  mailByAccount: { name: 'mail-account', points: 3, seconds: 3600 },
  mailByNetwork: { name: 'mail-network', points: 30, seconds: 3600 },
  confirmationMails: { name: 'confirmation-mail', points: 5, seconds: 3600 },
  codesByNetwork: { name: 'codes', points: 60, seconds: 900 },
  cohortKeys: { name: 'cohort-keys', points: 20, seconds: 3600 },
  registrationsByNetwork: { name: 'registrations', points: 10, seconds: 3600 },
  unknownCodes: { name: 'check-unknown', points: 60, seconds: 900 },
  surnamesByNetwork: { name: 'surname-network', points: 30, seconds: 3600 },
  surnamesByCertificate: { name: 'surname-certificate', points: 10, seconds: 3600 },
  certificatePdf: { name: 'certificate-pdf', points: 30, seconds: 600 },
  guidePdf: { name: 'guide-pdf', points: 30, seconds: 600 },
  messages: { name: 'messages', points: 60, seconds: 3600 },
  mailings: { name: 'mailings', points: 20, seconds: 3600 },
  uploadsByPerson: { name: 'uploads', points: 60, seconds: 3600 },
  handInsByPerson: { name: 'hand-ins', points: 120, seconds: 3600 },
  throttleNotes: { name: 'throttle-notes', points: 1, seconds: 900 },
  refusedActs: { name: 'refused-acts', points: 60, seconds: 3600 },
} as const;

type Limits = Record<keyof typeof LIMITS, RateLimit>;

/** Opens all limits. One after the other, because the first one makes their table. */
export async function openLimits(db: Knex, engine: 'sqlite' | 'postgres'): Promise<Limits> {
  const opened: [string, RateLimit][] = [];
  for (const [key, limit] of Object.entries(LIMITS)) {
    opened.push([key, await rateLimit(db, engine, limit)]);
  }
  return Object.fromEntries(opened) as Limits;
}

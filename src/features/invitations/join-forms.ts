import { z } from 'zod';
import { checkbox, line, optional } from '../../lib/text.ts';
import { foldUsername, isUsername } from '../../lib/username.ts';
import { SEXES } from '../accounts/sex.ts';

/** INEGI's key of a municipality: state and municipality as text, zeros included. */
export const Cvegeo = z.string().regex(/^\d{5}$/);
export const StateCode = z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/);

/**
 * The buttons that change the list of municipalities send the whole form, so that nothing typed is lost: one goes back to
 * the choice of the state ('' is answered), the other takes the state chosen there. Undefined: another button was used.
 */
export const askedState = (sent: Record<string, string>): string | undefined =>
  sent['lugar'] === 'otro' ? '' : sent['lugar'] === 'estado' ? (sent['estado'] ?? '') : undefined;

/** A code as it stands in an address. */
export const CodeAddress = z.object({ codigo: z.string().min(1).max(200) });

/** A code as it is typed or pasted, address and all. */
export const CodeForm = z.object({ codigo: line(300) });

/** Judged by the password rules, which also refuse what is too long; kept exactly as typed. */
const password = z.string().min(1);

const name = line(120, 2).refine((text) => text.length < 2 || /\p{L}/u.test(text), {
  params: { key: 'join.nameNeedsLetters' },
});

export const JoinForm = z.object({
  nombre: name,
  municipio: Cvegeo,
  sexo: z.enum(SEXES),
  password,
  aviso: checkbox.refine((yes) => yes, { params: { key: 'join.noticeNeeded' } }),
  /** The version that the page showed, so that nobody accepts another text than the one she saw. */
  aviso_version: optional(
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ),
  compartido: checkbox,
});

export const FirstAdministratorForm = z.object({
  nombre: name,
  username: line(60)
    .transform(foldUsername)
    .refine(isUsername, { params: { key: 'firstAdmin.usernameForm' } }),
  password,
  municipio: optional(Cvegeo),
});

export const RegistrationForm = z.object({
  nombre: name,
  municipio: Cvegeo,
  contacto: optional(line(200)),
  motivo: line(500, 5),
});

import { z } from 'zod';
import { LANGUAGES } from '../../lib/localized.ts';
import { checkbox, line, optional } from '../../lib/text.ts';
import { foldUsername, isUsername } from '../../lib/username.ts';

const EMAIL = /^[^\s@"<>(),;:\\[\]]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250})\.[\p{L}]{2,24}$/u;
const PHONE = /^\+?\d{10,15}$/;
const NATIONAL = 10;

/** Asked for when the password was not given in the last minutes. */
export const currentPassword = { password_actual: z.string().max(1000).default('') };

export const NameForm = z.object({ nombre: line(120, 2) });

export const UsernameForm = z.object({
  username: line(60)
    .transform(foldUsername)
    .refine(isUsername, { params: { key: 'account.username.invalid' } }),
  ...currentPassword,
});

/** Mexican numbers are typed with ten digits; with a plus sign any country's. */
export const PhoneForm = z.object({
  telefono: optional(
    line(40)
      .transform((typed) => typed.replace(/[\s().-]/g, ''))
      .refine((digits) => PHONE.test(digits), { params: { key: 'account.phone.invalid' } })
      .transform((digits) => (digits.length === NATIONAL ? `+52${digits}` : digits)),
  ),
  ...currentPassword,
});

export const EmailForm = z.object({
  correo: optional(
    line(254).refine((address) => EMAIL.test(address), {
      params: { key: 'account.email.invalid' },
    }),
  ),
  recuperar: checkbox,
  ...currentPassword,
});

export const PreferencesForm = z.object({ idioma: z.enum(LANGUAGES), discreto: checkbox });

/** A new password is judged by the password rules, not by its form. */
export const NewPassword = z.string().min(1).max(1000);

export const PasswordForm = z.object({
  password_actual: z.string().min(1).max(1000),
  password: NewPassword,
});

export const ClosingForm = z.object({
  password_actual: z.string().min(1).max(1000),
  entiendo: checkbox.refine((yes) => yes, { params: { key: 'account.close.mustAgree' } }),
});

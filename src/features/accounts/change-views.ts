import type { PageBase } from '../../http/render.ts';
import type { FieldErrors } from '../../http/parse.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A field of a small form, as the partials `field` and `choices` take it. */
interface FormField {
  kind: 'text' | 'tel' | 'email' | 'password' | 'radio' | 'checkbox';
  name: string;
  label: string;
  hint: string;
  value: string;
  autocomplete: string;
  optional: boolean;
  options: { value: string; label: string; hint: string }[];
}

export interface ChangePage extends PageBase {
  heading: string;
  lead: string;
  points: string[];
  action: string;
  fields: FormField[];
  labels: Record<string, string>;
  /** The current password is asked for as well. */
  askPassword: boolean;
  submit: string;
  danger: boolean;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/change': ChangePage;
  }
}

/** What was typed, by field. */
export type Values = Record<string, string>;

/** A field with what most fields have. */
export const field = (
  given: Pick<FormField, 'kind' | 'name' | 'label'> & Partial<FormField>,
): FormField => ({
  hint: '',
  value: '',
  autocomplete: 'off',
  optional: false,
  options: [],
  ...given,
});

type Change = Pick<ChangePage, 'heading' | 'lead' | 'action' | 'fields'> & Partial<ChangePage>;

/** The page of a small form: a heading, what it is for, its fields. */
export const change = (
  t: Translate,
  page: Change,
  errors: FieldErrors,
  askPassword = false,
): ChangePage => ({
  title: page.heading,
  points: [],
  submit: t('form.save'),
  danger: false,
  labels: Object.fromEntries([
    ['password_actual', t('account.password.current')],
    ...page.fields.map(({ name, label }) => [name, label]),
  ]) as Record<string, string>,
  askPassword,
  errors,
  ...page,
});

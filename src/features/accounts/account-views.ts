import type { PageBase } from '../../http/render.ts';
import type { FieldErrors } from '../../http/parse.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { Account } from './account-service.ts';

/** One line of the overview: what it is, its value, where it is changed. */
interface Line {
  href: string;
  label: string;
  value: string;
}

interface AccountPage extends PageBase {
  groups: { id: string; title: string; lines: Line[] }[];
  since: Date;
}

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

interface ChangePage extends PageBase {
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
    'accounts/account': AccountPage;
    'accounts/change': ChangePage;
  }
}

export function accountPage(t: Translate, account: Account): AccountPage {
  const line = (href: string, key: MessageKey, value: string): Line => ({
    href: `/cuenta/${href}`,
    label: t(key),
    value,
  });
  const none = t('account.none');
  return {
    title: t('account.title'),
    since: account.createdAt,
    groups: [
      {
        id: 'sobre',
        title: t('account.about'),
        lines: [
          line('nombre', 'account.name.title', account.displayName),
          line('usuario', 'account.username.title', account.username),
          line(
            'telefono',
            'account.phone.title',
            account.phone === null ? none : maskPhone(account.phone),
          ),
          line(
            'correo',
            'account.email.title',
            account.email === null ? none : maskEmail(account.email),
          ),
          line(
            'preferencias',
            'account.preferences.title',
            `${account.language === 'en' ? 'English' : 'Español'}. ${t(account.discreet ? 'account.discreet.on' : 'account.discreet.off')}`,
          ),
          line('preguntas', 'questions.title', t('account.answers', { count: account.answers })),
        ],
      },
      {
        id: 'cuidado',
        title: t('account.safety'),
        lines: [
          line('contrasena', 'account.password.title', t('account.password.line')),
          line('sesiones', 'sessions.title', t('account.sessions', { count: account.sessions })),
          line('aviso', 'recovery.news.title', t('recovery.news.line')),
          line('cerrar', 'account.close.title', t('account.close.line')),
        ],
      },
    ],
  };
}

/** Enough to know one's own number again, too little for whoever looks over her shoulder. */
const maskPhone = (phone: string): string => `•• •••• ${phone.slice(-4)}`;

const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
};

const field = (
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

const change = (
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

type Values = Record<string, string>;

export const namePage = (t: Translate, values: Values, errors: FieldErrors = {}): ChangePage =>
  change(
    t,
    {
      heading: t('account.name.title'),
      lead: t('account.name.lead'),
      action: '/cuenta/nombre',
      fields: [
        field({
          kind: 'text',
          name: 'nombre',
          label: t('account.name.label'),
          value: values['nombre'] ?? '',
          autocomplete: 'name',
        }),
      ],
    },
    errors,
  );

export const usernamePage = (
  t: Translate,
  values: Values,
  ask: boolean,
  errors: FieldErrors = {},
): ChangePage =>
  change(
    t,
    {
      heading: t('account.username.title'),
      lead: t('account.username.lead'),
      action: '/cuenta/usuario',
      fields: [
        field({
          kind: 'text',
          name: 'username',
          label: t('signIn.username'),
          hint: t('account.username.hint'),
          value: values['username'] ?? '',
          autocomplete: 'username',
        }),
      ],
    },
    errors,
    ask,
  );

export const phonePage = (
  t: Translate,
  values: Values,
  ask: boolean,
  errors: FieldErrors = {},
): ChangePage =>
  change(
    t,
    {
      heading: t('account.phone.title'),
      lead: t('account.phone.lead'),
      action: '/cuenta/telefono',
      fields: [
        field({
          kind: 'tel',
          name: 'telefono',
          label: t('account.phone.label'),
          hint: t('account.emptyRemoves'),
          value: values['telefono'] ?? '',
          autocomplete: 'tel',
          optional: true,
        }),
      ],
    },
    errors,
    ask,
  );

export const emailPage = (
  t: Translate,
  values: Values,
  { ask, mailOn }: { ask: boolean; mailOn: boolean },
  errors: FieldErrors = {},
): ChangePage =>
  change(
    t,
    {
      heading: t('account.email.title'),
      lead: t('account.email.lead'),
      action: '/cuenta/correo',
      fields: [
        field({
          kind: 'email',
          name: 'correo',
          label: t('account.email.label'),
          hint: t('account.emptyRemoves'),
          value: values['correo'] ?? '',
          autocomplete: 'email',
          optional: true,
        }),
        ...(mailOn
          ? [
              field({
                kind: 'checkbox',
                name: 'recuperar',
                label: t('account.email.recovery'),
                hint: t('account.email.recoveryHint'),
                value: values['recuperar'] ?? '',
              }),
            ]
          : []),
      ],
    },
    errors,
    ask,
  );

export const preferencesPage = (
  t: Translate,
  values: Values,
  errors: FieldErrors = {},
): ChangePage =>
  change(
    t,
    {
      heading: t('account.preferences.title'),
      lead: t('account.preferences.lead'),
      action: '/cuenta/preferencias',
      fields: [
        field({
          kind: 'radio',
          name: 'idioma',
          label: t('account.language.label'),
          value: values['idioma'] ?? 'es-MX',
          options: [
            { value: 'es-MX', label: 'Español', hint: '' },
            { value: 'en', label: 'English', hint: '' },
          ],
        }),
        field({
          kind: 'checkbox',
          name: 'discreto',
          label: t('account.discreet.label'),
          hint: t('account.discreet.hint'),
          value: values['discreto'] ?? '',
        }),
      ],
    },
    errors,
  );

export const passwordPage = (t: Translate, errors: FieldErrors = {}): ChangePage =>
  change(
    t,
    {
      heading: t('account.password.title'),
      lead: t('account.password.lead'),
      action: '/cuenta/contrasena',
      fields: [
        field({
          kind: 'password',
          name: 'password_actual',
          label: t('account.password.current'),
          hint: t('account.password.why'),
          autocomplete: 'current-password',
        }),
        field({
          kind: 'password',
          name: 'password',
          label: t('account.password.new'),
          hint: t('account.password.hint'),
          autocomplete: 'new-password',
        }),
      ],
    },
    errors,
  );

export const closingPage = (t: Translate, values: Values, errors: FieldErrors = {}): ChangePage =>
  change(
    t,
    {
      heading: t('account.close.title'),
      lead: t('account.close.lead'),
      points: [
        t('account.close.goes'),
        t('account.close.certificates'),
        t('account.close.counts'),
        t('account.close.username'),
        t('account.close.noReturn'),
      ],
      action: '/cuenta/cerrar',
      fields: [
        field({
          kind: 'checkbox',
          name: 'entiendo',
          label: t('account.close.understood'),
          value: values['entiendo'] ?? '',
        }),
      ],
      submit: t('account.close.submit'),
      danger: true,
    },
    errors,
    true,
  );

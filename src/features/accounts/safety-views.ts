import type { FieldErrors } from '../../http/parse.ts';
import type { Translate } from '../../i18n/translate.ts';
import { change, field, type ChangePage, type Values } from './change-views.ts';

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

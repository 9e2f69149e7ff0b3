import type { FieldErrors } from '../../http/parse.ts';
import type { Translate } from '../../i18n/translate.ts';
import { change, field, type ChangePage, type Values } from './change-views.ts';

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

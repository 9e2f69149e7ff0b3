import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { change, field, type ChangePage, type Values } from '../accounts/change-views.ts';
import { codeField } from './second-factor-views.ts';

interface CreatePage extends PageBase {
  name: string;
  options: PublicKeyCredentialCreationOptionsJSON;
}

declare module '../../http/render.ts' {
  interface Pages {
    'sign-in/passkey-create': CreatePage;
  }
}

interface Asked {
  asksPassword: boolean;
  errors: FieldErrors;
}

export const newPasskeyPage = (
  t: Translate,
  values: Values,
  { asksPassword, errors }: Asked,
): ChangePage =>
  change(
    t,
    {
      heading: t('passkey.add.title'),
      lead: t('passkey.add.lead'),
      points: [t('passkey.add.seen'), t('passkey.add.own')],
      action: '/cuenta/segundo-paso/llaves/nueva',
      fields: [
        field({
          kind: 'text',
          name: 'nombre',
          label: t('passkey.add.name'),
          hint: t('passkey.add.nameHint'),
          value: values['nombre'] ?? '',
        }),
        codeField(t, values),
      ],
      submit: t('passkey.add.submit'),
    },
    errors,
    asksPassword,
  );

export const createPage = (
  t: Translate,
  given: Pick<CreatePage, 'name' | 'options'>,
): CreatePage => ({ title: t('passkey.create.title'), scripts: ['passkey.js'], ...given });

export const removePasskeyPage = (
  t: Translate,
  { id, name }: { id: string; name: string },
  { asksPassword, errors }: Asked,
): ChangePage =>
  change(
    t,
    {
      heading: t('passkey.remove.title', { name }),
      lead: t('passkey.remove.lead'),
      points: [t('passkey.remove.device')],
      action: `/cuenta/segundo-paso/llaves/quitar?llave=${id}`,
      fields: [],
      submit: t('passkey.remove.submit'),
      danger: true,
    },
    errors,
    asksPassword,
  );

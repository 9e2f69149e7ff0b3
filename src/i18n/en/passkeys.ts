import type { EnglishOf } from '../english-of.ts';
import type { passkeys as spanish } from '../es/passkeys.ts';

export const passkeys: EnglishOf<typeof spanish> = {
  'passkey.title': 'Passkeys',
  'passkey.lead':
    'Instead of typing a code, you sign in with your password and with the fingerprint, the face or the PIN of your phone or computer. Your application and your backup codes go on working.',
  'passkey.made': 'Added on {{date}}',
  'passkey.lastUsed': 'Last used: {{when}}',
  'passkey.unused': 'Not used yet',
  'passkey.shared':
    'You said that other people use this phone. Add a passkey only from a phone or computer that nobody else uses.',
  'passkey.needsFactor': 'Before you add a passkey, turn on signing in in two steps',
  'passkey.tooMany': 'You have 10 passkeys already. Remove one to add another.',

  'passkey.add.title': 'Add a passkey',
  'passkey.add.lead':
    'The passkey stays in this phone or computer, or in a USB security key. It opens with your fingerprint, your face or your PIN.',
  'passkey.add.seen':
    'Your fingerprint and your face do not leave your phone. Its list of passkeys says only “Aula”, without your name.',
  'passkey.add.own': 'Whoever knows the PIN of this phone can use the passkey too.',
  'passkey.add.name': 'Name of the passkey',
  'passkey.add.nameHint': 'To know it again in your list. For example: my phone.',
  'passkey.add.submit': 'Continue',
  'passkey.create.title': 'Make your passkey',
  'passkey.create.lead':
    'It will be called “{{name}}”. Your phone or computer will ask for your fingerprint, your face or your PIN.',
  'passkey.create.submit': 'Make the passkey',
  'passkey.none':
    'This browser cannot make passkeys. Your application and your backup codes go on working.',
  'passkey.known': 'This phone or computer has a passkey of your account already.',
  'passkey.notNow': 'No passkey was used. Try again, or go on with a code of your application.',
  'passkey.added': 'We added the passkey. You can sign in with it now.',
  'passkey.notAdded': 'We could not add the passkey. Start again.',

  'passkey.remove.link': 'Remove',
  'passkey.remove.title': 'Remove the passkey “{{name}}”',
  'passkey.remove.lead':
    'You will not be able to sign in with it any more. Your application and your backup codes go on working.',
  'passkey.remove.device':
    'Afterwards you can delete it in the settings of your phone or computer too, where it says “Aula”.',
  'passkey.remove.submit': 'Remove the passkey',
  'passkey.removed': 'We removed the passkey.',

  'passkey.use': 'Use my passkey',
  'passkey.wrong':
    'We could not check your passkey. Try again, or type a code of your application.',
};

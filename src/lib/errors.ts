import type { MessageKey } from '../i18n/translate.ts';

export type RefusalKind =
  | 'bad-request'
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'invalid'
  | 'gone'
  | 'too-many'
  | 'unavailable';

/** The one way a service says no. `http/error-handler` turns the kind into a status and the key into a sentence. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly key: MessageKey;
  readonly params: Record<string, string | number>;
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: RefusalKind,
    key: MessageKey,
    params: Record<string, string | number> = {},
    retryAfter?: number,
  ) {
    super(`${kind}: ${key}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.key = key;
    this.params = params;
    this.retryAfter = retryAfter;
  }
}

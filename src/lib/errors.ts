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
  /** True when whoever refused has written it down already. */
  onRecord = false;

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

  /** Says that the refusal stands in the audit log, so that it is not written there twice. */
  recorded(): this {
    this.onRecord = true;
    return this;
  }
}

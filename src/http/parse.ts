import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../lib/errors.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { MINUTE } from '../lib/clock.ts';
import { isSafe } from './same-origin.ts';

const form: RequestHandler = express.urlencoded({
  extended: false,
  limit: '200kb',
  parameterLimit: 1000,
});

const FORM_TIME = MINUTE;

/** Reads the fields of a form into `request.body`. What has not arrived in a minute does not arrive any more. */
export const readForm: RequestHandler = (request, response, next) => {
  if (isSafe(request)) {
    next();
    return;
  }
  const late = setTimeout(() => request.destroy(), FORM_TIME);
  form(request, response, (error?: unknown) => {
    clearTimeout(late);
    next(error);
  });
};

/** Messages by field name; `''` stands for the form as a whole. */
export type FieldErrors = Record<string, MessageKey[]>;
export type FormResult<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };

/** An address that does not fit names no page: 404. */
export function parseParams<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  const result = schema.safeParse(request.params);
  if (!result.success) throw new Refusal('not-found', 'error.notFound');
  return result.data;
}

/** A query that does not fit falls back to the schema's own defaults (`.catch`), or is a bad request. */
export function parseQuery<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  const result = schema.safeParse(request.query);
  if (!result.success) throw new Refusal('bad-request', 'error.badRequest');
  return result.data;
}

/** A form that does not fit comes back to the person, with a message for each field. */
export function parseForm<S extends z.ZodType>(
  schema: S,
  request: Request,
): FormResult<z.output<S>> {
  const result = schema.safeParse(request.body ?? {}, { reportInput: true });
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, errors: fieldErrors(result.error) };
}

/** What was sent, as text by field name, to fill the form again. Passwords never come back. */
export function sentValues(request: Request): Record<string, string> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string' && !name.startsWith('password')) values[name] = value;
  }
  return values;
}

function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const field = issue.path.length === 0 ? '' : String(issue.path[0]);
    const messages = (errors[field] ??= []);
    const key = messageOf(issue);
    if (!messages.includes(key)) messages.push(key);
  }
  return errors;
}

type Issue = z.core.$ZodIssue;

/** One sentence for each kind of mistake; a schema names a better one with `params: { key }`. */
function messageOf(issue: Issue): MessageKey {
  if (issue.code === 'custom') {
    const params = issue.params as { key?: MessageKey; code?: string } | undefined;
    if (params?.key !== undefined) return params.key;
    return params?.code === 'control' ? 'form.control' : 'form.invalid';
  }
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'form.required' : 'form.invalid';
  }
  if ((issue.code === 'too_small' || issue.code === 'too_big') && issue.origin === 'string') {
    if (issue.input === '') return 'form.required';
    return issue.code === 'too_small' ? 'form.tooShort' : 'form.tooLong';
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return 'form.choose';
  if (issue.code === 'unrecognized_keys') return 'form.unknownField';
  return 'form.invalid';
}

import type { Language } from '../lib/localized.ts';

/** Dates and numbers as people of the language write them, in the time of central Mexico. */
export interface Format {
  date(value: Date | string): string;
  /** A month given as YYYY-MM. */
  month(value: string): string;
  dateTime(value: Date): string;
  time(value: Date): string;
  /** Day and time as the clocks of a zone show them, with the zone's name. */
  inZone(value: Date, timeZone: string): string;
  number(value: number): string;
  /** A share between 0 and 1 as a whole percentage. */
  percent(share: number): string;
  bytes(count: number): string;
}

const ZONE = 'America/Mexico_City';
const formats = new Map<Language, Format>();

/** A calendar day (YYYY-MM-DD) has no zone: noon UTC falls on that day everywhere in Mexico. */
const instantOf = (value: Date | string): Date =>
  typeof value === 'string' ? new Date(`${value}T12:00:00Z`) : value;

export function formatFor(language: Language): Format {
  let format = formats.get(language);
  if (format === undefined) {
    const locale = language === 'en' ? 'en-GB' : 'es-MX';
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: ZONE });
    const time = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    });
    const number = new Intl.NumberFormat(locale);
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const month = new Intl.DateTimeFormat(locale, {
      month: 'long',
      year: 'numeric',
      timeZone: ZONE,
    });
    format = {
      month: (value) => month.format(instantOf(`${value}-15`)),
      date: (value) => date.format(instantOf(value)),
      time: (value) => time.format(value),
      inZone: (value, timeZone) =>
        new Intl.DateTimeFormat(locale, {
          year: 'numeric',
          month: 'long',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          timeZone,
          timeZoneName: 'longGeneric',
        }).format(value),
      dateTime: (value) => `${date.format(value)}, ${time.format(value)}`,
      number: (value) => number.format(value),
      percent: (share) => percent.format(share),
      bytes: (count) =>
        count < 1_000_000
          ? `${number.format(Math.max(1, Math.round(count / 1000)))} kB`
          : `${number.format(Math.round(count / 100_000) / 10)} MB`,
    };
    formats.set(language, format);
  }
  return format;
}

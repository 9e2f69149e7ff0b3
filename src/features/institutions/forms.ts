import { z } from 'zod';
import { SIDES } from '../../lib/actor.ts';
import { Id, line, optional } from '../../lib/text.ts';
import { INSTITUTION_TYPES, kindNamed, LEVELS, NETWORK_STATUSES } from './catalogue.ts';

/** A calendar day as the browser sends it, in a year that people mean. */
export const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day < '2101-01-01');
const State = z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/);

export const NewInstitutionForm = z.object({
  nombre: line(200, 3),
  siglas: line(40),
  tipo: z.enum(INSTITUTION_TYPES),
  nivel: z.enum(LEVELS),
  dentro: optional(line(200)),
  lado: optional(z.enum(SIDES)),
  estado: optional(State),
  municipio: optional(line(120)),
  desde: optional(Day),
  clave: Id.optional(),
});
export type NewInstitutionForm = z.output<typeof NewInstitutionForm>;

export const InstitutionForm = z.object({
  nombre: line(200, 3),
  siglas: line(40),
  tipo: z.union([z.enum(INSTITUTION_TYPES), z.literal('')]).optional(),
  desde: optional(Day),
});
export type InstitutionForm = z.output<typeof InstitutionForm>;

export const CloseInstitutionForm = z.object({ hasta: Day, sucesora: optional(line(200)) });
export type CloseInstitutionForm = z.output<typeof CloseInstitutionForm>;

/** Another name from a day on; correcting a mistake in a name is `InstitutionForm`. */
export const RenameForm = z.object({ nuevo: line(200, 3), nuevas_siglas: line(40), cambio: Day });
export type RenameForm = z.output<typeof RenameForm>;

/** Below which institution it stands from a day on. */
export const MoveForm = z.object({ bajo: line(200), traslado: Day });
export type MoveForm = z.output<typeof MoveForm>;

export const NetworkForm = z.object({
  nombre: line(120, 3),
  municipio: line(120),
  localidad: optional(line(120)),
  fundada: optional(Day),
  recurso: optional(line(120)),
  clase: line(60).transform(kindNamed),
  patrocina: optional(line(200)),
  parte_de: optional(line(200)),
  estatus: z.enum(NETWORK_STATUSES),
});
export type NetworkForm = z.output<typeof NetworkForm>;

/** What somebody reported of a network: how many, says who, counted until when. */
export const FigureForm = z.object({
  integrantes: optional(z.coerce.number().int().min(0).max(100_000)),
  fuente: line(200, 3),
  corte: Day,
});
export type FigureForm = z.output<typeof FigureForm>;

export const ListQuery = z.object({
  q: z.string().max(200).catch(''),
  estado: State.optional().catch(undefined),
  pagina: z.coerce.number().int().min(1).max(1000).catch(1),
});

import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import type { z } from 'zod';

type Schema = z.core.$ZodType;

/** What zod keeps of a schema, as far as it is looked at here. */
interface Definition {
  type: string;
  /** Of a string; it is a check like those in `checks`. */
  format?: string;
  abort?: boolean;
  checks?: readonly { _zod: { def: { check: string; abort?: boolean; when?: unknown } } }[];
  shape?: Record<string, Schema>;
  in?: Schema;
  out?: Schema;
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  options?: readonly Schema[];
}

const definitionOf = (schema: Schema) => schema._zod.def as unknown as Definition;

/**
 * Fields that a rule about several of them may be given as they were sent, where it expects what they are turned into. zod asks such a rule
 * although a field was refused, unless the check that refused it says `abort`: the rule then reads the text once more, or calls what a text
 * has not, and throws.
 */
export function rawFields(schema: Schema): string[] {
  const { shape = {}, checks = [] } = definitionOf(schema);
  const isAsked = checks.some(({ _zod: { def } }) => def.check === 'custom' && def.when === undefined);
  const own = isAsked ? Object.keys(shape).filter((name) => mayStayRaw(shape[name] as Schema)) : [];
  return [...own, ...partsOf(schema).flatMap(rawFields)];
}

const mayStayRaw = (schema: Schema): boolean => {
  const { type, in: from } = definitionOf(schema);
  return (type === 'pipe' && from !== undefined && goesOnAfterFailing(from)) || partsOf(schema).some(mayStayRaw);
};

function goesOnAfterFailing(schema: Schema): boolean {
  const { format, abort, checks = [] } = definitionOf(schema);
  const goesOn = checks.some(({ _zod: { def } }) => def.check !== 'overwrite' && !def.abort);
  return (format !== undefined && !abort) || goesOn || partsOf(schema).some(goesOnAfterFailing);
}

function partsOf(schema: Schema): Schema[] {
  const { shape = {}, in: from, out, innerType, element, valueType, options = [] } = definitionOf(schema);
  const parts = [...Object.values(shape), from, out, innerType, element, valueType, ...options];
  return parts.filter((part) => part !== undefined);
}

/** By which each route reads its body, its query and its path, under the name of the route. */
export function routeSchemas(app: INestApplication): [name: string, schema: Schema][] {
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const names = app.get(MetadataScanner).getAllMethodNames(metatype.prototype as object);
      return names.flatMap((name) => {
        const read = Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, name) as Record<string, { schema?: Schema }>;
        const schemas = Object.values(read ?? {}).flatMap(({ schema }) => (schema ? [schema] : []));
        return schemas.map((schema): [string, Schema] => [`${metatype.name}.${name}`, schema]);
      });
    });
}

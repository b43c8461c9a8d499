import 'reflect-metadata';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { OPEN_ROUTES } from './open-routes';
import { findPolicy } from './policy';

const ENTRANCE_METADATA = [
  PATH_METADATA,
  'graphql:resolver_type',
  'graphql:resolve_property',
  'graphql:resolve_reference',
] as const;

/**
 * Resolver methods, field resolvers, reference resolvers and routes on which no policy stands, as `Class.method`. A test
 * expects none.
 */
export function listUnprotected(app: INestApplicationContext | readonly Type[]): string[] {
  const classes = 'get' in app ? findClasses(app) : app;
  return classes.flatMap((type) => listOf(type)).sort();
}

function findClasses(app: INestApplicationContext): Type[] {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const wrappers = modules.flatMap(({ controllers, providers }) => [...controllers.values(), ...providers.values()]);
  const types = wrappers.map(({ metatype }) => metatype).filter((type): type is Type => isClass(type));
  return [...new Set(types)];
}

const isClass = (type: unknown): boolean => typeof type === 'function' && type.prototype !== undefined;

function listOf(type: Type): string[] {
  const prototype: Record<string, object> = type.prototype;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((name) => isEntrance(prototype[name]!) && !isOpen(prototype[name]!))
    .filter((name) => findPolicy(prototype[name]!, type) === undefined)
    .map((name) => `${type.name}.${name}`);
}

const isEntrance = (method: object): boolean => ENTRANCE_METADATA.some((key) => Reflect.hasMetadata(key, method));

const isOpen = (method: object): boolean => OPEN_ROUTES.includes(Reflect.getMetadata(PATH_METADATA, method));

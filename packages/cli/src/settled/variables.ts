import { createHmac, randomBytes } from "node:crypto";
import type { Environment } from "../world/world.ts";

/** Variables of the environment that were read. Of their values there is one keyed hash: some are secrets. */
export interface Variables {
  readonly names: readonly string[];
  readonly salt: string;
  readonly mark: string;
}

export function variablesOf(
  names: Iterable<string>,
  env: Environment,
  salt: string = randomBytes(32).toString("hex"),
): Variables {
  const sorted = [...new Set(names)].toSorted();
  const values = sorted.map((name) => [name, env[name] ?? null]);
  return { names: sorted, salt, mark: createHmac("sha256", salt).update(JSON.stringify(values)).digest("hex") };
}

export function areSetAsBefore({ names, salt, mark }: Variables, env: Environment): boolean {
  return variablesOf(names, env, salt).mark === mark;
}

/** An environment that knows which of its variables were looked at. */
export interface WatchedEnvironment {
  readonly env: Environment;
  readonly names: ReadonlySet<string>;
  /** Somebody took all of it: then nobody knows what was read. */
  readonly isTaken: () => boolean;
}

export function watchEnvironment(given: Environment): WatchedEnvironment {
  const names = new Set<string>();
  let isTaken = false;
  const note = (name: string | symbol): void => void (typeof name === "string" && names.add(name));
  const env = new Proxy(given, {
    get: (target, name) => {
      note(name);
      return typeof name === "string" ? target[name] : undefined;
    },
    has: (target, name) => {
      note(name);
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor: (target, name) => {
      note(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys: (target) => {
      isTaken = true;
      return Reflect.ownKeys(target);
    },
  });
  return { env, names, isTaken: () => isTaken };
}

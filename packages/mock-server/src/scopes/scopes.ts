import type { MockClock } from "../clock/clock.ts";
import { createWorld, startClock } from "../world/create-world.ts";
import type { SharedParts } from "../world/create-world.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { scopeNameMistake, scopePrefix } from "./scope-name.ts";

/** One part of a server with tasks, journal, faults and time of its own. */
export interface Scope {
  /** Empty for the server's own scope. */
  readonly name: string;
  readonly clock: MockClock;
  /** What it holds now; another one after a reset. */
  readonly world: () => MockWorld;
  /** Forgets tasks, bill, journal and calls back, and has the scenario's faults as at the start. Time continues. */
  readonly reset: () => void;
}

/** The scopes of one server. */
export interface Scopes {
  /** The scope of requests that name none. */
  readonly main: Scope;
  /** The scope of that name, made when it is first asked for. */
  readonly find: (name: string) => Scope;
  /** Names of the scopes that are kept, the one used least recently first. */
  readonly names: () => readonly string[];
  readonly drop: (name: string) => void;
  readonly close: () => void;
}

/** Keeps the `limit` scopes that were used last. `origin` starts the links of the server's own scope. */
export function createScopes(shared: SharedParts, limit: number, origin: () => string): Scopes {
  const kept = new Map<string, Scope>();
  const main = openScope(shared, "", origin);

  const drop = (name: string): void => {
    const scope = kept.get(name);
    kept.delete(name);
    if (scope !== undefined) closeScope(scope);
  };

  return {
    main,
    find: (name) => {
      const mistake = scopeNameMistake(name);
      if (mistake !== undefined) throw new RangeError(mistake);
      const scope = kept.get(name) ?? openScope(shared, name, () => origin() + scopePrefix(name));
      kept.delete(name);
      kept.set(name, scope);
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) drop(oldest);
      return scope;
    },
    names: () => [...kept.keys()],
    drop,
    close: () => {
      for (const name of kept.keys()) drop(name);
      closeScope(main);
    },
  };
}

function openScope(shared: SharedParts, name: string, origin: () => string): Scope {
  const clock = startClock(shared.options);
  const freshWorld = (): MockWorld => createWorld(shared, { scope: name, clock, origin });
  let world = freshWorld();
  return {
    name,
    clock,
    world: () => world,
    reset: () => {
      world.webhooks.close();
      world = freshWorld();
    },
  };
}

function closeScope({ world, clock }: Scope): void {
  world().webhooks.close();
  clock.close();
}

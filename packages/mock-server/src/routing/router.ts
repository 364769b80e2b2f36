import type { FurtherCallName, JsonObject, OperationName, UploadFact } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { TaskView } from "../vendor/vendor.ts";
import { matchPath, parsePathTemplate } from "./path-template.ts";
import type { PathTemplate } from "./path-template.ts";

/** One call that a format answers. */
export interface FormatRoute {
  readonly format: MountedFormat;
  readonly operation: OperationName | "character" | "upload";
  readonly method: string;
  readonly template: PathTemplate;
  /** Set where the call is none of those that every format may have. */
  readonly further?: FurtherCallName;
  /** Set where local files go there. */
  readonly upload?: UploadFact;
  /** How this path answers for a task, where it differs from the format's usual way. */
  readonly answer?: (view: TaskView) => JsonObject;
}

/** Where a request goes. */
export type Routing =
  | { readonly kind: "operation"; readonly routes: readonly FormatRoute[]; readonly id: string }
  /** A format's ground, but no call of it. */
  | { readonly kind: "unknown"; readonly format: MountedFormat; readonly knownPath: boolean }
  /** Nobody's ground. */
  | { readonly kind: "nowhere" };

/**
 * Finds the format and operation of a path. Each format lives below `/<format>`. At the root only `rootFormat` is
 * served, where there is one; otherwise every format, and a path that several share comes back with all their routes.
 */
export function createRouter(
  formats: readonly MountedFormat[],
  rootFormat: MountedFormat | undefined,
): (method: string, path: string) => Routing {
  const byFormat = new Map(formats.map((format) => [format.id as string, routesOf(format)]));
  const rootRoutes = rootFormat === undefined ? [...byFormat.values()].flat() : routesOf(rootFormat);

  return (method, path) => {
    const slash = path.indexOf("/", 1);
    const first = slash === -1 ? path.slice(1) : path.slice(1, slash);
    const below = byFormat.get(first);
    const own = below === undefined ? undefined : find(below, method, path.slice(first.length + 1));
    // A format's own path may begin with its id.
    const found = own?.knownPath === true ? own : find(rootRoutes, method, path);
    if (found.routes.length > 0) return { kind: "operation", ...found };
    const format = found.knownPath && own?.knownPath === false ? rootFormat : (below?.[0]?.format ?? rootFormat);
    if (format !== undefined) return { kind: "unknown", format, knownPath: found.knownPath };
    return { kind: "nowhere" };
  };
}

function find(
  routes: readonly FormatRoute[],
  method: string,
  path: string,
): { readonly routes: readonly FormatRoute[]; readonly id: string; readonly knownPath: boolean } {
  const found: FormatRoute[] = [];
  let foundId = "";
  let knownPath = false;
  for (const route of routes) {
    const id = matchPath(route.template, path);
    if (id === undefined) continue;
    knownPath = true;
    if (route.method !== method) continue;
    found.push(route);
    foundId = id;
  }
  return { routes: found, id: foundId, knownPath };
}

const operationNames: readonly OperationName[] = ["submit", "poll", "list", "cancel", "models", "content", "lookup"];

/** What a further call counts as in the journal and for faults: one that makes a clip is a submit. */
const placeOf = {
  remix: "submit",
  edit: "submit",
  extend: "submit",
  createCharacter: "character",
  getCharacter: "character",
} as const satisfies Record<FurtherCallName, FormatRoute["operation"]>;

function routesOf(format: MountedFormat): readonly FormatRoute[] {
  const { facts, vendor } = format;
  const documented = operationNames.flatMap((operation) => {
    const call = facts.operations[operation];
    // Where the client's own id goes into the path of a poll, the poll answers for it.
    const isPoll = operation === "lookup" && call?.path === facts.operations.poll?.path;
    return call === undefined || isPoll
      ? []
      : [{ format, operation, method: call.method, template: parsePathTemplate(call.path) }];
  });
  const further = (vendor.taskRoutes ?? []).map(({ path, answer }) => ({
    format,
    operation: "poll" as const,
    method: "GET",
    template: parsePathTemplate(path),
    answer,
  }));
  const beyond = (facts.furtherCalls ?? []).map(({ name, method, path }) => ({
    format,
    operation: placeOf[name],
    method,
    template: parsePathTemplate(path),
    further: name,
  }));
  const uploads = (facts.uploads ?? []).map((upload) => ({
    format,
    operation: "upload" as const,
    method: "POST",
    template: parsePathTemplate(upload.path),
    upload,
  }));
  return [...documented, ...further, ...beyond, ...uploads];
}

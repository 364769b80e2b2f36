import { checkOptions } from "./world/check-options.ts";
import { createClipCache } from "./clips/clip-cache.ts";
import { chooseVariants, mountFormats } from "./formats/mount.ts";
import { createHandler } from "./create-handler.ts";
import { createFetchDoor } from "./http/fetch-door.ts";
import { isLoopbackHost } from "@shotlist/schema";
import { createOwnHosts } from "./http/own-hosts.ts";
import { openNodeDoor } from "./http/node-door.ts";
import type { MockServerOptions } from "./world/mock-server-options.ts";
import { toMockScope } from "./mock-scope.ts";
import type { MockScope } from "./mock-scope.ts";
import { createRouter } from "./routing/router.ts";
import { scopePrefix } from "./scopes/scope-name.ts";
import { createScopes } from "./scopes/scopes.ts";
import type { SharedParts } from "./world/create-world.ts";

/** A running mock of the vendors. What it holds itself belongs to the requests that name no scope. */
export interface MockServer extends MockScope {
  /** Answers a request without a socket. */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * The scope of that name, which requests enter by the header `x-mock-scope` or below `/@NAME`. It is made when it is
   * first asked for, with this server's options.
   */
  readonly scope: (name: string) => MockScope;
  /** Ends a scope and forgets what it holds. */
  readonly dropScope: (name: string) => void;
  readonly close: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const clipCacheBytes = 32 * 1024 * 1024;
const defaultScopeLimit = 1000;

/** Starts the vendors on a port of this machine. */
export async function createMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  checkOptions(options);
  const { host = "127.0.0.1", port = 0, allowRemote = false, allowHosts = [], cors } = options;
  if (!isLoopbackHost(host) && !allowRemote) {
    throw new RangeError(`${host} can be reached from other machines; set allowRemote to listen there anyway`);
  }
  let url = "";
  const formats = mountFormats(options.formats, options.edition);
  const { renderClip } = options;
  const shared = {
    options,
    formats,
    variants: chooseVariants(formats, options.variants ?? {}),
    clipFiles: renderClip === undefined ? await builtInClips() : createClipCache(renderClip, clipCacheBytes),
  };
  const scopes = createScopes(shared, options.scopeLimit ?? defaultScopeLimit, () => url);
  const rootFormat =
    options.format === undefined
      ? undefined
      : (formats.find(({ id }) => id === options.format) ?? mountFormats([options.format])[0]);
  const isOwnHost = createOwnHosts({ host, allowRemote, allowHosts });
  const handler = createHandler(scopes, createRouter(formats, rootFormat), {
    isOwnHost,
    cors: cors === undefined ? "loopback" : cors ? "any" : "none",
  });
  const { clock } = scopes.main;
  const door = await openNodeDoor({ ...handler, host, port, clock, isOwnHost });
  ({ url } = door);
  const close = async (): Promise<void> => {
    scopes.close();
    await door.close();
  };
  return Object.assign(
    toMockScope(() => scopes.main, url),
    {
      fetch: createFetchDoor({ ...handler, clock }),
      scope: (name: string) => {
        scopes.find(name);
        return toMockScope(() => scopes.find(name), url + scopePrefix(name));
      },
      dropScope: scopes.drop,
      close,
      [Symbol.asyncDispose]: close,
    },
  );
}

let builtIn: Promise<SharedParts["clipFiles"]> | undefined;

/** What the built-in renderer draws, one cache for all servers of the process: with one seed, they are asked for the same clips. */
function builtInClips(): Promise<SharedParts["clipFiles"]> {
  builtIn ??= createBuiltInClips();
  return builtIn;
}

/** Loaded with the first server rather than with the module, which keeps the import of types and clock quick. */
async function createBuiltInClips(): Promise<SharedParts["clipFiles"]> {
  const { renderClip } = await import("./media/index.ts");
  const clips = createClipCache(renderClip, clipCacheBytes);
  return (_taskId, order) => {
    const wanted = order();
    return clips(JSON.stringify(wanted), () => wanted);
  };
}

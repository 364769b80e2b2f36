import { join, resolve } from "node:path";
import { readConfig } from "@shotlist/core";
import type { OwnerConfig } from "@shotlist/schema";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import type { World } from "../world/world.ts";
import { configName, findConfig, shown } from "./config-file.ts";

/** What the owner of a repository and the person at the command line allow, as opposed to what a storyboard asks for. */
export interface Owner {
  /** Absolute roots of the storyboards' repositories; a storyboard outside git has its own folder. */
  readonly roots: readonly string[];
  /** The configuration's path, as a person finds it. */
  readonly configFile: string;
  readonly config: OwnerConfig;
  /** Hosts of `--allow-key-host`. */
  readonly keyHosts: readonly string[];
  /** Absolute folders outside the repository that may be read. */
  readonly assetRoots: readonly string[];
  /** Absolute state folders that were named; the default one is a dot folder, which nothing reads. */
  readonly stateFolders: readonly string[];
  /** Whether a storyboard may read an environment variable that it lists. */
  readonly mayReadEnv: (name: string) => boolean;
}

/** Where no storyboard takes part, only what was typed counts. */
export const noOwner: Owner = {
  roots: [],
  configFile: "shotlist.config.yaml",
  config: {},
  keyHosts: [],
  assetRoots: [],
  stateFolders: [],
  mayReadEnv: () => false,
};

interface OwnerOptions {
  readonly state: string | undefined;
  readonly config: string | undefined;
  readonly "allow-env": readonly string[];
  readonly "allow-key-host"?: readonly string[];
}

/** Variables that are made for storyboards. */
const openPrefix = "SHOTLIST_VAR_";

/** Reads what the owner allows: `--config FILE`, else `shotlist.config.yaml` at the root of the storyboards' repository. */
export async function loadOwner(files: readonly string[], options: OwnerOptions, world: World): Promise<Owner> {
  const { roots, path, folder } = findConfig(files, options.config, world);
  const config = path === undefined ? {} : await readOrRefuse(path, world);
  const readable = new Set([...(config.env ?? []), ...options["allow-env"]]);
  return {
    roots,
    configFile: path ?? shown(join(roots[0] ?? world.cwd, configName), world.cwd),
    config,
    keyHosts: (options["allow-key-host"] ?? []).map(hostOf),
    assetRoots: (config.assetRoots ?? []).map((root) => resolve(folder, root)),
    stateFolders: [options.state, world.env["SHOTLIST_STATE"]].flatMap((named) =>
      named === undefined || named === "" ? [] : [resolve(world.cwd, named)],
    ),
    mayReadEnv: (name) => name.startsWith(openPrefix) || readable.has(name),
  };
}

/** The content of a configuration; what is wrong with it is an error. */
export async function readOrRefuse(path: string, world: World): Promise<OwnerConfig> {
  const text = await readInput(path, world.cwd);
  const { config, diagnostics } = readConfig({ file: path, text });
  world.stderr.write(
    describeDiagnostics(diagnostics, { textOf: () => text, color: hasColour(world.stderr, world.env) }),
  );
  if (config !== undefined) return config;
  throw new CommandError(`Cannot use ${path}: ${countDiagnostics(diagnostics)}`, {
    code: "config_wrong",
    exitCode: ExitCode.wrong,
    details: { diagnostics: diagnostics.map(diagnosticToJson) },
  });
}

/** A host of the command line, written as addresses have it. */
function hostOf(written: string): string {
  const url = URL.canParse(`https://${written}`) ? new URL(`https://${written}`) : undefined;
  const isHostAlone = url !== undefined && `${url.protocol}//${url.host}/` === url.href;
  if (isHostAlone && /^[\w.:[\]-]+$/u.test(written)) return url.host;
  throw usageError(
    `--allow-key-host takes a host without a scheme or path, such as relay.example.com; got ${JSON.stringify(written)}`,
  );
}

import { parseEnv } from "node:util";
import { readInput } from "../files/read-input.ts";
import type { Environment } from "../world/world.ts";

/** The environment, completed by the file of `--env-file`. A `.env` that nobody named is never read. */
export async function readEnvironment(
  envFile: string | undefined,
  { env, cwd }: { readonly env: Environment; readonly cwd: string },
): Promise<Environment> {
  if (envFile === undefined) return env;
  return { ...parseEnv(await readInput(envFile, cwd)), ...env };
}

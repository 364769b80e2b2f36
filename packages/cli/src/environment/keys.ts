import type { Plan, ResolvedProvider } from "@shotlist/core";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { realmClassOf } from "../state/realm-class.ts";
import type { Environment } from "../world.ts";

/** What a server on this machine gets where no key is set: most of them want one and accept any. */
const localPlaceholder = "local";

/** The key of a provider. A mock is never shown a real one. */
export function keyOf(
  { realm, apiKeyEnv }: Pick<ResolvedProvider, "realm" | "apiKeyEnv">,
  env: Environment,
): string | undefined {
  const realmClass = realmClassOf(realm);
  if (realmClass === "mock") return "mock";
  const key = env[apiKeyEnv]?.trim();
  if (key !== undefined && key !== "") return key;
  return realmClass === "local" ? localPlaceholder : undefined;
}

/** Refuses to start without a key that will be needed. */
export function requireKeys(plans: readonly Plan[], env: Environment): void {
  const providers = plans.flatMap((plan) => plan.providers);
  refuseMalformed(providers, env);
  const missing = providers.find((provider) => keyOf(provider, env) === undefined);
  if (missing === undefined) return;
  throw new CommandError(`No key for ${missing.name}: ${missing.apiKeyEnv} is not set`, {
    code: "key_missing",
    exitCode: ExitCode.wrong,
    hint: `Set ${missing.apiKeyEnv}, name a file that has it with --env-file, or try it offline with --mock`,
  });
}

/** A key goes into a header of a request: printable ASCII alone. The key itself is never shown. */
function refuseMalformed(providers: readonly ResolvedProvider[], env: Environment): void {
  const malformed = providers.find((provider) => /[^ -~]/u.test(keyOf(provider, env) ?? ""));
  if (malformed === undefined) return;
  throw new CommandError(`${malformed.apiKeyEnv} holds a character that no key has, such as a line break`, {
    code: "key_malformed",
    exitCode: ExitCode.wrong,
    hint: `Copy the key of ${malformed.name} again, on one line and without quotes`,
  });
}

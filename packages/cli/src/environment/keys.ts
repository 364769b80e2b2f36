import { realmClassOf, type ResolvedProvider } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { Keyring } from "../owner/keyring.ts";

/** Refuses to start without a key that will be needed, and with one that no request could carry. */
export function requireKeys(providers: readonly ResolvedProvider[], { keyOf }: Keyring): void {
  refuseMalformed(providers, keyOf);
  const missing = providers.find((provider) => keyOf(provider) === undefined);
  if (missing === undefined) return;
  throw new CommandError(`No key for ${missing.name}: ${missing.apiKeyEnv} is not set`, {
    code: "key_missing",
    exitCode: ExitCode.wrong,
    hint: `Set ${missing.apiKeyEnv}, give a file that contains it with --env-file, or try it offline with --mock`,
  });
}

/** So short, what is set is a placeholder, and would be looked for in vain in what a vendor says. */
const shortestKey = 6;

/** A key goes into a header of a request: printable ASCII alone. The key itself is never shown. */
function refuseMalformed(providers: readonly ResolvedProvider[], keyOf: Keyring["keyOf"]): void {
  const short = providers.find(
    (provider) => realmClassOf(provider.realm) === "live" && (keyOf(provider)?.length ?? shortestKey) < shortestKey,
  );
  if (short !== undefined) {
    throw new CommandError(`${short.apiKeyEnv} is not a key: it has fewer than ${shortestKey} characters`, {
      code: "key_malformed",
      exitCode: ExitCode.wrong,
      hint: `Copy the key of ${short.name} again`,
    });
  }
  const malformed = providers.find((provider) => /[^ -~]/u.test(keyOf(provider) ?? ""));
  if (malformed === undefined) return;
  throw new CommandError(`${malformed.apiKeyEnv} contains a character that no key has, such as a line break`, {
    code: "key_malformed",
    exitCode: ExitCode.wrong,
    hint: `Copy the key of ${malformed.name} again, on one line and without quotes`,
  });
}

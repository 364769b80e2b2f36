import type { ResolvedProvider } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { linkHostsOf } from "../owner/key-hosts.ts";
import type { Owner } from "../owner/owner.ts";
import { oddAddressOf, type Resolve } from "../providers/reach.ts";
import type { Environment } from "../world/world.ts";

interface ReachOptions {
  readonly owner: Owner;
  readonly env: Environment;
  readonly resolve: Resolve;
}

/** Refuses to pay for clips that would not be fetched: a provider in a private network mostly links to itself. */
export async function requireReach(
  providers: readonly ResolvedProvider[],
  { owner, env, resolve }: ReachOptions,
): Promise<void> {
  const linkHosts = linkHostsOf(owner);
  for (const provider of providers) {
    const found = await oddAddressOf(provider, { resolve, env, linkHosts });
    if (found?.kind !== "not-public") continue;
    throw new CommandError(
      `${found.host} resolves to ${found.address}, which is not public: its clips would be paid for but not downloaded`,
      {
        code: "link_host_not_allowed",
        exitCode: ExitCode.wrong,
        hint: `If ${provider.name} is in your own network, add to ${owner.configFile}:\n\nlinkHosts: [${[...linkHosts, found.host].map((host) => JSON.stringify(host)).join(", ")}]\n`,
      },
    );
  }
}

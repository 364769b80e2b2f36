import { isWatched } from "../output/is-watched.ts";
import type { HostRefusal } from "@shotlist/batch-runner";
import { realmClassOf, type Target } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { Environment, World } from "../world/world.ts";
import { refusalOf, type KeyedProvider, type Refusal } from "./key-hosts.ts";
import type { Owner } from "./owner.ts";
import { openRememberedHosts } from "./remembered-hosts.ts";
import { say } from "../text/say.ts";

/** What a server on this machine gets where no key is set: most of them want one and accept any. */
const localPlaceholder = "local";

/** What the header says before the key; copied along from a vendor's example. */
const authScheme = /^bearer\s+/iu;

/** The keys of the environment, behind the one gate that says which host may get which. */
export interface Keyring {
  /** The key of a provider; `undefined` where it is not set, or may not go to the provider's host. */
  readonly keyOf: (provider: KeyedProvider) => string | undefined;
  /** Why the key of a provider may not go to its host. */
  readonly refusalOf: (provider: KeyedProvider) => Refusal | undefined;
  /** The same for a run, which sends nothing at all to such a host, with or without the key. */
  readonly hostRefusal: (provider: KeyedProvider) => HostRefusal | undefined;
  /** Asks at a terminal about every host that nobody allowed; refuses without one, and where the answer is no. */
  readonly admit: (providers: readonly KeyedProvider[]) => Promise<void>;
}

interface KeyringOptions {
  readonly env: Environment;
  readonly owner: Owner;
  readonly target: Target | undefined;
  readonly world: World;
}

/** Everything that reads a key from the environment to send it asks here. */
export function createKeyring({ env, owner, target, world }: KeyringOptions): Keyring {
  const remembered = openRememberedHosts(owner.roots, world.env);
  const warned = new Set<string>();
  const warnOfScheme = ({ apiKeyEnv }: KeyedProvider): void => {
    if (!authScheme.test(env[apiKeyEnv]?.trim() ?? "") || warned.has(apiKeyEnv)) return;
    warned.add(apiKeyEnv);
    world.stderr.write(say`warning: ${apiKeyEnv} begins with "Bearer", which is not part of the key and is ignored\n`);
  };
  const refusal = (provider: KeyedProvider): Refusal | undefined => {
    if (!sendsSecret(provider, env)) return undefined;
    return refusalOf(provider, { owner, target, remembered: remembered.hostsOf });
  };
  return {
    refusalOf: refusal,
    keyOf(provider) {
      if (refusal(provider) !== undefined) return undefined;
      if (provider.realm !== "mock") warnOfScheme(provider);
      return keyIn(provider, env);
    },
    hostRefusal: (provider) => {
      const refused = refusal(provider);
      if (refused === undefined) return undefined;
      const { message, hint = "" } = keyHostError([refused], owner);
      return { message, hint };
    },
    admit: async (providers) => {
      for (const provider of providers) {
        const refused = refusal(provider);
        if (refused === undefined) continue;
        if (!refused.isVendorKey || !isInteractive(world) || !(await isAgreed(refused, owner, world))) continue;
        remembered.remember(refused.key, refused.host);
      }
      const refused = providers.flatMap((provider) => refusal(provider) ?? []);
      if (refused.length > 0) throw keyHostError(refused, owner);
    },
  };
}

/** Whether a secret would leave: a mock is never shown one, and a provider without a variable has none. */
function sendsSecret({ realm, apiKeyEnv }: KeyedProvider, env: Environment): boolean {
  if (realm === "mock" || apiKeyEnv === "") return false;
  return realmClassOf(realm) === "live" || isSet(env[apiKeyEnv]);
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== "";
}

function keyIn({ realm, apiKeyEnv }: KeyedProvider, env: Environment): string | undefined {
  const realmClass = realmClassOf(realm);
  if (realmClass === "mock") return "mock";
  const key = env[apiKeyEnv];
  if (isSet(key)) return key.trim().replace(authScheme, "");
  return realmClass === "local" ? localPlaceholder : undefined;
}

function isInteractive({ stderr, env, readAnswer }: World): boolean {
  return readAnswer !== undefined && isWatched(stderr, env);
}

async function isAgreed({ provider, key, host }: Refusal, owner: Owner, world: World): Promise<boolean> {
  world.stderr.write(
    say`Provider ${provider} would send the key in ${key} to ${host}, which is not listed in ${owner.configFile}.\nAllow this from now on? [y/N] `,
  );
  return /^y(?:es)?$/iu.test(((await world.readAnswer?.()) ?? "").trim());
}

/** What would have to be written for keys to go where nobody allowed them. */
export function keyHostError(refusals: readonly Refusal[], owner: Owner): CommandError {
  const [first] = refusals;
  if (first === undefined) throw new Error("nothing was refused");
  const other = refusals.find(({ isVendorKey }) => !isVendorKey);
  const details = { refused: refusals.map(({ provider, key, host }) => ({ provider, key, host })) };
  if (other !== undefined) {
    return new CommandError(`${other.key} is not the name of a vendor's key, so it is not sent`, {
      code: "key_name",
      exitCode: ExitCode.wrong,
      hint: "Put the key in a variable that ends in _API_KEY, _KEY or _TOKEN and does not belong to a CI service, a cloud or a registry",
      details,
    });
  }
  const hosts = [...new Set(refusals.map(({ host }) => host))];
  return new CommandError(`The key in ${first.key} may not be sent to ${first.host}`, {
    code: "key_host_not_allowed",
    exitCode: ExitCode.wrong,
    hint: `If the host may get the key, add to ${owner.configFile}:\n\n${linesToAdd(refusals, owner)}\nFor this run only: ${hosts.map((host) => `--allow-key-host ${host}`).join(" ")}`,
    details,
  });
}

function linesToAdd(refusals: readonly Refusal[], { config }: Owner): string {
  const keys = [...new Set(refusals.map(({ key }) => key))];
  const lines = keys.map((key) => {
    const hosts = new Set([
      ...(config.keys?.[key] ?? []),
      ...refusals.filter((one) => one.key === key).map(({ host }) => host),
    ]);
    return `  ${key}: [${[...hosts].map(yamlHost).join(", ")}]\n`;
  });
  return `keys:\n${lines.join("")}`;
}

/** A port or an IPv6 address would be read as something else in a YAML flow list. */
function yamlHost(host: string): string {
  return /^[\w.-]+$/u.test(host) ? host : JSON.stringify(host);
}

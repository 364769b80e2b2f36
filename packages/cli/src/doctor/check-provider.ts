import { text } from "../text/say.ts";
import type { Transport } from "@shotlist/batch-runner";
import { codecFor } from "@shotlist/core";
import { factsOf } from "@shotlist/schema";
import { ExitCode } from "../world/exit-code.ts";
import { count } from "../output/units.ts";
import { keyHostError, type Keyring } from "../owner/keyring.ts";
import type { Owner } from "../owner/owner.ts";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import { readFromVendor, type VendorAnswer } from "../providers/read-from-vendor.ts";
import type { Environment } from "../world/world.ts";
import { addressFinding, unknownTask } from "./check-address.ts";
import type { Finding } from "./finding.ts";

/** Beyond it, signed links and rate limits by the minute go wrong. */
const maxSkewMs = 60_000;

interface CheckOptions {
  readonly env: Environment;
  readonly keyring: Keyring;
  readonly owner: Owner;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Whether a render needs it: a missing key is then a problem. */
  readonly isNeeded: boolean;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** Whether a provider's key is there and taken, its address answers, and its clock agrees with this one. Costs nothing. */
export async function checkProvider(
  endpoint: ProviderEndpoint,
  { env, keyring, owner, transport, signal, isNeeded, now }: CheckOptions,
): Promise<readonly Finding[]> {
  const subject = `key of ${endpoint.name}`;
  const refused = keyring.refusalOf(endpoint);
  if (refused !== undefined) {
    const { message, hint, exitCode } = keyHostError([refused], owner);
    return [{ subject, state: "problem", message, hint, exitCode }];
  }
  const key = keyring.keyOf(endpoint);
  if (key === undefined) return [missingKey(subject, endpoint, isNeeded)];
  const startedAt = now();
  const answer = await readFromVendor(endpoint, pathToRead(endpoint), { key, transport, signal });
  // The vendor wrote its date somewhere between the two.
  const halfWay = (startedAt + now()) / 2;
  const read = (path: string): Promise<VendorAnswer> => readFromVendor(endpoint, path, { key, transport, signal });
  return [
    keyFinding(subject, endpoint, answer, env),
    await addressFinding(endpoint, answer, read),
    ...clockFinding(endpoint, answer, halfWay),
  ];
}

function missingKey(subject: string, { apiKeyEnv }: ProviderEndpoint, isNeeded: boolean): Finding {
  const message = `${apiKeyEnv} is not set`;
  if (!isNeeded) return { subject, state: "note", message };
  const hint = `Set ${apiKeyEnv}, or give a file that contains it with --env-file`;
  return { subject, state: "problem", message, hint, exitCode: ExitCode.wrong };
}

/** A read: the list of models where there is one, else a task that nobody has. */
function pathToRead({ format }: ProviderEndpoint): string {
  return factsOf(format).operations.models?.path ?? codecFor(format).encodePoll(unknownTask).path;
}

function keyFinding(
  subject: string,
  { apiKeyEnv, realm }: ProviderEndpoint,
  answer: VendorAnswer,
  env: Environment,
): Finding {
  if (answer.outcome === "refused") {
    const message = `${apiKeyEnv} was rejected (${answer.status}): ${answer.message}`;
    return { subject, state: "problem", message, hint: "Create a new key at the vendor", exitCode: ExitCode.wrong };
  }
  const isSet = (env[apiKeyEnv] ?? "").trim() !== "";
  const source = isSet ? `${apiKeyEnv} is set` : `${apiKeyEnv} is not set, and ${realm} needs none`;
  return { subject, state: "good", message: source };
}

function clockFinding({ name }: ProviderEndpoint, answer: VendorAnswer, atMs: number): readonly Finding[] {
  if (answer.outcome === "unreachable" || answer.dateMs === undefined) return [];
  const skewMs = atMs - answer.dateMs;
  const subject = text("clock");
  if (Math.abs(skewMs) <= maxSkewMs) return [{ subject, state: "good", message: `matches the clock of ${name}` }];
  const seconds = count(Math.round(Math.abs(skewMs) / 1000), "second");
  const message = skewMs > 0 ? `${seconds} ahead of the clock of ${name}` : `${seconds} behind the clock of ${name}`;
  return [{ subject, state: "problem", message, hint: "Set the clock of this machine from the network" }];
}

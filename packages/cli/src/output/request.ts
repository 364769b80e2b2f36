import type { Plan, PlannedTake, ResolvedProvider } from "@shotlist/core";
import { mockAddress } from "../arguments/mock-address.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import { toOneLine, toPlainJson } from "./plain-text.ts";
import { say } from "../text/say.ts";

/** Every request as it would be sent, as a command for a shell. */
export function describeRequests(plans: readonly Plan[], takes: readonly PlannedTake[]): string {
  const providers = new Map(
    plans.flatMap((plan) =>
      plan.providers.map((provider) => [`${plan.storyboard}/${provider.name}`, provider] as const),
    ),
  );
  const hasMock = takes.some(({ realm }) => realm === "mock");
  const commands = takes.flatMap((take) => {
    const provider = providers.get(`${take.storyboard}/${take.provider}`);
    return provider === undefined ? [] : [`${requestAsCurl(take, provider)}\n`];
  });
  return `${hasMock ? say`# For the mock that \`shotlist mock\` starts.\n\n` : ""}${commands.join("")}`;
}

/**
 * A request as a command for a shell. The key is left out: the shell puts the provider's variable in. What exists only when a
 * request is sent, such as the bytes of a file, is held by a placeholder, and a comment says so.
 */
function requestAsCurl({ id, realm, request }: PlannedTake, provider: ResolvedProvider): string {
  const { method, path, body } = request;
  // A plan for a mock must not show a command that spends money.
  const isMock = realm === "mock";
  const baseUrl = isMock ? mockAddress(provider.format) : provider.baseUrl;
  const key = isMock ? "mock" : `$${provider.apiKeyEnv}`;
  const json = body === undefined ? undefined : toPlainJson(JSON.stringify(body, null, 2));
  const lines = [
    `curl --request ${method} ${shellQuote([`${baseUrl}${path}`])}`,
    `  --header "Authorization: Bearer ${key}"`,
    ...(json === undefined
      ? []
      : [`  --header ${shellQuote(["Content-Type: application/json"])}`, `  --data ${shellQuote([json])}`]),
  ];
  const note = hasPlaceholder(body)
    ? say`# Replace the objects that have \`asset\` or \`take\` with the real values.\n`
    : "";
  return `# ${toOneLine(id)}\n${note}${lines.join(" \\\n")}\n`;
}

/** Whether a body holds `{ asset, … }` or `{ take, what }`, which no vendor takes. */
function hasPlaceholder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value).toSorted().join(" ");
  if (keys === "asset" || keys === "asset path" || keys === "take what") return true;
  return Object.values(value).some(hasPlaceholder);
}

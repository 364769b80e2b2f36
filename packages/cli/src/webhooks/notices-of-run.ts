import { openSharedNotices, type Notices } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import { usageError } from "../world/errors.ts";
import { sharedLedgerOf } from "../state/shared-ledger.ts";
import { say } from "../text/say.ts";
import type { Environment, World } from "../world/world.ts";
import { portOf, receiveWebhooks } from "./receive.ts";

/** Options of a run that hears of webhooks. */
export const webhookOptions = {
  "webhook-url": { value: "URL", description: "URL that vendors call when a task has ended" },
  "webhook-port": { value: "N", description: "Receive these calls at this port of this machine, 0 for any free one" },
  "webhook-host": { value: "H", description: "With --webhook-port: address to listen on (default: 127.0.0.1)" },
} as const;

/** What was typed of them. */
export type WebhookWords = { readonly [Name in keyof typeof webhookOptions]: string | undefined };

/** Where a run hears of webhooks, and the URL that vendors get. */
export interface WebhooksOfRun {
  readonly url: string;
  /** The port to receive at; without it somebody else receives. */
  readonly port: number | undefined;
  readonly host: string | undefined;
}

/** Reads the options. Throws a usage error where they do not go together. */
export function readWebhooks(words: WebhookWords): WebhooksOfRun | undefined {
  const { "webhook-url": url, "webhook-port": port, "webhook-host": host } = words;
  if (url === undefined) {
    if (port !== undefined) throw usageError("--webhook-port needs --webhook-url", whatVendorsCall);
    if (host !== undefined) throw usageError("--webhook-host needs --webhook-port");
    return undefined;
  }
  if (host !== undefined && port === undefined) throw usageError("--webhook-host needs --webhook-port");
  // It may hold a token: nothing repeats it.
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol)) {
    throw usageError("--webhook-url takes an http or https URL", whatVendorsCall);
  }
  return { url, port: port === undefined ? undefined : portOf("webhook-port", port), host };
}

const whatVendorsCall = "It is the address that vendors call, such as that of a tunnel to the port";

/** Webhooks that a run hears of itself, or through its shared ledger from `shotlist webhooks`; nothing where it hears of none. */
export async function openNoticesOfRun(
  webhooks: WebhooksOfRun | undefined,
  {
    plans,
    env,
    stateFolder,
    world,
    now,
  }: {
    readonly plans: readonly Plan[];
    readonly env: Environment;
    readonly stateFolder: string;
    readonly world: World;
    /** The time by which vendors sign: a mock has its own. */
    readonly now: () => number;
  },
): Promise<(Notices & AsyncDisposable) | undefined> {
  if (webhooks === undefined) return undefined;
  const { port, host } = webhooks;
  if (port !== undefined) {
    const formats = plans.flatMap(({ providers }) => providers.map(({ format }) => format));
    const receiver = await receiveWebhooks({ port, host }, { env, formats, now });
    world.stderr.write(say`Receiving webhooks at ${receiver.url}\n`);
    return receiver;
  }
  const address = sharedLedgerOf(stateFolder);
  return address === undefined ? undefined : openSharedNotices({ address });
}

import { openNoticeReceiver, type NoticeReceiver } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import { wholeNumber } from "../arguments/numbers.ts";
import type { Environment } from "../world/world.ts";

/** Where webhooks arrive. */
export interface ReceivingAt {
  readonly port: number;
  readonly host: string | undefined;
}

/** The port of an option, 0 for any free one. */
export function portOf(option: string, text: string): number {
  return wholeNumber(option, text, { min: 0, max: 65_535 });
}

/** A receiver for the webhooks of some formats, or of all; signatures are checked where their secret is in the environment. */
export async function receiveWebhooks(
  { port, host }: ReceivingAt,
  {
    env,
    formats,
    now,
  }: { readonly env: Environment; readonly formats?: readonly string[]; readonly now?: () => number },
): Promise<NoticeReceiver> {
  return openNoticeReceiver({
    port,
    ...present({ host, formats, now }),
    secretOf: ({ signature }) => (env[signature?.secretEnv ?? ""] ?? "") || undefined,
  });
}

import {
  createFfmpegCutter,
  workOnOrders,
  type RealmClass,
  type Stop,
  type TakeReport,
  type Transport,
  type WorkerReport,
} from "@shotlist/batch-runner";
import type { ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { requireKeys } from "../environment/keys.ts";
import { linkHostsOf } from "../owner/key-hosts.ts";
import type { Keyring } from "../owner/keyring.ts";
import type { Owner } from "../owner/owner.ts";
import { plainLine } from "../output/progress/event-line.ts";
import { toOneLine } from "../output/plain-text.ts";
import { styleFor } from "../output/style.ts";
import { resolveByName } from "../providers/reach.ts";
import { requireReach } from "../render/require-reach.ts";
import { withOrders } from "../state/orders.ts";
import { placesOf } from "../state/places.ts";
import { openTelemetry } from "../telemetry/open-telemetry.ts";
import { CommandError } from "../world/errors.ts";
import type { World } from "../world/world.ts";

interface WorkSettings {
  readonly stateFolder: string;
  readonly world: World;
  readonly owner: Owner;
  readonly keyring: Keyring;
  readonly transport: Transport;
  readonly concurrency: number | undefined;
  readonly out: string | undefined;
  readonly untilEmpty: boolean;
  readonly signal: AbortSignal;
}

/** Why nothing may be paid at a provider from here: what a render would refuse before it begins. */
async function refusalOf(
  provider: ResolvedProvider,
  { owner, env, keyring }: Pick<WorkSettings, "owner" | "keyring"> & Pick<World, "env">,
): Promise<Stop | undefined> {
  try {
    if (provider.apiKeyEnv !== "") requireKeys([provider], keyring);
    await requireReach([provider], { owner, env, resolve: resolveByName });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { code, message, hint = "" } = error;
    return { code, message, hint };
  }
}

/** What a worker has done in one realm. */
export interface Work extends WorkerReport {
  readonly realm: RealmClass;
  readonly takes: readonly Pick<TakeReport, "status" | "error">[];
}

/** Works on what is handed over for one kind of money, with a line on stderr for what happens. */
export async function workOn(
  realm: RealmClass,
  { stateFolder, world, owner, keyring, transport, concurrency, out, untilEmpty, signal }: WorkSettings,
): Promise<Work> {
  const { stderr, env, cwd } = world;
  const words = { style: styleFor(stderr, env), manyStoryboards: true };
  const { outputDirOf, outputPlace, isKnownClip } = placesOf({ realmClass: realm, stateFolder, cwd, out });
  const write = (line: string): void => stderr.write(`${toOneLine(line)}\n`);
  const takes: Work["takes"][number][] = [];
  using telemetry = await openTelemetry({ isOneRun: false }, { env, stderr });
  const report = await withOrders(stateFolder, realm, (state, orders) =>
    workOnOrders({
      state,
      orders,
      transport: telemetry?.transport(transport) ?? transport,
      keys: keyring.keyOf,
      hostRefusal: keyring.hostRefusal,
      linkHosts: linkHostsOf(owner),
      frameCutter: createFfmpegCutter(),
      outputDirOf,
      outputPlace,
      isKnownClip,
      untilEmpty,
      refusal: (provider) => refusalOf(provider, { owner, env, keyring }),
      signal,
      ...present({ concurrency, around: telemetry?.around }),
      onEvent(event) {
        const line = plainLine(event, words);
        if (line !== undefined) write(line);
        telemetry?.onEvent(event);
      },
      onPart(result) {
        takes.push(...result.takes);
        if (result.error === undefined) return;
        takes.push({ status: "failed", error: result.error });
        write(result.error.message);
      },
    }),
  );
  return { ...report, realm, takes };
}

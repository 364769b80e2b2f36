import { fromMicros, listHeldUploads, uploadAgain, type Upload } from "@shotlist/batch-runner";
import { shellQuote } from "../arguments/shell-quote.ts";
import { writeJson } from "../output/json.ts";
import { formatMoney } from "../output/money.ts";
import type { Style } from "../output/style.ts";
import { say, translate } from "../text/say.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { World } from "../world/world.ts";
import { chooseRealm, withExistingStates, withState } from "../state/existing-states.ts";
import { factLines, isoOf } from "./fact-lines.ts";

/** Uploads of every ledger that wait for a decision. */
export async function heldUploads(stateFolder: string): Promise<readonly Upload[]> {
  return (await withExistingStates(stateFolder, listHeldUploads)).flat();
}

/** Those of `resolve --list --json`; absent where there are none. */
export function heldUploadsToJson(uploads: readonly Upload[]): readonly object[] | undefined {
  if (uploads.length === 0) return undefined;
  return uploads.map((upload) => ({ ...toJson(upload), uploadedAt: isoOf(upload.createdAt), price: priceOf(upload) }));
}

interface ResolveOptions {
  /** The start of the file's hash. */
  readonly hash: string;
  /** The value of `--realm`. */
  readonly realm: string | undefined;
  readonly json: boolean;
  readonly world: Pick<World, "stdout">;
}

/** Lets a file be uploaded again. */
export async function resolveUpload(
  stateFolder: string,
  { hash, realm, json, world: { stdout } }: ResolveOptions,
): Promise<ExitCode> {
  const subject = `The file ${hash} needs a decision`;
  const waiting = await chooseRealm(stateFolder, {
    realm,
    subject,
    concerns: async (state) => (await listHeldUploads(state)).some(({ sha256 }) => sha256.startsWith(hash)),
  });
  const [known] = await withExistingStates(stateFolder, async ({ realmClass }) => realmClass);
  const uploads = await withState(stateFolder, waiting ?? known ?? "live", (state) => uploadAgain(state, hash));
  if (json) writeJson(stdout, { ok: true, uploads: uploads.map(toJson) });
  else stdout.write(uploads.map(({ sha256 }) => say`${shortOf(sha256)}: the next render uploads it again.\n`).join(""));
  return ExitCode.ok;
}

/** What is known of it, and the command that decides it. */
export function describeHeldUpload(
  upload: Upload,
  { style, stateOptions }: { readonly style: Style; readonly stateOptions: readonly string[] },
): string {
  const { sha256, provider, realm, storyboard } = upload;
  const price = priceOf(upload);
  const facts = [
    [say`provider`, `${provider} (${realm})`],
    [say`file`, sha256],
    [say`uploaded`, isoOf(upload.createdAt)],
    [say`price`, price === undefined ? undefined : formatMoney([price])],
  ] as const;
  const command = shellQuote(["shotlist", "resolve", "--upload-again", shortOf(sha256), ...stateOptions]);
  const heading = say`a file of ${storyboard}`;
  const state = style("yellow", say`may have been uploaded`);
  return `${style("bold", heading)} ${state}: ${translate(reasonOf(upload))}\n${factLines(facts)}  ${command}\n`;
}

function toJson(upload: Upload): object {
  const { sha256, realm, provider, storyboard } = upload;
  return { sha256, realm, provider, storyboard, reason: reasonOf(upload) };
}

function reasonOf({ state, failure }: Upload): string {
  if (state === "uploading") return "another run may be uploading it";
  return failure?.message ?? "its address may be signed, so it is not kept";
}

/** Enough of a hash to distinguish files. */
function shortOf(sha256: string): string {
  return sha256.slice(0, 12);
}

function priceOf({ reserved, currency }: Upload): { readonly amount: number; readonly currency: string } | undefined {
  return currency === undefined ? undefined : { amount: fromMicros(reserved), currency };
}

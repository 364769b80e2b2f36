import { readProxySettings, type BucketPlace, type ProxySettings } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import { usageError } from "../world/errors.ts";
import type { Environment } from "../world/world.ts";
import { sharedLedgerOf } from "./shared-ledger.ts";

/** A bucket, and the way to it. */
interface SharedClips {
  readonly bucket: BucketPlace;
  readonly proxy: ProxySettings | undefined;
}

/** The buckets with the clips of state folders, for as long as this program runs. */
const places = new Map<string, SharedClips>();

/** The variable that says where shared clips are; `--clips` sets it for one command. */
const clipsVariable = "SHOTLIST_CLIPS";

/** Remembers the bucket of a state folder, as the environment names it, and the keys that it has for it. Nothing prints them. */
export function noteSharedClips(stateFolder: string, env: Environment): void {
  places.delete(stateFolder);
  const address = env[clipsVariable] ?? "";
  if (address === "") return;
  if (sharedLedgerOf(stateFolder) === undefined) {
    throw usageError("Clips in a bucket need a shared ledger", "Name it with --ledger or $SHOTLIST_LEDGER");
  }
  places.set(stateFolder, { bucket: placeOf(address, env), proxy: readProxySettings(env) });
}

/** The bucket with the clips of a state folder; `undefined` where they are in the folder alone. */
export function sharedClipsOf(stateFolder: string): SharedClips | undefined {
  return places.get(stateFolder);
}

function placeOf(address: string, env: Environment): BucketPlace {
  const [, name, prefix = ""] =
    /^s3:\/\/(?<name>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>[\w./-]*))?$/u.exec(address) ?? [];
  if (name === undefined || /(?:^|\/)\.{1,2}(?:\/|$)|\/\//u.test(prefix)) {
    throw usageError(`--clips and $${clipsVariable} take the address of a bucket`, "For example s3://bucket/folder");
  }
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
  if (accessKeyId === "" || secretAccessKey === "") {
    throw usageError("The keys of the bucket are missing", "Set $AWS_ACCESS_KEY_ID and $AWS_SECRET_ACCESS_KEY");
  }
  const region = given(env["AWS_REGION"]) ?? given(env["AWS_DEFAULT_REGION"]) ?? "us-east-1";
  const sessionToken = given(env["AWS_SESSION_TOKEN"]);
  return {
    name,
    url: urlOf(name, { region, endpoint: given(env["AWS_ENDPOINT_URL_S3"]) ?? given(env["AWS_ENDPOINT_URL"]) }),
    prefix: prefix === "" ? "" : `${prefix.replace(/\/$/u, "")}/`,
    region,
    accessKeyId,
    secretAccessKey,
    ...present({ sessionToken }),
  };
}

function urlOf(
  name: string,
  { region, endpoint }: { readonly region: string; readonly endpoint: string | undefined },
): string {
  const url = endpoint ?? `https://s3.${region}.amazonaws.com`;
  const isAddress = URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol) && new URL(url).username === "";
  if (!isAddress) throw usageError("$AWS_ENDPOINT_URL is not the address of a storage service");
  return `${url.replace(/\/+$/u, "")}/${name}`;
}

function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

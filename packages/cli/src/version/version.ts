import { readFile } from "node:fs/promises";
import { release } from "node:os";
import { formatEditions } from "@shotlist/schema";
import { columns } from "../arguments/help.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { existingRealmClasses } from "../state/open-state-at.ts";
import type { World } from "../world/world.ts";

/** The version of this program. */
export async function version(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error("package.json has no version");
}

/** What a bug report should say, without paths of this machine and without keys. */
export async function versionDetails({ env, cwd }: Pick<World, "env" | "cwd">): Promise<string> {
  const stateFolder = findStateFolder({ state: undefined, env, cwd, files: [] });
  const ledgers = await existingRealmClasses(stateFolder);
  return columns([
    ["shotlist", await version()],
    [
      "node",
      `${process.version} (${process.versions["uv"] === undefined ? "" : `libuv ${process.versions["uv"]}, `}sqlite ${process.versions["sqlite"] ?? "?"})`,
    ],
    ["system", `${process.platform} ${process.arch} ${release()}`],
    ["formats", formatEditions.join(", ")],
    ["ledgers", ledgers.length === 0 ? "none here" : ledgers.join(", ")],
    [
      "proxy",
      ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].some((name) => (env[name] ?? "") !== "")
        ? "yes"
        : "no",
    ],
    ["locale", `${Intl.DateTimeFormat().resolvedOptions().locale}, ${env["LC_ALL"] ?? env["LANG"] ?? "no LANG"}`],
  ]);
}

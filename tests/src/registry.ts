import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { execa } from "execa";
import type { Manifest, Packed } from "./packed.ts";
import { productionDependencies, type Dependency } from "./production.ts";

interface Published {
  readonly manifest: Manifest;
  readonly tarball: Buffer;
}

export interface Registry {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * A registry on this machine that has our packages as they are packed, what they depend on in the versions of the lockfile, and
 * nothing else: whatever installs from it asks for no more, and needs no network.
 */
export async function openRegistry(packages: readonly Packed[], folder: string): Promise<Registry> {
  const published: Published[] = [];
  for (const { manifest, tarball } of packages) published.push({ manifest, tarball: await readFile(tarball) });
  for (const dependency of productionDependencies()) {
    published.push({ manifest: dependency.manifest, tarball: await packed(dependency, folder) });
  }

  const server = createServer(({ url: path = "/" }, response) => {
    const name = decodeURIComponent(path.slice(1));
    const tarball = published.find(({ manifest }) => name === fileOf(manifest))?.tarball;
    if (tarball !== undefined) return void response.end(tarball);
    const versions = published.filter(({ manifest }) => manifest.name === name);
    if (versions.length === 0) return void response.writeHead(404).end("{}");
    return void response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify(documentOf(name, versions, url)));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry has no port");
  const url = `http://127.0.0.1:${address.port}/`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function documentOf(name: string, versions: readonly Published[], url: string): object {
  return {
    name,
    "dist-tags": { latest: versions.at(-1)?.manifest.version },
    versions: Object.fromEntries(
      versions.map(({ manifest, tarball }) => {
        const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
        return [manifest.version, { ...manifest, dist: { tarball: url + fileOf(manifest), integrity } }];
      }),
    ),
    time: Object.fromEntries(versions.map(({ manifest }) => [manifest.version, "2026-01-01T00:00:00.000Z"])),
  };
}

function fileOf({ name, version }: Manifest): string {
  return `${name}/-/${name.split("/").at(-1)}-${version}.tgz`;
}

async function packed({ folder, manifest }: Dependency, into: string): Promise<Buffer> {
  const copy = await mkdtemp(join(into, "dependency-"));
  await cp(folder, join(copy, "package"), { recursive: true });
  const tarball = join(copy, fileOf(manifest).split("/").at(-1) ?? "package.tgz");
  await execa("tar", ["-czf", tarball, "-C", copy, "package"]);
  return readFile(tarball);
}

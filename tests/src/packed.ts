import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { sizesBelow } from "./folder-size.ts";
import { packageNames, root, type PackageName } from "./sources.ts";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly keywords?: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface Packed {
  readonly name: PackageName;
  readonly tarball: string;
  /** The size of each file, by its path in the package. */
  readonly files: ReadonlyMap<string, number>;
  readonly manifest: Manifest;
}

/** Packs every package into a folder, as they would be published. */
export async function packAll(folder: string): Promise<readonly Packed[]> {
  const packed: Packed[] = [];
  for (const name of packageNames) {
    const { stdout } = await execa("pnpm", ["pack", "--json", "--pack-destination", folder], {
      cwd: join(root, "packages", name),
    });
    const { filename }: { readonly filename: string } = JSON.parse(stdout);
    const tarball = join(folder, basename(filename));
    packed.push({
      name,
      tarball,
      files: await filesIn(tarball, join(folder, name)),
      manifest: await manifestIn(tarball),
    });
  }
  return packed;
}

async function manifestIn(tarball: string): Promise<Manifest> {
  const { stdout } = await execa("tar", ["-xOzf", tarball, "package/package.json"]);
  return JSON.parse(stdout);
}

async function filesIn(tarball: string, folder: string): Promise<ReadonlyMap<string, number>> {
  await mkdir(folder);
  await execa("tar", ["-xzf", tarball, "-C", folder]);
  return sizesBelow(join(folder, "package"));
}

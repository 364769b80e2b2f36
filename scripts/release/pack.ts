import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, sep } from "node:path";
import { withAddresses, type Manifest } from "./addresses.ts";
import type { Candidate } from "./problems.ts";

export interface PackedPackage extends Candidate {
  readonly tarball: string;
  /** Unpacked. */
  readonly bytes: number;
}

/** Packs the package in `folder`, which is relative to the workspace, into `into`; its manifest says where it comes from. */
export function packPackage(root: string, folder: string, into: string): PackedPackage {
  const scratch = mkdtempSync(join(tmpdir(), "shotlist-release-"));
  try {
    // pnpm writes the manifest as others see it: versions for `workspace:`, and `exports` without the sources.
    const json = execFileSync("pnpm", ["pack", "--json", "--pack-destination", scratch], {
      cwd: join(root, folder),
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    const { filename }: { readonly filename: string } = JSON.parse(json);
    const unpacked = join(scratch, "unpacked");
    mkdirSync(unpacked);
    execFileSync("tar", ["-xzf", basename(filename), "-C", "unpacked"], { cwd: scratch });
    const manifest = rewriteManifest(join(unpacked, "package", "package.json"), folder);
    const tarball = join(into, basename(filename));
    execFileSync("tar", ["-czf", "packed.tgz", "-C", "unpacked", "package"], { cwd: scratch });
    writeFileSync(tarball, readFileSync(join(scratch, "packed.tgz")));
    return { manifest, tarball, ...contentsOf(join(unpacked, "package")) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function rewriteManifest(file: string, folder: string): Manifest {
  const packed: Manifest = JSON.parse(readFileSync(file, "utf8"));
  const manifest = withAddresses(packed, { folder, environment: process.env });
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function contentsOf(folder: string): Pick<PackedPackage, "files" | "bytes"> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return {
    files: paths.map((path) => relative(folder, path).split(sep).join("/")),
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
  };
}

import type { PackedPackage } from "./pack.ts";

/** What is published, one line for each package, in the order of publishing. */
export function releaseTable(packed: readonly PackedPackage[], planned: ReadonlyMap<string, string>): string {
  const rows = packed.map(({ manifest, files, bytes }) => [
    manifest.name,
    versionOf(manifest.version, planned.get(manifest.name)),
    `${files.length} files`,
    `${Math.round(bytes / 1000)} kB unpacked`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function versionOf(current: string, planned: string | undefined): string {
  return planned === undefined || planned === current ? current : `${current} -> ${planned}`;
}

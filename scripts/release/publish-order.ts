import { basename } from "node:path";
import type { Manifest } from "./addresses.ts";

/** Manifests in the order in which they can be published: each after everything of ours that it depends on. */
export function inPublishOrder<T extends { readonly manifest: Manifest }>(candidates: readonly T[]): readonly T[] {
  const ordered: T[] = [];
  const visit = (candidate: T): void => {
    if (ordered.includes(candidate)) return;
    const needed = Object.keys(candidate.manifest.dependencies ?? {});
    for (const other of candidates) if (needed.includes(other.manifest.name)) visit(other);
    ordered.push(candidate);
  };
  for (const candidate of candidates) visit(candidate);
  return ordered;
}

/** What `scripts/publish.mjs` reads. */
export function releaseList(ordered: readonly { readonly manifest: Manifest; readonly tarball: string }[]): string {
  const list = ordered.map(({ manifest: { name, version }, tarball }) => ({
    name,
    version,
    tarball: basename(tarball),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

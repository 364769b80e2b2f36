import type { Manifest } from "./addresses.ts";

export interface Candidate {
  readonly manifest: Manifest;
  readonly files: readonly string[];
}

/** What keeps packages from being published, each with the way out. */
export function problemsOf(
  candidates: readonly Candidate[],
  { pending, tag }: { readonly pending: number; readonly tag?: string | undefined },
): readonly string[] {
  const versions = new Set(candidates.map(({ manifest }) => manifest.version));
  return [
    ...(pending > 0 ? [`${pending} changesets are pending: run \`npm run bump\`, review and commit`] : []),
    ...(versions.size > 1 ? [`the packages have several versions: ${[...versions].toSorted().join(", ")}`] : []),
    ...(versions.has("0.0.0") ? ["the version is 0.0.0: add a changeset and run `npm run bump`"] : []),
    ...[...versions].flatMap((version) =>
      tag === undefined || tag === `v${version}`
        ? []
        : [`the tag ${tag} is not of version ${version}: tag v${version}`],
    ),
    ...candidates.flatMap((candidate) => problemsIn(candidate)),
  ];
}

function problemsIn({ manifest, files }: Candidate): readonly string[] {
  const { name } = manifest;
  const missing = ["LICENSE", "README.md"].filter((file) => !files.includes(file));
  const unresolved = Object.entries(manifest.dependencies ?? {}).filter(([, range]) =>
    /^(?:workspace|file|link):/.test(range),
  );
  return [
    ...missing.map((file) => `${name} has no ${file}`),
    ...unresolved.map(([dependency, range]) => `${name} depends on ${dependency} as ${range}: pack it with pnpm`),
    ...(manifest.repository === undefined
      ? [
          `${name} names no repository, which provenance needs: release from the workflow, or add \`repository\` to its package.json`,
        ]
      : []),
  ];
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/**
 * Adds where the package comes from, where its manifest does not say so. The address is that of the repository whose workflow
 * releases it: provenance proves this address, and a registry refuses a package that names another one.
 */
export function withAddresses(
  manifest: Manifest,
  { folder, environment }: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Manifest {
  const [server, repository] = [environment["GITHUB_SERVER_URL"], environment["GITHUB_REPOSITORY"]];
  if (manifest.repository !== undefined || server === undefined || repository === undefined) return manifest;
  const address = `${server}/${repository}`;
  return {
    ...manifest,
    repository: { type: "git", url: `git+${address}.git`, directory: folder },
    homepage: `${address}/tree/main/${folder}#readme`,
    bugs: { url: `${address}/issues` },
  };
}

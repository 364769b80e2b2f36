import { getReleasePlan } from "@changesets/get-release-plan";

export interface PlannedVersions {
  /** How many changesets wait to be turned into a version. */
  readonly pending: number;
  /** The version that a package gets, by its name; those that no changeset names are absent. */
  readonly versions: ReadonlyMap<string, string>;
}

export async function plannedVersions(root: string): Promise<PlannedVersions> {
  const { changesets, releases } = await getReleasePlan(root);
  return {
    pending: changesets.length,
    versions: new Map(
      releases.flatMap(({ name, newVersion }) => (newVersion === undefined ? [] : [[name, newVersion] as const])),
    ),
  };
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Writes one CycloneDX document for each package: what is installed with it, in the versions of the lockfile. */
export function writeBillsOfMaterials(root: string, packages: readonly string[], into: string): void {
  for (const folder of packages) {
    const { name }: { readonly name: string } = JSON.parse(
      readFileSync(join(root, "packages", folder, "package.json"), "utf8"),
    );
    const file = join(into, `${name.replace("@", "").replace("/", "-")}.cdx.json`);
    const type = folder === "cli" ? "application" : "library";
    const options = `--sbom-format cyclonedx --sbom-spec-version 1.6 --sbom-type ${type} --prod --exclude-peers`;
    execFileSync("pnpm", ["--filter", name, "sbom", ...options.split(" "), "--out", file], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
  }
}

// `npm run release -- --out FOLDER [--tag TAG]` packs what is published, with its bill of materials and the order of publishing; with --dry-run it only
// says what would be published, and what is missing for it. Nothing is sent: `.github/workflows/release.yml` publishes the folder.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeBillsOfMaterials } from "./release/bill-of-materials.ts";
import { packPackage } from "./release/pack.ts";
import { plannedVersions } from "./release/planned-versions.ts";
import { problemsOf } from "./release/problems.ts";
import { inPublishOrder, releaseList } from "./release/publish-order.ts";
import { releaseTable } from "./release/release-table.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { "dry-run": { type: "boolean", default: false }, out: { type: "string" }, tag: { type: "string" } },
});
if (values["dry-run"] === (values.out !== undefined)) {
  console.error("usage: npm run release -- --dry-run | --out FOLDER [--tag vVERSION]");
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), "shotlist-release-"));
try {
  const { pending, versions } = await plannedVersions(root);
  const packages = readdirSync(join(root, "packages")).toSorted();
  const packed = inPublishOrder(packages.map((name) => packPackage(root, `packages/${name}`, scratch)));
  console.log(releaseTable(packed, versions));
  writeBillsOfMaterials(root, packages, scratch);
  writeFileSync(join(scratch, "release.json"), releaseList(packed));

  const problems = problemsOf(packed, { pending, tag: values.tag });
  if (problems.length > 0) {
    console.log(`\nNot ready to be published:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
  }
  const files = readdirSync(scratch).toSorted().join(", ");
  if (values.out === undefined) console.log(`\nA release hands over: ${files}`);
  else if (problems.length > 0) process.exitCode = 1;
  else {
    cpSync(scratch, values.out, { recursive: true });
    console.log(`\nWrote to ${values.out}: ${files}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

// Adds up the result files of the named test runs and closes with `N passed, N failed`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

let passed = 0;
let failed = 0;
for (const name of process.argv.slice(2)) {
  const file = fileURLToPath(new URL(`../node_modules/.cache/results/${name}.json`, import.meta.url));
  try {
    const results = JSON.parse(readFileSync(file, "utf8"));
    passed += results.numPassedTests;
    failed += results.numFailedTests;
    // A file that could not be collected has no its own tests to fail.
    failed += results.testResults.filter(
      (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
    ).length;
  } catch (error) {
    console.error(`${name}: no results (${error.code ?? error.message})`);
    failed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

// Asks one tool about documents: node judge.mjs TOOL FOLDER INPUT.json… Prints what it makes of each as JSON.
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const [tool = "", folder = "", ...inputs] = process.argv.slice(2);
const { judge, judgeAll = oneByOne } = await import(`./tools/${tool}.mjs`);
const print = console.log;
// Tools print what they like; the answer is the last line.
console.log = console.error;
const read = inputs.map(async (input) => ({
  name: basename(input, ".json"),
  ...JSON.parse(await readFile(input, "utf8")),
}));
const own = join(folder, tool);
await mkdir(own, { recursive: true });
const answers = await judgeAll(await Promise.all(read), own);
print(JSON.stringify(answers));
process.exit(0);

async function oneByOne(documents, home) {
  const verdicts = [];
  for (const { name, ...document } of documents) {
    await mkdir(join(home, name), { recursive: true });
    verdicts.push(await judge(document, join(home, name)));
  }
  return verdicts;
}

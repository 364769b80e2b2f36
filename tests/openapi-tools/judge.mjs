// Asks one tool about documents: node judge.mjs TOOL FOLDER INPUT.json… Prints what it makes of each as JSON.
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const [tool = "", folder = "", ...inputs] = process.argv.slice(2);
const { judge } = await import(`./tools/${tool}.mjs`);
const print = console.log;
// Tools print what they like; the answer is the last line.
console.log = console.error;
const answers = [];
for (const input of inputs) {
  const own = join(folder, tool, basename(input, ".json"));
  await mkdir(own, { recursive: true });
  answers.push(await judge(JSON.parse(await readFile(input, "utf8")), own));
}
print(JSON.stringify(answers));
process.exit(0);

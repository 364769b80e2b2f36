// Takes the compiled validators over into dist: they are JavaScript already, and printing them again would only double
// their length.
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../src/generated", import.meta.url));
const target = fileURLToPath(new URL("../dist/generated", import.meta.url));

for (const entry of await readdir(source, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const files = await readdir(join(source, entry.name));
  await mkdir(join(target, entry.name), { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".js") || name.endsWith(".d.ts"))) {
    await copyFile(join(source, entry.name, file), join(target, entry.name, file));
  }
}

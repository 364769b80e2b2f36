// Bundles the command line into `dist`: one file for what every command needs, and chunks that are loaded when they are called for.
import { rmSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]);

/** `@scope/name` or `name` of a specifier. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Our own packages go into the bundle; those of others stay what the user installed, with their licences. */
function isExternal(specifier: string): boolean {
  return !/^[./]|^@shotlist\//u.test(specifier);
}

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, "src/bin.ts"),
  external: isExternal,
  platform: "node",
  transform: { target: "esnext" },
  treeshake: { moduleSideEffects: false },
});
const { output } = await bundle.write({
  dir: dist,
  format: "es",
  minify: false,
  sourcemap: false,
  entryFileNames: "[name].js",
  // Two folders below the package, as the sources are: what is looked for relative to a file is in the same place.
  chunkFileNames: "chunks/[name]-[hash].js",
  // What every start needs is one file.
  codeSplitting: {
    groups: [
      { name: "start", test: /src\/(run|commands\/index|arguments\/help)\.ts$/u, includeDependenciesRecursively: true },
    ],
  },
});
await bundle.close();
const imported = output.flatMap((file) => (file.type === "chunk" ? [...file.imports, ...file.dynamicImports] : []));
const undeclared = imported.filter(
  (name) => !isBuiltin(name) && !name.startsWith("chunks/") && name !== "bin.js" && !declared.has(packageOf(name)),
);
if (undeclared.length > 0) throw new Error(`package.json does not declare ${undeclared.join(", ")}`);

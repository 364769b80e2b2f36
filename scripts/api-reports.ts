// Writes what each entry of each package exports, as `packages/NAME/api/ENTRY.api.md`; with --check, names the reports that are stale
// and exits 1. Reads the emitted declarations: build first.
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from "@microsoft/api-extractor";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");

interface Entry {
  readonly folder: string;
  readonly report: string;
  readonly declarations: string;
}

interface Manifest {
  readonly exports: { readonly [path: string]: string | { readonly types?: string } };
}

/** The entries of a package that have declarations, those of a pattern one by one. */
function entriesOf(name: string): readonly Entry[] {
  const folder = join(root, "packages", name);
  const { exports }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries(exports).flatMap(([path, target]) => {
    if (typeof target === "string" || target.types === undefined) return [];
    return declarationsOf(folder, target.types).map((declarations) => ({
      folder,
      declarations,
      report:
        path === "."
          ? "index"
          : path
              .slice(2)
              .replace("*", basename(join(declarations, "..")))
              .replace("/", "-"),
    }));
  });
}

function declarationsOf(folder: string, pattern: string): readonly string[] {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return [join(folder, pattern)];
  return readdirSync(join(folder, before))
    .map((name) => join(folder, before, name + after))
    .filter((file) => existsSync(file));
}

function configOf({ folder, report, declarations }: Entry): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: join(folder, "api-extractor.json"),
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: declarations,
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2024",
            lib: ["es2025", "esnext"],
            module: "nodenext",
            types: ["node"],
            skipLibCheck: true,
            strict: true,
          },
          include: [join(folder, "dist")],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: join(folder, "api"),
        reportTempFolder: join(root, "node_modules", ".cache", "api", basename(folder)),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  });
}

/** Only what keeps a report from being written is an error: the wording of docstrings is not its business. */
function quiet(message: ExtractorMessage): void {
  message.handled = message.logLevel !== ExtractorLogLevel.Error;
}

const packages = readdirSync(join(root, "packages"))
  .map(entriesOf)
  .filter((entries) => entries.length > 0);
const stale = packages.flatMap((entries) => {
  const configs = entries.map(configOf);
  const [first] = configs;
  if (first === undefined) return [];
  mkdirSync(first.reportFolder, { recursive: true });
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath),
  });
  return configs.flatMap((config) => {
    const { apiReportChanged } = Extractor.invoke(config, {
      compilerState,
      localBuild: !check,
      messageCallback: quiet,
    });
    return apiReportChanged ? [config.reportFilePath] : [];
  });
});
for (const file of stale) console.log(`${check ? "stale" : "brought up to date"}: ${file.slice(root.length)}`);
if (check && stale.length > 0) {
  console.error("Run: npm run api");
  process.exitCode = 1;
}

import { validateConfig, type OwnerConfig } from "@shotlist/schema";
import { checkShape } from "../read/check-shape.ts";
import { isVendorKeyName } from "../secrets/vendor-key-name.ts";
import { createCollector, type Report } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { childOf, isNull, type LocatedMap, mapToJson } from "../text/located.ts";
import { parseYaml } from "../read/parse-yaml.ts";
import { isReadable } from "../read/read-root.ts";
import { createSource } from "../text/source.ts";

interface ConfigText {
  /** The path as it was given; diagnostics show it. */
  readonly file: string;
  readonly text: string;
}

/** The content of a configuration. */
export interface ReadConfig {
  /** Absent when there is an error. */
  readonly config?: OwnerConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `shotlist.config.yaml`. An empty file allows nothing. */
export function readConfig({ file, text }: ConfigText): ReadConfig {
  const { report, list, hasErrors } = createCollector({ strict: false });
  const config = readRoot({ file, text }, report);
  return { diagnostics: list(), ...(hasErrors() || config === undefined ? {} : { config }) };
}

function readRoot({ file, text }: ConfigText, report: Report): OwnerConfig | undefined {
  const source = createSource(file, "", text);
  if (!isReadable(source, report)) return undefined;
  const root = parseYaml(source, report);
  if (root === undefined || isNull(root)) return {};
  if (root.kind !== "map") {
    const message = "The configuration must be a map of keys, such as `keys:`";
    report({ code: "wrong-type", at: root, message, help: "See docs/config.md." });
    return undefined;
  }
  checkShape(root, validateConfig, report, "docs/config.md");
  checkKeys(root, report);
  const config: unknown = mapToJson(root);
  return isConfig(config) ? config : undefined;
}

/** A secret of another kind goes to no vendor, whoever allows it. */
function checkKeys(root: LocatedMap, report: Report): void {
  const keys = childOf(root, "keys");
  if (keys?.kind !== "map") return;
  for (const [name, { key }] of keys.entries) {
    if (isVendorKeyName(name)) continue;
    report({
      code: "key-name",
      at: key,
      message: `\`${name}\` is not allowed as the name of a vendor's key`,
      help: "Keep the key in a variable that ends in _API_KEY, _KEY or _TOKEN and is not one of a CI service, a cloud or a registry.",
    });
  }
}

function isConfig(value: unknown): value is OwnerConfig {
  return validateConfig(value).ok;
}

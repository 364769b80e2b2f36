import { present } from "@shotlist/schema";
import { stringify } from "yaml";
import type { Compiled } from "../compile-storyboard.ts";
import { formatDiagnostic } from "../diagnostics/code-frame.ts";

/** What compiling gave, as a person reads it: the diagnostics as printed, then each take with what it asks for. */
export function showCompiled({ plan, diagnostics }: Compiled, texts: ReadonlyMap<string, string>): string {
  const shown = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, texts.get(diagnostic.file)));
  if (plan === undefined) return shown.join("\n");
  const takes = plan.takes.map(({ id, slug, realm, provider, dependsOn, request, estimate, output, fields }) => ({
    id,
    slug,
    provider: `${provider} in ${realm}`,
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    output,
    estimate: estimate.kind === "unknown" ? "unknown" : estimate,
    request: request.body,
    from: Object.fromEntries(
      Object.entries(fields).map(([name, place]) => [
        name,
        `${place.path}, ${place.file}:${place.line}:${place.column}`,
      ]),
    ),
  }));
  const { storyboard, outputDir, budget } = plan;
  const head = { storyboard, outputDir, ...present({ budget }) };
  return [...shown, stringify({ ...head, takes }, { lineWidth: 0, aliasDuplicateObjects: false })].join("\n");
}

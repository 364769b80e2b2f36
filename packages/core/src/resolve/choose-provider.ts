import { didYouMean } from "../diagnostics/suggest.ts";
import type { CompiledProvider } from "../model/provider.ts";
import type { ReadContext } from "./context.ts";
import type { ResolvedShotEntry, ResolvedStoryboard } from "./storyboard.ts";
import type { WrittenShot } from "./written-shot.ts";

/** The provider of a shot: its own, else the storyboard's; `undefined` for none, which has then been reported. */
export function chooseProvider(
  written: Pick<WrittenShot, "provider">,
  { shot, context }: { readonly shot: ResolvedShotEntry; readonly context: ReadContext },
  { providers, provider: ofAll, writtenProviders }: ResolvedStoryboard,
): CompiledProvider | undefined {
  const name = written.provider ?? (ofAll === undefined ? undefined : String(ofAll.value));
  const at = shot.fields.get("provider")?.node ?? ofAll ?? shot.node.entries.get("id")?.value ?? shot.node;
  if (name === undefined) {
    const help = `Write \`provider:\` at the top: ${[...providers.keys()].join(", ")}.`;
    context.report({ code: "provider-missing", at, message: `The shot "${shot.id}" has no provider`, help });
    return undefined;
  }
  const provider = providers.get(name);
  if (provider === undefined && !writtenProviders.has(name)) {
    const help = didYouMean(name, providers.keys(), "providers");
    context.report({ code: "provider-unknown", at, message: `There is no provider "${name}"`, help });
  }
  return provider;
}

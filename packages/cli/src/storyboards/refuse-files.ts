import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { diagnosticToJson } from "../output/diagnostics.ts";
import type { CompiledFiles } from "./compile-files.ts";

/** Refuses files that cannot be read, and storyboards that share a name: what is wrong with no place in a text. */
export function refuseFiles({ plans, diagnostics, unreadable }: Omit<CompiledFiles, "textOf">): void {
  const [first] = unreadable;
  const shared = sharedName(plans);
  if (first === undefined && shared === undefined) return;
  const message = first === undefined ? shared?.message : unreadable.map((error) => error.message).join("; ");
  const hint = first === undefined ? shared?.hint : first.hint;
  throw new CommandError(message ?? "", {
    code: first?.code ?? "usage",
    exitCode: ExitCode.wrong,
    ...present({ hint }),
    details: { diagnostics: diagnostics.map(diagnosticToJson) },
    cause: first,
  });
}

interface SharedName {
  readonly message: string;
  readonly hint?: string;
}

/** A storyboard's name is its identity in the ledger. */
function sharedName(plans: CompiledFiles["plans"]): SharedName | undefined {
  const fileOf = new Map<string, string>();
  for (const { storyboard, file } of plans) {
    const other = fileOf.get(storyboard);
    if (other === file) return { message: `${file} is given twice` };
    if (other !== undefined) {
      return {
        message: `${other} and ${file} have the same name: ${storyboard}`,
        hint: "Give one of them another `name:`",
      };
    }
    fileOf.set(storyboard, file);
  }
  return undefined;
}

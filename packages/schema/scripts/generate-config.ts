import { compile } from "json-schema-to-typescript";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import { compileValidators } from "./compile-validators.ts";

/** Writes validator and type of the owner's configuration: file name → text. */
export async function generateConfig(written: MessageSchema): Promise<ReadonlyMap<string, string>> {
  const { code, declarations } = compileValidators({ config: written }, { keepPhrases: true });
  const type = await compile({ ...written, title: "OwnerConfig" } as object, "OwnerConfig", {
    bannerComment: "",
    style: { printWidth: 120 },
  });
  return new Map([
    ["validators.js", code],
    ["validators.d.ts", declarations],
    [
      "types.ts",
      type
        .replaceAll(/ *\/\*\*\n *\* This interface was referenced [^/]*\*\/\n/g, "")
        .trim()
        .concat("\n"),
    ],
  ]);
}

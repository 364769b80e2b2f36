import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  editionsOf,
  factsOf,
  formatIds,
  inEdition,
  validateMessage,
  type FormatId,
  type JsonValue,
} from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { execa } from "execa";
import { expect, test } from "vitest";
import { root } from "../src/sources.ts";

// The tools are installed next to the workspace, from tests/openapi-tools.

const home = join(root, "tests/openapi-tools");

const tools = [
  ["prism", "@stoplight/prism-cli", "Prism", "answers as a mock of the document"],
  [
    "express-openapi-validator",
    "express-openapi-validator",
    "express-openapi-validator",
    "checks requests before an application",
  ],
  ["openapi-backend", "openapi-backend", "openapi-backend", "checks requests before an application"],
  ["scalar-mock-server", "@scalar/mock-server", "Scalar mock server", "answers as a mock of the document"],
  [
    "openapi-typescript",
    "openapi-typescript",
    "openapi-typescript",
    "writes types, with `--default-non-nullable=false`",
  ],
  ["hey-api", "@hey-api/openapi-ts", "hey-api with zod", "writes a client and zod schemas"],
  ["orval", "orval", "orval with zod", "writes zod schemas"],
  ["specmatic", "specmatic", "Specmatic", "answers as a mock of the document, with `EXTENSIBLE_SCHEMA=true`"],
] as const;

const linters = [
  ["redocly", "@redocly/cli", "Redocly CLI", "lints the document"],
  ["spectral", "@stoplight/spectral-cli", "Spectral", "lints the document"],
] as const;

type Kind = "accepted" | "advised" | "refused";

interface Body {
  readonly name: string;
  readonly kind: Kind;
  readonly rule: string | undefined;
  readonly body: JsonValue;
}

/** Every body of a submit that the newest edition of a format shows, by what the format says of it. */
function bodiesOf(format: FormatId): readonly Body[] {
  const ref = inEdition(format, editionsOf(format).at(-1)?.id);
  return fixturesOf(ref)
    .filter(({ message }) => message === "submit.request")
    .map(({ body, breaks }, index) => {
      const kind = validateMessage(ref, "submit.request", body).ok
        ? breaks === undefined
          ? "accepted"
          : "advised"
        : "refused";
      return { name: `${index}`, kind, rule: breaks, body };
    });
}

const bodies = new Map(formatIds.map((format) => [format, bodiesOf(format)]));

interface Verdict {
  readonly taken: readonly string[];
  readonly refused: readonly string[];
  /** Examples that a tool knows and does not answer with the example of the same name; only of one that pairs them. */
  readonly unpaired?: readonly string[];
}

async function ask<Answer>(tool: string): Promise<ReadonlyMap<FormatId, Answer>> {
  await mkdir(join(home, "dist"), { recursive: true });
  const folder = await mkdtemp(join(home, "dist/run-"));
  const inputs: string[] = [];
  for (const format of formatIds) {
    const file = join(folder, `${format}.json`);
    const document = join(root, `packages/schema/openapi/${format}.json`);
    const path = factsOf(format).operations.submit?.path;
    await writeFile(file, JSON.stringify({ document, path, bodies: bodies.get(format) }));
    inputs.push(file);
  }
  const { stdout } = await execa(process.execPath, ["judge.mjs", tool, folder, ...inputs], { cwd: home });
  await rm(folder, { recursive: true });
  const answers: readonly Answer[] = JSON.parse(stdout.split("\n").at(-1) ?? "");
  return new Map(answers.map((answer, index) => [formatIds[index] ?? "wisgate", answer]));
}

const rowOf = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

test("each tool takes every body that its format accepts; the page says what each enforces and loses", async () => {
  const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(home, "package.json"), "utf8"),
  );
  const counts = tools.map((): string[] => []);
  const losses: string[] = [];
  const wrong: string[] = [];
  for (const [index, [id, , title]] of tools.entries()) {
    const verdicts = await ask<Verdict>(id);
    losses.push(`\n### ${title}\n`);
    for (const format of formatIds) {
      const known = bodies.get(format) ?? [];
      const refused = new Set(verdicts.get(format)?.refused);
      for (const name of verdicts.get(format)?.unpaired ?? []) wrong.push(`${title}, ${format}: example ${name}`);
      expect(refused.size + (verdicts.get(format)?.taken.length ?? 0)).toBe(known.length);
      for (const { name, kind, rule, body } of known)
        if (kind !== "refused" && refused.has(name))
          wrong.push(`${title}, ${format}: ${kind} ${rule ?? JSON.stringify(body)}`);
      const broken = known.filter(({ kind }) => kind === "refused");
      const lost = broken.filter(({ name }) => !refused.has(name));
      counts[index]?.push(`${broken.length - lost.length} of ${broken.length}`);
      const rules = [...new Set(lost.map(({ rule }) => `\`${rule}\``))];
      if (rules.length > 0) losses.push(`- ${format}: ${rules.join(", ")}`);
    }
  }
  expect(wrong).toEqual([]);
  const remarks = new Map<string, readonly string[]>();
  for (const [id] of linters) {
    const found = await ask<{ readonly remarks: readonly string[] }>(id);
    remarks.set(
      id,
      formatIds.map((format) => tally(found.get(format)?.remarks ?? [])),
    );
    expect([...found.values()].flatMap((one) => one.remarks).filter((remark) => remark.startsWith("error"))).toEqual(
      [],
    );
  }
  const page = [
    "# OpenAPI documents in other people's tools\n",
    "Every body of a submit that the fixtures show, of the newest edition of each format, is put before each tool. **Each tool takes every body that the",
    "format accepts, and every one that is only advised against.** Of the bodies that the format refuses, each tool refuses as many as the table says; what a",
    "tool does not understand is lost, never turned round.\n",
    "Written by `npm run test:external` (`tests/external/openapi-tools.test.ts`), from the versions that `tests/openapi-tools/package-lock.json` pins.\n",
    rowOf(["tool", "version", "what it does", ...formatIds]),
    rowOf(["---", "---", "---", ...formatIds.map(() => "--:")]),
    ...tools.map(([, name, title, does], index) =>
      rowOf([title, dependencies[name] ?? "", does, ...(counts[index] ?? [])]),
    ),
    "",
    "Linters, which check no bodies; none has an error to report:\n",
    rowOf(["tool", "version", ...formatIds]),
    rowOf(["---", "---", ...formatIds.map(() => "---")]),
    ...linters.map(([id, name, title]) => rowOf([title, dependencies[name] ?? "", ...(remarks.get(id) ?? [])])),
    "",
    "Redocly closes every schema before it tries an example, conditions too, so that it warns of examples that are right; ours allows additional properties there.\n",
    "Specmatic runs in Java and pairs examples: it answers each example of a submit with the example answer of the same name. Without the setting it refuses",
    "every property that a schema does not name, which JSON Schema allows.\n",
    "## What is lost\n",
    "Rules of which a tool takes a body that breaks them.",
    ...losses,
    "",
  ].join("\n");
  await expect(page).toMatchFileSnapshot(join(root, "docs/openapi-tools.md"));
});

function tally(remarks: readonly string[]): string {
  const counted = new Map<string, number>();
  for (const remark of remarks) counted.set(remark, (counted.get(remark) ?? 0) + 1);
  return [...counted].map(([remark, count]) => `${count} × ${remark}`).join("<br>") || "nothing";
}

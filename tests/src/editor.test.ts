import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { compileStoryboard, noFiles } from "@shotlist/core";
import { builtInProviders, factsAt } from "@shotlist/schema";
import { root } from "./sources.ts";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Completion {
  readonly label: string;
  readonly documentation?: string;
}

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: Position };
}

const server = fileURLToPath(import.meta.resolve("yaml-language-server/package.json"));

const codesOf = (text: string): readonly string[] =>
  compileStoryboard({ file: "aurora.yaml", text }, { files: noFiles }).diagnostics.map(({ code }) => code);

describe("in an editor with the YAML language server, a storyboard", () => {
  let child: ChildProcess;
  let connection: MessageConnection;
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

  beforeAll(async () => {
    child = spawn(process.execPath, [join(dirname(server), "bin/yaml-language-server"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (child.stdout === null || child.stdin === null) throw new Error("The server was started with pipes.");
    connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ uri, diagnostics }: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) => {
        waiting.get(uri)?.(diagnostics);
      },
    );
    const settings = { yaml: { schemaStore: { enable: false }, validate: true, completion: true, hover: true } };
    connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly { section: string }[] }) =>
      items.map(({ section }) => (section === "yaml" ? settings.yaml : null)),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    const rootUri = pathToFileURL(root).href;
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri,
      capabilities: { workspace: { configuration: true } },
      workspaceFolders: [{ uri: rootUri, name: "workspace" }],
    });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("workspace/didChangeConfiguration", { settings });
  });

  afterAll(async () => {
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    connection.dispose();
  });

  let count = 0;

  /** Opens a storyboard that names its schema in its first line, as the README does; `|` marks the cursor. */
  async function open(marked: string): Promise<{ readonly uri: string; readonly position: Position }> {
    const head = "# yaml-language-server: $schema=./node_modules/@shotlist/schema/storyboard.schema.json\n";
    const before = head + (marked.split("|")[0] ?? "");
    const text = head + marked.replace("|", "");
    count += 1;
    const uri = pathToFileURL(join(root, "tests", `storyboard-${count}.yaml`)).href;
    await openText(uri, text);
    const lines = before.split("\n");
    return { uri, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
  }

  async function openText(uri: string, text: string): Promise<void> {
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  async function completionsAt(marked: string): Promise<readonly Completion[]> {
    const { uri, position } = await open(marked);
    const { items } = await connection.sendRequest<{ readonly items: readonly Completion[] }>(
      "textDocument/completion",
      { textDocument: { uri }, position },
    );
    return items;
  }

  async function hoverAt(marked: string): Promise<string> {
    const { uri, position } = await open(marked);
    const hover = await connection.sendRequest<{ readonly contents: { readonly value: string } } | null>(
      "textDocument/hover",
      { textDocument: { uri }, position },
    );
    return hover?.contents.value ?? "";
  }

  async function diagnosticsOf(text: string): Promise<readonly (readonly [line: number, message: string])[]> {
    const published = new Promise<readonly Diagnostic[]>((resolve) => {
      waiting.set(pathToFileURL(join(root, "tests", `storyboard-${count + 1}.yaml`)).href, resolve);
    });
    await open(text);
    return (await published).map(({ message, range }) => [range.start.line, message]);
  }

  test("offers the fields of a shot after `shots: - `, each with what it means", async () => {
    const items = await completionsAt("shotlist: 1\nname: aurora\nshots:\n  - |\n");
    const labels = items.map(({ label }) => label);
    expect(labels).toEqual(
      expect.arrayContaining(["id", "prompt", "duration", "ratio", "firstFrame", "references", "takes", "extra"]),
    );
    expect(items.find(({ label }) => label === "firstFrame")?.documentation).toContain("First image of the clip");
  });

  test("offers the keys of the storyboard, and the ratios of a shot", async () => {
    const keys = (await completionsAt("shotlist: 1\nname: aurora\n|\n")).map(({ label }) => label);
    expect(keys).toEqual(expect.arrayContaining(["provider", "defaults", "matrix", "shots", "budget", "output"]));
    const ratios = await completionsAt("shotlist: 1\nname: aurora\nshots:\n  - id: one\n    ratio: |\n");
    expect(ratios.map(({ label }) => label)).toEqual(expect.arrayContaining(["16:9", "9:16"]));
  });

  const labelsAt = async (marked: string): Promise<readonly string[]> =>
    (await completionsAt(marked)).map(({ label }) => label);
  const head = "shotlist: 1\nname: aurora\n";
  const places = {
    "of the storyboard": (provider: string, model: string) =>
      `${head}provider: ${provider}\nshots:\n  - id: one\n    prompt: one\n    model: ${model}\n`,
    "of the defaults": (provider: string, model: string) =>
      `${head}provider: nobody\ndefaults:\n  provider: ${provider}\n  prompt: one\nshots:\n  - id: one\n    model: ${model}\n`,
    "of the shot": (provider: string, model: string) =>
      `${head}provider: nobody\nshots:\n  - id: one\n    prompt: one\n    provider: ${provider}\n    model: ${model}\n`,
    "that the defaults share": (provider: string, model: string) =>
      `${head}provider: ${provider}\nshots:\n  - id: one\n    prompt: one\ndefaults:\n  model: ${model}\n`,
    "of an axis": (provider: string, model: string) =>
      `${head}provider: ${provider}\nshots:\n  - id: one\n    prompt: one\nmatrix:\n  model:\n    - ${model}\n`,
  } as const;

  test("offers every provider that `check` accepts", async () => {
    const labels = await labelsAt(`${head}provider: |\n`);
    expect(labels.toSorted()).toEqual(builtInProviders.map(({ name }) => name).toSorted());
    const refused = labels.filter((name) =>
      codesOf(places["of the storyboard"](name, "x")).includes("provider-unknown"),
    );
    expect(refused).toEqual([]);
    expect(codesOf(places["of the storyboard"]("nobody", "x"))).toContain("provider-unknown");
  });

  describe.each(builtInProviders)("with the provider $name", ({ name, format }) => {
    test.each(Object.entries(places))(
      "offers the models %s, which `check` accepts, and no others",
      async (_, place) => {
        const labels = await labelsAt(place(name, "|"));
        expect(labels.toSorted()).toEqual(
          factsAt(name, format)
            .models.map(({ id }) => id)
            .toSorted(),
        );
        const doubted = labels.filter((model) =>
          codesOf(place(name, model)).some((code) => code.startsWith("model-un")),
        );
        expect(doubted).toEqual([]);
      },
    );
  });

  test("offers the axes of a matrix and their values, each of which `check` accepts", async () => {
    const axes = (await labelsAt(`${head}matrix:\n  |\n`)).filter(
      (name) => !["include", "exclude", "rows"].includes(name),
    );
    expect(axes).toEqual(expect.arrayContaining(["lang", "ratio", "resolution", "duration", "provider", "model"]));
    for (const axis of axes.filter((name) => name !== "model")) {
      const shot = `provider: ark\nshots:\n  - { id: one, prompt: one, model: doubao-seedance-2-0-260128 }\n`;
      const values = await labelsAt(`${head}${shot}matrix:\n  ${axis}:\n    - |\n`);
      expect({ axis, values }).not.toEqual({ axis, values: [] });
      for (const value of values) {
        const written = /:/u.test(value) && !value.startsWith('"') ? JSON.stringify(value) : value;
        const wrong = codesOf(`${head}${shot}matrix:\n  ${axis}:\n    - ${written}\n`);
        expect({
          axis,
          value,
          wrong: wrong.filter((code) => /^(?:schema|wrong-type|matrix|unknown)/u.test(code)),
        }).toEqual({ axis, value, wrong: [] });
      }
    }
  });

  test("offers no key for a secret, and underlines one that is written", async () => {
    const keys = await labelsAt(`${head}providers:\n  mine:\n    |\n`);
    expect(keys).toEqual(expect.arrayContaining(["format", "baseUrl", "apiKeyEnv"]));
    expect(keys.filter((key) => /^(?:apiKey|key|token|secret|password)$/iu.test(key))).toEqual([]);
    const written = `${head}providers:\n  mine:\n    apiKey: abc\nshots: []\n`;
    expect((await diagnosticsOf(written)).map(([line]) => line)).toEqual([5]);
    expect(codesOf(written)).not.toEqual([]);
  });

  test("explains `firstFrame` on hover, with examples", async () => {
    const hover = await hoverAt("shotlist: 1\nname: aurora\nshots:\n  - id: one\n    first|Frame: ./a.jpg\n");
    expect(hover).toContain("First image of the clip");
    expect(hover).toContain("./assets/watch.jpg");
  });

  test.each([
    ["where the schema is installed above it", join(root, "tests"), "deep/in/a folder"],
    ["where nothing is installed", tmpdir(), "."],
  ])("that `init` wrote finds its schema %s", async (_, parent, below) => {
    const folder = mkdtempSync(join(parent, "init-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const bin = join(root, "packages/cli/src/bin.ts");
    execFileSync(process.execPath, ["-C", "@shotlist/source", bin, "init", below], { cwd: folder });
    const file = join(folder, below, "storyboard.yaml");
    const written = readFileSync(file, "utf8");
    const uri = pathToFileURL(file).href;
    const published = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
    await openText(uri, written.replace("    prompt: Time-lapse", "    promt: Time-lapse"));
    const line = written.split("\n").findIndex((text) => text.includes("Time-lapse"));
    expect((await published).map(({ range }) => range.start.line)).toContain(line);
  });

  test("underlines a wrong ratio and a misspelt key in their places, and nothing in a sound storyboard", async () => {
    const wrong = 'shotlist: 1\nname: aurora\nshots:\n  - id: one\n    ratio: "16x9"\n  - id: two\n    promt: x\n';
    const diagnostics = await diagnosticsOf(wrong);
    expect(diagnostics.map(([line]) => line)).toEqual([5, 7]);
    expect(diagnostics[0]?.[1]).toContain('ratio must be width to height in quotes, such as "16:9"');
    expect(diagnostics[1]?.[1]).toContain("promt");
    const sound = 'shotlist: 1\nname: aurora\nshots:\n  - id: one\n    prompt: one\n    ratio: "16:9"\n';
    expect(await diagnosticsOf(sound)).toEqual([]);
  });
});

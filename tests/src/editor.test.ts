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

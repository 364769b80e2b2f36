import type { Money } from "@shotlist/core";
import type { McpServer, Transport } from "@modelcontextprotocol/server";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { RunCommand, World } from "../world/world.ts";
import { createCommands } from "./call-command.ts";
import { createPaidRender } from "./paid-render.ts";
import { toToolCall, type Tool } from "./tool.ts";
import { createTools } from "./tools.ts";

export interface ServeOptions {
  readonly run: RunCommand;
  readonly world: World;
  readonly version: string;
  readonly budget: Money | undefined;
  /** Words for every command, such as `--state`; then those for commands that send keys. */
  readonly common: readonly string[];
  readonly forKeys: readonly string[];
  /** Standard input and output by default. */
  readonly transport?: Transport;
  readonly signal: AbortSignal;
}

/** Serves the tools until the client goes or the signal fires. */
export async function serveMcp(options: ServeOptions): Promise<void> {
  const [sdk, stdio] = await loadSdk();
  const { run, world, budget, common, forKeys, version, signal } = options;
  const commands = createCommands(run, world);
  await using paid = createPaidRender({ commands, asking: sdk, budget, common, forKeys });
  const tools = createTools({ commands, paid, common, cwd: world.cwd });
  const closed = Promise.withResolvers<void>();
  const transport = options.transport ?? new stdio.StdioServerTransport();
  const close = transport.close.bind(transport);
  transport.close = async () => {
    await close();
    closed.resolve();
  };
  const handle = stdio.serveStdio(() => register(sdk, tools, version), {
    transport,
    onerror: (error) => world.stderr.write(`${error.message}\n`),
  });
  signal.addEventListener("abort", () => closed.resolve(), { once: true });
  if (signal.aborted) closed.resolve();
  await closed.promise;
  await handle.close();
}

type Sdk = typeof import("@modelcontextprotocol/server");
type Stdio = typeof import("@modelcontextprotocol/server/stdio");

/** The SDK is large and few people need it: whoever does installs it. */
async function loadSdk(): Promise<readonly [Sdk, Stdio]> {
  try {
    return await Promise.all([import("@modelcontextprotocol/server"), import("@modelcontextprotocol/server/stdio")]);
  } catch (cause) {
    throw new CommandError("shotlist mcp needs the package @modelcontextprotocol/server", {
      code: "mcp_missing",
      exitCode: ExitCode.wrong,
      hint: "Install it: npm install @modelcontextprotocol/server",
      cause,
    });
  }
}

const instructions =
  "Check and plan storyboards before you render them, and try them with render_mock, which costs nothing. render costs money: a person is asked each time.";

function register(sdk: Sdk, tools: readonly Tool[], version: string): McpServer {
  const server = new sdk.McpServer({ name: "shotlist", version }, { instructions });
  for (const tool of tools) {
    const config = {
      title: tool.title,
      description: tool.description,
      inputSchema: sdk.fromJsonSchema<{ readonly files?: readonly string[]; readonly only?: string }>(inputOf(tool)),
      annotations: { readOnlyHint: tool.readOnly, destructiveHint: false, openWorldHint: tool.name === "render" },
    };
    server.registerTool(tool.name, config, async (input, context) => tool.run(toToolCall(input, context)));
  }
  return server;
}

function inputOf({ takesOnly, filesOptional }: Tool): Parameters<Sdk["fromJsonSchema"]>[0] {
  const files = {
    type: "array",
    items: { type: "string", minLength: 1 },
    description: "Paths of storyboards, below the folder in which the server was started",
    ...(filesOptional ? { maxItems: 1 } : { minItems: 1 }),
  };
  const only = { type: "string", minLength: 1, description: "Only these takes and what they need; * matches anything" };
  return {
    type: "object",
    properties: { files, ...(takesOnly ? { only } : {}) },
    required: filesOptional ? [] : ["files"],
    additionalProperties: false,
  };
}

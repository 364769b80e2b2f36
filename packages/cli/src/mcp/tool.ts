import type { CallToolResult, InputRequiredResult, InputResponses, ServerContext } from "@modelcontextprotocol/server";
import type { Called } from "./call-command.ts";

/** What a tool is given besides its arguments. */
export interface ToolCall {
  readonly files: readonly string[];
  readonly only: string | undefined;
  readonly signal: AbortSignal;
  /** What the client's person answered, on the second round. */
  readonly responses: InputResponses | Record<string, unknown> | undefined;
  readonly requestState: string | undefined;
}

/** A tool of the server: which arguments it takes, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly takesOnly: boolean;
  /** Whether it may be called without files. */
  readonly filesOptional: boolean;
  readonly readOnly: boolean;
  readonly run: (call: ToolCall) => Promise<CallToolResult | InputRequiredResult>;
}

/** The output of a command as a tool's result. A command that failed says so: the assistant reads why. */
export function toResult({ exitCode, stdout, stderr }: Called, okCodes: readonly number[] = [0]): CallToolResult {
  const text = [stdout.trimEnd(), stderr.trimEnd(), `exit code ${exitCode}`].filter((part) => part !== "").join("\n\n");
  return { content: [{ type: "text", text }], isError: !okCodes.includes(exitCode) };
}

/** A refusal in words. */
export function refusal(text: string): CallToolResult {
  return { content: [{ type: "text", text }], isError: true };
}

/** What of a request's context a tool may see. */
export function toToolCall(
  { files = [], only }: { readonly files?: readonly string[]; readonly only?: string },
  { mcpReq }: ServerContext,
): ToolCall {
  return {
    files,
    only,
    signal: mcpReq.signal,
    responses: mcpReq.inputResponses,
    requestState: mcpReq.requestState(),
  };
}

import { DeliveryError, type Transport } from "@shotlist/batch-runner";
import { codecFor } from "@shotlist/core";
import { ExitCode } from "../world/exit-code.ts";
import { wayOut } from "../output/ways-out.ts";
import type { ProviderEndpoint } from "./endpoint-of.ts";

const timeoutMs = 10_000;
const maxBytes = 4_000_000;

/** How a vendor answered a read. */
export type VendorAnswer =
  | {
      readonly outcome: "answered";
      readonly status: number;
      readonly body: unknown;
      /** Of the answer's `Date` header, in Unix milliseconds. */
      readonly dateMs: number | undefined;
    }
  | {
      readonly outcome: "refused";
      readonly status: number;
      readonly message: string;
      readonly dateMs: number | undefined;
    }
  | { readonly outcome: "unreachable"; readonly message: string; readonly hint: string | undefined };

interface ReadOptions {
  readonly key: string | undefined;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** Reads a path of a provider. A read never bills. */
export async function readFromVendor(
  { baseUrl, format }: ProviderEndpoint,
  path: string,
  { key, transport, signal }: ReadOptions,
): Promise<VendorAnswer> {
  try {
    const { status, headers, body } = await transport.request(
      {
        method: "GET",
        url: `${baseUrl}${path}`,
        headers: {
          accept: "application/json",
          "user-agent": "shotlist",
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        timeoutMs,
        maxBytes,
      },
      { signal },
    );
    const parsed = parseJson(body);
    const dateMs = dateOf(headers["date"]);
    if (status !== 401 && status !== 403) return { outcome: "answered", status, body: parsed, dateMs };
    return { outcome: "refused", status, message: codecFor(format).decodeError(status, parsed).message, dateMs };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { outcome: "unreachable", message: error.message, hint: wayOut(error) };
  }
}

/** The exit code for how a vendor answered. */
export function exitCodeOfAnswer(answer: VendorAnswer): ExitCode {
  if (answer.outcome === "refused") return ExitCode.wrong;
  return answer.outcome === "unreachable" || answer.status >= 500 ? ExitCode.failed : ExitCode.ok;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined; // a gateway's page: the status says enough
  }
}

function dateOf(header: string | undefined): number | undefined {
  const dateMs = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : dateMs;
}

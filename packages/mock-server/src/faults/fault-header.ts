import { isJsonObject, tooDeepAt } from "@shotlist/schema";
import type { ScenarioRule } from "./scenario.ts";
import { ruleOf } from "./check-scenario.ts";

/** A client may ask for a fault with this header, for one request. */
export const faultHeader = "x-mock-fault";

/** What a header asks for, or what is wrong with it. */
export type AskedFault = { readonly rule: ScenarioRule } | { readonly mistake: string };

/**
 * Reads `NAME`, `NAME; retryAfter=5; status=503`, or a rule as JSON with `fault` and `with`, which can hold a whole
 * canned answer.
 */
export function readFaultHeader(text: string): AskedFault {
  const written = text.trim().startsWith("{") ? readJson(text) : readParameters(text);
  if (written === undefined) return { mistake: `${faultHeader} is not valid JSON` };
  const rest = Object.keys(written).filter((key) => key !== "fault" && key !== "with");
  if (rest.length > 0) {
    return {
      mistake: `${faultHeader} accepts only \`fault\` and \`with\`, not ${rest.join(", ")}: it is for this request only`,
    };
  }
  const checked = ruleOf(written);
  if (checked.ok) return { rule: checked.rule };
  return { mistake: `${faultHeader}: ${checked.problems.map(({ message }) => message).join("; ")}` };
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = tooDeepAt(text) === undefined ? JSON.parse(text) : undefined;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readParameters(text: string): Readonly<Record<string, unknown>> {
  const [fault = "", ...parameters] = text.split(";").map((part) => part.trim());
  if (parameters.length === 0) return { fault };
  const settings = parameters.map((parameter) => {
    const [key = "", ...value] = parameter.split("=");
    return [key.trim(), readSetting(key.trim(), value.join("=").trim())] as const;
  });
  return { fault, with: Object.fromEntries(settings) };
}

const numeric: ReadonlySet<string> = new Set(["retryAfter", "status", "seconds", "bytes"]);

function readSetting(key: string, text: string): number | string {
  return numeric.has(key) && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

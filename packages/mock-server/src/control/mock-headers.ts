import { faultHeader, readFaultHeader } from "../faults/fault-header.ts";
import type { MockRequest } from "../http/message.ts";
import { scopeHeader } from "../scopes/scope-name.ts";
import { progressHeader, readProgress } from "../world/choose-progress.ts";

/** What starts the name of every header that is for the mock rather than for the vendor. */
const forTheMock = "x-mock-";

/** What is wrong with a header that is for the mock: a misspelt one would let a test pass for the wrong reason. */
export function mistakenHeader(request: MockRequest): string | undefined {
  for (const name of request.headerNames()) {
    if (!name.startsWith(forTheMock)) continue;
    const mistake = mistakeIn(name, request.header(name) ?? "");
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function mistakeIn(name: string, value: string): string | undefined {
  switch (name) {
    case faultHeader: {
      const asked = readFaultHeader(value);
      return "mistake" in asked ? asked.mistake : undefined;
    }
    case progressHeader:
      if (readProgress(value) !== undefined) return undefined;
      return `${name} must be immediate, manual, time or polls=3, not ${JSON.stringify(value)}`;
    case scopeHeader:
      return undefined;
    default:
      return `Unknown mock header ${name}; known headers: ${faultHeader}, ${progressHeader}, ${scopeHeader}`;
  }
}

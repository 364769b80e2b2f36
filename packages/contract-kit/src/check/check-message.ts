import { hasMessage, validateMessage } from "@shotlist/schema";
import type { FormatRef, MessageError, MessageName } from "@shotlist/schema";
import { valueAt } from "../answer/pointer.ts";
import type { Finding } from "./finding.ts";
import { describe } from "./describe.ts";

/** What a message from the endpoint breaks of its schema. */
export function checkMessage(format: FormatRef, message: MessageName, body: unknown): readonly Finding[] {
  if (!hasMessage(format, message)) return [];
  const verdict = validateMessage(format, message, body);
  const broken = verdict.ok ? verdict.advice : [...verdict.errors, ...verdict.advice];
  return broken.map((error) => toFinding(message, error, body));
}

function toFinding(
  message: MessageName,
  { path, rule, level, message: words, provenance }: MessageError,
  body: unknown,
): Finding {
  return {
    rule: `${message}: ${rule}`,
    level,
    path,
    seen: describe(valueAt(body, path)),
    allowed: words,
    message: words,
    provenance,
  };
}

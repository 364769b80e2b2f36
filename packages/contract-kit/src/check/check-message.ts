import { editionOf, editionsOf, formatOf, hasMessage, inEdition, validateMessage } from "@shotlist/schema";
import type { FormatRef, MessageError, MessageName } from "@shotlist/schema";
import { valueAt } from "@shotlist/schema/own";
import type { Finding } from "./finding.ts";
import { describe } from "./describe.ts";

/**
 * What a message from the endpoint breaks of its schema. Of a format alone, nothing that an edition says in full as the endpoint
 * does: it may be of any.
 */
export function checkMessage(format: FormatRef, message: MessageName, body: unknown): readonly Finding[] {
  if (!hasMessage(format, message)) return [];
  const verdict = validateMessage(format, message, body);
  const broken = verdict.ok ? verdict.advice : [...verdict.errors, ...verdict.advice];
  if (broken.length === 0 || isOfSomeEdition(format, message, body)) return [];
  return broken.map((error) => toFinding(message, error, body));
}

function isOfSomeEdition(format: FormatRef, message: MessageName, body: unknown): boolean {
  if (editionOf(format) !== undefined) return false;
  return editionsOf(format).some(({ id }) => {
    const verdict = validateMessage(inEdition(formatOf(format), id), message, body);
    return verdict.ok && verdict.advice.length === 0;
  });
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

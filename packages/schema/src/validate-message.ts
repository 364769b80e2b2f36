import type { FormatId } from "./formats.ts";
import { compiledFormats } from "./generated/compiled-formats.ts";
import type { MessageName, MessageVerdict, Rule } from "./validation.ts";
import type { CompiledFormat, CompiledMessage } from "./validation/compiled.ts";
import { explainErrors } from "./validation/explain-errors.ts";

const compiled: { readonly [format: string]: CompiledFormat } = compiledFormats;

/** Whether a format has a schema for a message. */
export function hasMessage(format: FormatId, message: MessageName): boolean {
  return compiled[format]?.[message] !== undefined;
}

/** Every rule that a message of a format is held to. */
export function rulesOf(format: FormatId, message: MessageName): readonly Rule[] {
  return compiledMessage(format, message).rules;
}

/** Holds a body against a format's schema. With `strict`, what is only advised counts as refused. */
export function validateMessage(
  format: FormatId,
  message: MessageName,
  body: unknown,
  { strict = false }: { readonly strict?: boolean } = {},
): MessageVerdict {
  const { validate, rules } = compiledMessage(format, message);
  if (validate(body)) return { ok: true, advice: [] };
  const broken = explainErrors(validate.errors ?? [], { rules, body });
  const errors = broken.filter(({ level }) => strict || level === "reject");
  const advice = strict ? [] : broken.filter(({ level }) => level === "advice");
  return errors.length === 0 ? { ok: true, advice } : { ok: false, errors, advice };
}

function compiledMessage(format: FormatId, message: MessageName): CompiledMessage {
  const found = compiled[format]?.[message];
  if (found === undefined) throw new Error(`the format ${format} has no message ${message}`);
  return found;
}

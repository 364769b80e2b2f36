import { holdsIn } from "./editions/holds-in.ts";
import { editionOf, editionsOf, formatOf, type FormatRef } from "./formats.ts";
import { compiledFormats } from "./generated/compiled-formats.ts";
import type { LocatedRule, MessageError, MessageName, MessageVerdict, Rule } from "./validation/verdict.ts";
import { ownFormat } from "./own/own-format.ts";
import type { CompiledFormat, CompiledMessage } from "./validation/compiled.ts";
import { type BrokenRule, explainErrors } from "./validation/explain-errors.ts";

const compiled: { readonly [format: string]: CompiledFormat } = compiledFormats;

/** Whether a format has a schema for a message. */
export function hasMessage(format: FormatRef, message: MessageName): boolean {
  return compiledFormat(format)?.[message] !== undefined;
}

/**
 * Every rule of a message in the given edition. Without an edition: the rules of the newest one; rules that do not
 * apply in every edition only advise, because the endpoint may use another edition.
 */
export function rulesOf(format: FormatRef, message: MessageName): readonly Rule[] {
  const { rules } = compiledMessage(format, message);
  const editions = editionsOf(format).map(({ id }) => id);
  const edition = editionOf(format) ?? editions.at(-1);
  const current = rules.filter((rule) => holdsIn(rule, edition));
  if (editionOf(format) !== undefined || editions.length < 2) return current;
  return current.map((rule) => {
    const refusing = rules.filter(({ id, level }) => id === rule.id && level === "reject");
    const everywhere = editions.every((one) => refusing.some((other) => holdsIn(other, one)));
    return everywhere || rule.provenance.grade === "observed" ? rule : { ...rule, level: "advice" as const };
  });
}

/**
 * Checks a body against a format's schema in the given edition. Without an edition, a body is accepted if one edition
 * accepts it, with advice that names the editions that refuse it. With `strict`, advice counts as refusal, and the
 * newest edition is used.
 */
export function validateMessage(
  format: FormatRef,
  message: MessageName,
  body: unknown,
  { strict = false }: { readonly strict?: boolean } = {},
): MessageVerdict {
  const { validate, rules } = compiledMessage(format, message);
  if (validate(body)) return { ok: true, advice: [] };
  const broken = explainErrors(validate.errors ?? [], { rules, body });
  const editions = editionsOf(format).map(({ id }) => id);
  const edition = editionOf(format) ?? (strict || editions.length < 2 ? editions.at(-1) : undefined);
  if (edition !== undefined) return verdictIn(edition, broken, strict);
  return verdictAcross(editions, withoutOutdated(broken, rules, editions.at(-1)));
}

function verdictIn(edition: string | undefined, broken: readonly BrokenRule[], strict: boolean): MessageVerdict {
  const held = broken.filter(({ rule }) => holdsIn(rule, edition)).map(({ error }) => error);
  const errors = held.filter(({ level }) => strict || level === "reject");
  const advice = strict ? [] : held.filter(({ level }) => level === "advice");
  return errors.length === 0 ? { ok: true, advice } : { ok: false, errors, advice };
}

/** What an older document says of a place of which live answers say something else is not checked against anyone. */
function withoutOutdated(
  broken: readonly BrokenRule[],
  rules: readonly LocatedRule[],
  newest: string | undefined,
): readonly BrokenRule[] {
  const isLive = ({ id }: LocatedRule): boolean =>
    rules.some((other) => other.id === id && other.provenance.grade === "observed" && holdsIn(other, newest));
  return broken.filter(({ rule }) => holdsIn(rule, newest) || !isLive(rule));
}

/**
 * Accepted where an edition accepts; what others refuse is advice, and so is what the newest one advises. What was seen refused
 * live is refused, whatever an older document says.
 */
function verdictAcross(editions: readonly string[], broken: readonly BrokenRule[]): MessageVerdict {
  const refusing = editions.filter((edition) => !verdictIn(edition, broken, false).ok);
  const newest = editions.at(-1);
  const isRefusedLive = broken.some(({ rule }) => rule.provenance.grade === "observed" && rule.level === "reject");
  if (refusing.length === editions.length || isRefusedLive) return verdictIn(newest, broken, false);
  const advice = broken.flatMap(({ rule, error }): readonly MessageError[] => {
    const refusedIn = rule.level === "reject" ? refusing.filter((edition) => holdsIn(rule, edition)) : [];
    if (refusedIn.length > 0) {
      const named = `edition${refusedIn.length === 1 ? "" : "s"} ${refusedIn.join(", ")}`;
      return [{ ...error, level: "advice", message: `${error.message} (refused in ${named})` }];
    }
    return holdsIn(rule, newest) ? [error] : [];
  });
  return { ok: true, advice };
}

function compiledFormat(format: FormatRef): CompiledFormat | undefined {
  return compiled[format] ?? compiled[formatOf(format)] ?? ownFormat(formatOf(format))?.compiled;
}

function compiledMessage(format: FormatRef, message: MessageName): CompiledMessage {
  const found = compiledFormat(format)?.[message];
  if (found === undefined) throw new Error(`the format ${format} has no message ${message}`);
  return found;
}

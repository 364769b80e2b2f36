import { hasMessage, rulesOf } from "@shotlist/schema";
import type { FormatId, MessageName, OperationName } from "@shotlist/schema";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { valueAt, withValueAt } from "@shotlist/schema/own";
import type { Mutant } from "./mutant.ts";
import { changeAnswers } from "./tamper.ts";

const messages: readonly (readonly [MessageName, OperationName | "errors"])[] = [
  ["submit.response", "submit"],
  ["task.response", "poll"],
  ["error.response", "errors"],
];

/** Endpoints whose answers lack a field, or have one of the wrong type or with a word that is not documented. */
export function shapeMutants(format: FormatId): readonly Mutant[] {
  return messages.flatMap(([message, operation]) =>
    hasMessage(format, message)
      ? rulesOf(format, message).flatMap(({ id }) => {
          const pointer = pointerOf(id);
          const keyword = id.slice(id.lastIndexOf(".") + 1);
          return pointer === undefined || !isEverSent(format, message, pointer)
            ? []
            : breaksRule(format, { message, operation, rule: id, pointer, keyword });
        })
      : [],
  );
}

/** Fields that no documented answer has are not sent by the mock either, so they cannot go wrong there. */
function isEverSent(format: FormatId, message: MessageName, pointer: string): boolean {
  return writtenFixturesOf(format).some((fixture) => {
    const value =
      fixture.message === message && fixture.breaks === undefined ? valueAt(fixture.body, pointer) : undefined;
    return value !== undefined && value !== null;
  });
}

/** `content.video_url.type` speaks of `/content/video_url`; named rules and those inside arrays are left to hand-written mutants. */
function pointerOf(rule: string): string | undefined {
  if (!/\.(required|type|enum|const)$/.test(rule) || /[[\]*]/.test(rule)) return undefined;
  return `/${rule.split(".").slice(0, -1).join("/")}`;
}

function breaksRule(
  format: FormatId,
  {
    message,
    operation,
    rule,
    pointer,
    keyword,
  }: {
    readonly message: MessageName;
    readonly operation: OperationName | "errors";
    readonly rule: string;
    readonly pointer: string;
    readonly keyword: string;
  },
): readonly Mutant[] {
  const namedAs = [`${message}: ${rule}`];
  return [
    {
      id: `${message} breaks ${rule}`,
      format,
      deviation:
        keyword === "required"
          ? `leaves ${pointer} out of ${message}`
          : `gives ${pointer} of ${message} a wrong ${keyword === "type" ? "type" : "word"}`,
      origin: "derived from a rule",
      namedAs,
      cases:
        operation === "errors"
          ? ["submit/*", "poll/*", "submit.request/*.required/*"]
          : ["lifecycle/runs-to-its-end-*", "lifecycle/ends-as-*"],
      wrap: (inner) =>
        changeAnswers(format, inner, (call, { status, body }) => {
          const isMeant =
            operation === "errors"
              ? status >= 400 && call.operation !== undefined
              : call.operation === operation && status < 400;
          const value = valueAt(body, pointer);
          if (!isMeant || value === undefined || value === null) return undefined;
          return {
            body:
              keyword === "required" ? without(body, pointer) : withValueAt(body, pointer, wrongFor(keyword, value)),
          };
        }),
    },
  ];
}

function wrongFor(keyword: string, value: unknown): unknown {
  if (keyword !== "type") return "undocumented";
  return typeof value === "object" ? "text" : { was: typeof value };
}

function without(body: unknown, pointer: string): unknown {
  const at = pointer.lastIndexOf("/");
  const parent = valueAt(body, pointer.slice(0, at));
  if (typeof parent !== "object" || parent === null) return body;
  const kept = Object.entries(parent).filter(([name]) => name !== pointer.slice(at + 1));
  return withValueAt(body, pointer.slice(0, at), Object.fromEntries(kept));
}

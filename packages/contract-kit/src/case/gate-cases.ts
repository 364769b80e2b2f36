import { factsOf, present } from "@shotlist/schema";
import type { ErrorOccasion, FormatRef, OperationName, Provenance } from "@shotlist/schema";
import type { Case, CallRequest } from "./case.ts";
import { levelOf } from "../check/level-of.ts";
import { exampleBodies } from "./example-bodies.ts";

/** An id that no vendor gives out. */
export const unknownTaskId = "no-such-task-0000000000";

/** Cases that never bill: calls without a key, with a wrong one, or about a task that does not exist; and broken JSON. */
export function gateCases(format: FormatRef): readonly Case[] {
  const { operations } = factsOf(format);
  const names = Object.keys(operations).filter((name): name is OperationName => name in operations);
  return [
    ...names.flatMap((operation) => keyCases(format, operation)),
    ...names
      .filter((operation) => operation !== "lookup" && operations[operation]?.path.includes("{id}") === true)
      .map((operation) => unknownTaskCase(format, operation)),
    ...brokenJsonCases(format),
    unknownPathCase(format),
    ...provokedCases(format),
  ];
}

function unknownPathCase(format: FormatRef): Case {
  return refusal(format, {
    id: "path/unknown",
    title: "refuses a path that it does not have",
    request: { kind: "call", operation: "poll", key: "valid", path: "/no-such-path" },
    occasion: "unknown_path",
    bills: false,
  });
}

/** Refusals that only a test double gives when asked: balance, rights, policy, limits and trouble of its own. */
const provoked: readonly ErrorOccasion[] = [
  "no_balance",
  "forbidden",
  "content_policy",
  "rate_limited",
  "too_large",
  "server_error",
  "overloaded",
];

function provokedCases(format: FormatRef): readonly Case[] {
  const [body] = exampleBodies(format);
  return factsOf(format)
    .errors.filter(({ occasion }) => provoked.includes(occasion))
    .map(({ occasion }) =>
      refusal(format, {
        id: `submit/${occasion.replaceAll("_", "-")}`,
        title: `reports ${occasion.replaceAll("_", " ")} as documented`,
        request: {
          kind: "call",
          operation: "submit",
          key: "valid",
          provoke: occasion,
          ...present({ body }),
        },
        occasion,
        bills: true,
      }),
    );
}

function keyCases(format: FormatRef, operation: OperationName): readonly Case[] {
  const [body] = exampleBodies(format);
  const needs = {
    ...(operation === "submit" && body !== undefined ? { body } : {}),
    ...(needsTaskId(format, operation) ? { taskId: unknownTaskId } : {}),
  };
  return (["absent", "wrong"] as const).map((key) =>
    refusal(format, {
      id: `${operation}/${key}-key`,
      title: key === "absent" ? `refuses ${operation} without a key` : `refuses ${operation} with a wrong key`,
      request: { kind: "call", operation, key, ...needs },
      occasion: key === "absent" ? "no_key" : "bad_key",
      bills: false,
    }),
  );
}

function needsTaskId(format: FormatRef, operation: OperationName): boolean {
  return factsOf(format).operations[operation]?.path.includes("{id}") === true || operation === "lookup";
}

function unknownTaskCase(format: FormatRef, operation: OperationName): Case {
  return refusal(format, {
    id: `${operation}/unknown-task`,
    title: `refuses ${operation} of a task that does not exist`,
    request: { kind: "call", operation, key: "valid", taskId: unknownTaskId },
    occasion: "unknown_task",
    bills: false,
  });
}

const brokenTexts = {
  "cut-off": '{"model": "x", "prompt": "a ki',
  empty: "",
  "not-json": "model=x&prompt=a+kitten",
} as const;

function brokenJsonCases(format: FormatRef): readonly Case[] {
  return Object.entries(brokenTexts).map(([name, text]) =>
    refusal(format, {
      id: `submit/malformed-json-${name}`,
      title: `refuses a body that is not JSON (${name})`,
      request: { kind: "call", operation: "submit", key: "valid", text },
      occasion: "malformed_json",
      bills: true,
    }),
  );
}

function refusal(
  format: FormatRef,
  {
    id,
    title,
    request,
    occasion,
    bills,
  }: {
    readonly id: string;
    readonly title: string;
    readonly request: CallRequest;
    readonly occasion: ErrorOccasion;
    readonly bills: boolean;
  },
): Case {
  const facts = factsOf(format);
  const provenance: Provenance = facts.errors.find((error) => error.occasion === occasion)?.provenance ?? {
    grade: "assumed",
  };
  return {
    id,
    format,
    operation: request.operation,
    title,
    rule: `error: ${occasion}`,
    provenance,
    level: levelOf(provenance),
    request,
    expectation: { kind: "refused", occasions: [occasion] },
    bills,
  };
}

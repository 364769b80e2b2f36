import { contractOf } from "@shotlist/schema/contracts";
import { type Fixture, writtenFixturesOf } from "@shotlist/schema/fixtures";
import { expandReferences, messageSchema } from "@shotlist/schema/schemas";
import { type CanonicalStatus, hasMessage, type JsonValue, type MessageName } from "@shotlist/schema";
import { canonicalStatuses } from "../facts-in-words.ts";
import { fieldTable } from "../fields.ts";
import { blocks, code, folded, jsonBlock, sentence } from "../markdown.ts";
import type { Page, Section } from "../page.ts";
import { ruleTable } from "../rules.ts";

const levels =
  "`reject` is what the vendor's document refuses; `advice` is a warning, and an error with `--strict`. " +
  "What a row of the table above shows (a type, a bound, a word) is a rule as well.";

export const request: Section = {
  title: "The request",
  write: (page) => {
    const schema = schemaOf(page, "submit.request");
    const rules = ruleTable(page.id, "submit.request", schema, page.sources);
    return blocks(
      schema.description ?? "",
      fieldTable(schema, page.sources),
      rules === "" ? "" : blocks("### Rules that join fields", levels, rules),
      "### Requests that are taken",
      examples(acceptedOf(page, "submit.request"), { openFirst: true }),
    );
  },
};

export const submitAnswer: Section = {
  title: "The answer to a submit",
  write: (page) => withExamples(page, "submit.response", acceptedOf(page, "submit.response")),
};

export const taskAnswer: Section = {
  title: "The answer to a poll",
  write: (page) => {
    const schema = schemaOf(page, "task.response");
    const byStatus = canonicalStatuses.flatMap((status) => {
      const [first] = acceptedOf(page, "task.response").filter(({ body }) => statusOf(body, page) === status);
      return first === undefined ? [] : [folded(`${status}: ${first.name}`, jsonBlock(first.body))];
    });
    const rules = ruleTable(page.id, "task.response", schema, page.sources);
    return blocks(schema.description ?? "", fieldTable(schema, page.sources), rules, "### By state", ...byStatus);
  },
};

export const webhook: Section = {
  title: "Webhook",
  write: (page) => {
    const { facts, sources, id } = page;
    if (facts.webhook === undefined) return "None is known.";
    const { requestField, onEveryStatus } = facts.webhook.value;
    const when = onEveryStatus ? "on every change of status" : "once, when the task has ended";
    const source = sources.mark(facts.webhook.provenance, "webhook");
    const intro = `The address given in ${code(requestField)} is called ${when} (${source}). ${signed(page)}`.trim();
    if (!hasMessage(id, "webhook.request")) return intro;
    const own = contractOf(id).webhookStatuses ?? [];
    const words = own.map(({ word, canonical }) => `${code(word)} (${canonical})`).join(", ");
    const foreign = own.length === 0 ? "" : `Its status words are its own: ${words}.`;
    return blocks(intro, foreign, withExamples(page, "webhook.request", acceptedOf(page, "webhook.request")));
  },
};

function signed({ facts: { webhookSignature }, sources }: Page): string {
  if (webhookSignature === undefined) return "No signature is documented.";
  const { headers, prefix, toleranceSeconds } = webhookSignature.value;
  const source = sources.mark(webhookSignature.provenance, "webhookSignature");
  const signature = `${code(headers.signature)} is ${code(prefix)} and the HMAC-SHA256 of ${code("id.timestamp.body")} in hexadecimal digits`;
  return `${signature}, with the id in ${code(headers.id)} and the timestamp, at most ${toleranceSeconds} s old, in ${code(headers.timestamp)} (${source}).`;
}

/** Bodies of error answers, below the table of errors. */
export function errorBodies(page: Page): string {
  if (!hasMessage(page.id, "error.response")) return "";
  return withExamples(page, "error.response", acceptedOf(page, "error.response"));
}

function withExamples(page: Page, message: MessageName, accepted: readonly Fixture[]): string {
  const schema = schemaOf(page, message);
  const rules = ruleTable(page.id, message, schema, page.sources);
  return blocks(
    schema.description ?? "",
    fieldTable(schema, page.sources),
    rules,
    examples(accepted, { openFirst: false }),
  );
}

function examples(accepted: readonly Fixture[], { openFirst }: { readonly openFirst: boolean }): string {
  const shown = accepted.map(({ name, body }, index) =>
    openFirst && index === 0 ? blocks(sentence(`${name}:`), jsonBlock(body)) : folded(name, jsonBlock(body)),
  );
  return blocks(...shown);
}

/** Bodies that break nothing and meet no advice. */
function acceptedOf({ id }: Page, message: MessageName): readonly Fixture[] {
  return writtenFixturesOf(id).filter(
    (fixture) => fixture.message === message && fixture.breaks === undefined && fixture.expectsAdvice === undefined,
  );
}

function schemaOf({ id }: Page, message: MessageName): ReturnType<typeof messageSchema> {
  return expandReferences(messageSchema(id, message));
}

function statusOf(body: JsonValue, { id, facts }: Page): CanonicalStatus | undefined {
  const words = contractOf(id).places.status.map((pointer) => valueAt(body, pointer));
  const word = words.find((value) => typeof value === "string");
  return facts.statuses.find((status) => status.word === word)?.canonical;
}

function valueAt(body: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
  }
  return value;
}

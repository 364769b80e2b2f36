import type { FormatSupport } from "../formats/format-support.ts";
import { plainFormat } from "./plain-format.ts";

/** The plain format with a list: `GET /tasks?ids=a,b&tier=flex`, answered with `{ items: [{ id, … }] }`. */
export const listingFormat: FormatSupport = {
  ...plainFormat,
  codec: {
    ...plainFormat.codec,
    encodeListOf: (taskIds, serviceTier) => ({
      method: "GET",
      path: `/tasks?ids=${taskIds.join(",")}${serviceTier === undefined ? "" : `&tier=${serviceTier}`}`,
    }),
    decodeListed(body, taskIds) {
      const items = itemsOf(body);
      return items && new Map(items.filter(([id]) => taskIds.includes(id)).map(([id, item]) => [id, decode(item, id)]));
    },
  },
  lookup: {
    by: "list",
    request: (page) => ({ method: "GET", path: `/tasks?page=${page}` }),
    decode: () => undefined,
    isModel: () => true,
  },
};

function decode(item: unknown, taskId: string): ReturnType<typeof plainFormat.codec.decodeTask> {
  return { ...plainFormat.codec.decodeTask(item, taskId), taskId };
}

function itemsOf(body: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof body !== "object" || body === null || !("items" in body) || !Array.isArray(body.items)) return undefined;
  return body.items.map((item: unknown) => [isNamed(item) ? item.id : "", item]);
}

function isNamed(item: unknown): item is { readonly id: string } {
  return typeof item === "object" && item !== null && "id" in item && typeof item.id === "string";
}

import { isJsonObject, type JsonObject } from "@shotlist/schema";

/** An answer with its body read. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** Reads an answer whose body is a JSON object or empty. */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  const text = await response.text();
  const body: unknown = text === "" ? {} : JSON.parse(text);
  if (!isJsonObject(body)) throw new Error(`no JSON object: ${text}`);
  return { status: response.status, headers: response.headers, body };
}

/** The task's id in a submit's answer. */
export function taskIdOf(body: JsonObject): string {
  return textAt(body, body["id"] === undefined ? "task_id" : "id");
}

/** The status word of a poll's answer, wherever the format puts it. */
export function statusWordOf(body: JsonObject): unknown {
  const data = body["data"];
  return isJsonObject(data) && "status" in data ? data["status"] : body["status"];
}

/** The text at a path of keys; throws where there is none. */
export function textAt(body: JsonObject, ...path: readonly string[]): string {
  let value: unknown = body;
  for (const key of path) value = isJsonObject(value) ? value[key] : undefined;
  if (typeof value !== "string") throw new Error(`no text at ${path.join(".")} of ${JSON.stringify(body)}`);
  return value;
}

/** The objects in the array under a key. */
export function objectsAt(body: JsonObject, key: string): readonly JsonObject[] {
  const value = body[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

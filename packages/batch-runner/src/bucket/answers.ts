import { StorageError } from "../failures/storage-error.ts";
import type { HttpAnswer } from "../ports/transport.ts";

/** What the runner does, in the words of its errors. */
export const doing = "using the clips in the bucket";

/** Of a server's words only its code is repeated: the rest may hold what it was sent. */
export function failed(what: string, body: Uint8Array = new Uint8Array()): StorageError {
  const code = /^\w{1,64}$/u.exec(elementOf(textOf(body), "Code") ?? "")?.[0];
  return new StorageError("clips_failed", { doing, cause: new Error(code === undefined ? what : `${what}, ${code}`) });
}

/** Where something is written or listed, 404 says that the bucket itself is missing. */
export function assertThere(answer: HttpAnswer): HttpAnswer {
  if (answer.status === 404) throw failed("status 404", answer.body);
  return answer;
}

/** A server that takes long to join or copy answers 200 first, and may then say that it failed. */
export function assertDone(answer: HttpAnswer): void {
  const { body } = assertThere(answer);
  if (elementOf(textOf(body), "ETag") === undefined) throw failed("it was not done", body);
}

export function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString("utf8");
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The text of the first element of this name. */
export function elementOf(text: string, element: string): string | undefined {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`, "u").exec(text)?.[1];
  return found?.replaceAll(/&(\w+);/gu, (whole, name: string) => entities[name] ?? whole);
}

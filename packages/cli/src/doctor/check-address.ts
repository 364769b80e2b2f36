import { codecFor, withoutRepeatedPath } from "@shotlist/core";
import { factsOf } from "@shotlist/schema";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import type { VendorAnswer } from "../providers/read-from-vendor.ts";
import type { Finding } from "./finding.ts";

/** No vendor has a task of this name, and asking for it costs nothing. */
export const unknownTask = "shotlist-doctor";
/** Nor a path of this name. */
const unknownPath = "/shotlist-doctor/no-such-address";

type Answered = Extract<VendorAnswer, { outcome: "answered" }>;

/** Whether the format's paths are found below a base URL: a task that nobody has is unknown there, not its address. */
export async function addressFinding(
  endpoint: ProviderEndpoint,
  first: VendorAnswer,
  read: (path: string) => Promise<VendorAnswer>,
): Promise<Finding> {
  const { name, baseUrl, format } = endpoint;
  const subject = `address of ${name}`;
  if (first.outcome === "unreachable") {
    return { subject, state: "problem", message: `${baseUrl}: ${first.message}`, hint: first.hint };
  }
  if (first.status >= 500) {
    const message = `${baseUrl} answered ${first.status}`;
    return { subject, state: "problem", message, hint: "The vendor has problems; try again later" };
  }
  const good: Finding = { subject, state: "good", message: `${baseUrl} answers` };
  if (first.outcome === "refused") return good;
  const path = codecFor(format).encodePoll(unknownTask).path;
  // Where there is no list of models, that was asked already.
  const answer = factsOf(format).operations.models === undefined ? first : await read(path);
  if (answer.outcome !== "answered" || (answer.status !== 404 && answer.status !== 405)) return good;
  const better = withoutRepeatedPath(baseUrl, factsOf(format).operations.submit?.path ?? "");
  if (better !== undefined || !isUnknownTask(endpoint, answer)) {
    const message = `${baseUrl} has nothing at ${path} (${answer.status}): the base URL is wrong`;
    const compare = "Compare baseUrl with the vendor's documentation; part of its path may be missing";
    return { subject, state: "problem", message, hint: better === undefined ? compare : `Use baseUrl: ${better}` };
  }
  const nowhere = await read(unknownPath);
  if (nowhere.outcome !== "answered" || !isAlike(endpoint, answer, nowhere)) return good;
  const message = `${baseUrl} gives the same answer for an unknown task and an unknown address`;
  return { subject, state: "note", message, hint: "The first submit will show whether baseUrl is correct" };
}

function isUnknownTask({ format }: ProviderEndpoint, { status, body }: Answered): boolean {
  return codecFor(format).decodeError(status, body).unknownTask;
}

/** Alike but for what they repeat of the request. */
function isAlike({ format }: ProviderEndpoint, task: Answered, nowhere: Answered): boolean {
  const said = ({ status, body }: Answered): string => {
    const { code, message } = codecFor(format).decodeError(status, body);
    return JSON.stringify([status, code, message.replaceAll(/\S*\/\S*/gu, "")]);
  };
  return said(task) === said(nowhere);
}

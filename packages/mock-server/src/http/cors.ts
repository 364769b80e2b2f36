import { isThisMachine, present } from "@shotlist/schema";
import type { MockAnswer, MockRequest } from "./message.ts";

/** Which pages may call: those of this machine, any, or none. */
export type CorsPolicy = "loopback" | "any" | "none";

const preflightLifeSeconds = 600;

/** The answer to a browser that asks whether a page may send a request; undefined for anything else. */
export function preflightAnswer(policy: CorsPolicy, request: MockRequest): MockAnswer | undefined {
  const method = request.header("access-control-request-method");
  const allowed = allowedOrigin(policy, request);
  if (request.method !== "OPTIONS" || method === undefined || allowed === undefined) return undefined;
  const asked = request.header("access-control-request-headers");
  const toLocalNetwork = request.header("access-control-request-private-network") === "true";
  return {
    status: 204,
    headers: {
      ...allowed,
      "access-control-allow-methods": method,
      ...present({ "access-control-allow-headers": asked }),
      ...(toLocalNetwork ? { "access-control-allow-private-network": "true" } : {}),
      "access-control-max-age": String(preflightLifeSeconds),
    },
    body: "",
  };
}

/** The answer as the page that asked may read it. */
export function readableAnswer(policy: CorsPolicy, request: MockRequest, answer: MockAnswer): MockAnswer {
  const allowed = allowedOrigin(policy, request);
  if (allowed === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, ...allowed, "access-control-expose-headers": "*" } };
}

function allowedOrigin(policy: CorsPolicy, request: MockRequest): Readonly<Record<string, string>> | undefined {
  const origin = request.header("origin");
  if (origin === undefined || policy === "none") return undefined;
  if (policy === "any") return { "access-control-allow-origin": "*" };
  return isLoopbackOrigin(origin) ? { "access-control-allow-origin": origin, vary: "Origin" } : undefined;
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (protocol === "http:" || protocol === "https:") && isThisMachine(hostname);
}

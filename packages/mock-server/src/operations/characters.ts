import { isJsonObject } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { fingerprint, lowerAlphanumerics, seededRandom } from "../random/seeded-random.ts";
import { unixSeconds } from "../shapes/unix-seconds.ts";
import type { Character } from "../vendor/character.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { readBody } from "../http/read-body.ts";
import { refuse } from "./refuse.ts";

/** Keeps a character, made from a video that comes along. */
export function createCharacter(world: MockWorld, { facts }: MountedFormat, request: MockRequest): Outcome {
  const read = readBody(request, facts);
  if (read.kind === "unwelcome") return refused(refuse(facts, "invalid_request", { message: read.message }));
  if (read.kind === "malformed" || !isJsonObject(read.body)) return refused(refuse(facts, "malformed_json"));
  const { name, video } = read.body;
  const without = (field: string): Outcome =>
    refused(refuse(facts, "invalid_request", { field, message: `${field} is required` }));
  if (typeof name !== "string" || name === "") return without("name");
  if (video === undefined) return without("video");
  const print = `character:${fingerprint(request.body)}`;
  const random = seededRandom(world.seed, print, world.countRequest(print));
  const id = `char_${random.text(24, lowerAlphanumerics)}`;
  const character: Character = { id, name, createdAtMs: world.clock.now() };
  world.characters.set(id, character);
  return { kind: "answered", answer: jsonAnswer(200, toAnswer(character)) };
}

export function getCharacter(world: MockWorld, { facts }: MountedFormat, id: string): Outcome {
  const character = world.characters.get(id);
  if (character === undefined) {
    return refused(refuse(facts, "unknown_task", { message: "The character was not found." }));
  }
  return { kind: "answered", answer: jsonAnswer(200, toAnswer(character)) };
}

function toAnswer({ id, name, createdAtMs }: Character): object {
  return { id, created_at: unixSeconds(createdAtMs), name };
}

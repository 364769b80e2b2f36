import { present } from "@shotlist/schema";
import type { MockAnswer, MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { Task } from "../vendor/task.ts";
import { clipFile, lastFrameFile } from "../tasks/view-task.ts";
import type { ClipOrder } from "../clips/clip-cache.ts";
import { fileAnswer } from "../clips/file-answer.ts";
import { clipsPath } from "../clips/signed-links.ts";

/** Longest stretch of the prompt that a clip shows. */
const shownPromptCharacters = 120;

/** Answers a signed link to a clip or its last frame. */
export function serveClip(world: MockWorld, request: MockRequest): MockAnswer {
  const [taskId = "", file = ""] = request.path.slice(clipsPath.length).split("/");
  if (request.method !== "GET" && request.method !== "HEAD") {
    return { ...plain(405, "Only GET and HEAD are allowed"), headers: { allow: "GET, HEAD" } };
  }
  const verdict = world.links.check(taskId, file, request.query, world.clock.now());
  if (verdict === "forged") return plain(403, "The signature does not match");
  if (verdict === "expired") return plain(403, "The link has expired");
  const task = world.tasks.get(taskId);
  if (task === undefined || task.status !== "succeeded") return plain(404, "File not found");
  const files = world.clipFiles(taskId, () => clipOrder(world, task));
  if (file === clipFile) return fileAnswer(request, files.clip);
  if (file === lastFrameFile) return fileAnswer(request, files.lastFrame);
  return plain(404, "File not found");
}

/** What the renderer is asked for, for a task's clip. */
export function clipOrder(world: MockWorld, { id, format, requested, seed }: Task): ClipOrder {
  const facts = world.formats.find((mounted) => mounted.id === format)?.facts;
  return {
    width: requested.width,
    height: requested.height,
    seconds: requested.seconds,
    ...present({ frames: requested.frames }),
    framesPerSecond: facts?.framesPerSecond.value ?? 24,
    seed,
    audio: requested.audio,
    text: { taskId: id, format, prompt: requested.prompt.slice(0, shownPromptCharacters) },
  };
}

function plain(status: number, message: string): MockAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: message };
}

// What the mock is measured against: a bare `node:http` server that keeps tasks in a map and holds every body against the
// same schema with ajv, compiled at start. Plain JavaScript, so that its start-up pays only for itself.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";

const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv2020({ allErrors: true, discriminator: true, strict: false });
const validate = ajv.compile(schema);
const path = "/api/v3/contents/generations/tasks";
const tasks = new Map();
let created = 0;

function answer(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

function create(request) {
  created += 1;
  const id = `cgt-20260101080000-${String(created).padStart(9, "0")}`;
  const at = 1_767_225_600 + created;
  const common = { id, model: request.model, status: "queued", created_at: at, updated_at: at };
  tasks.set(id, { ...common, service_tier: "default", execution_expires_after: 172_800 });
  return { id };
}

function end(task) {
  const content = { video_url: `http://127.0.0.1/${task.id}/video.mp4?expires=1767312000&signature=${"0".repeat(64)}` };
  const usage = { completion_tokens: 108_900, total_tokens: 108_900 };
  const clip = { seed: 7, resolution: "720p", ratio: "16:9", duration: 5, framespersecond: 24, generate_audio: false };
  return { ...task, status: "succeeded", error: null, content, ...clip, usage };
}

createServer((request, response) => {
  if (request.method === "GET") {
    const task = tasks.get(request.url.slice(path.length + 1));
    if (task === undefined) answer(response, 404, { error: { code: "NotFound" } });
    else answer(response, 200, task);
    return;
  }
  if (request.url === "/end") {
    for (const [id, task] of tasks) tasks.set(id, end(task));
    answer(response, 200, {});
    return;
  }
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (validate(body)) answer(response, 200, create(body));
    else answer(response, 400, { error: { code: "InvalidParameter", message: ajv.errorsText(validate.errors) } });
  });
}).listen(Number(process.argv[3]), "127.0.0.1");

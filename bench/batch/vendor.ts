import { createServer, type Server } from "node:http";

/** A vendor in its own process, so that its memory is not the runner's: tasks last as long as the argument says. */
const taskMs = Number(process.argv[2] ?? "0");
/** The head of a whole MP4, whose pictures are what follows. */
const clipHead = Buffer.from(
  "AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAALG1vb3YAAAAkdHJhawAAABxtZGlhAAAAFGhkbHIAAAAAAAAAAHZpZGUAAAAAbWRhdA==",
  "base64",
);
const clip = Buffer.concat([clipHead, Buffer.alloc(50_000)]);
const doneAt = new Map<string, number>();
let tasks = 0;

const server: Server = createServer((request, response) => {
  const path = request.url ?? "";
  if (request.method === "POST") {
    request.resume();
    request.on("end", () => {
      tasks += 1;
      const id = `task-${tasks}`;
      if (taskMs > 0) doneAt.set(id, performance.now() + taskMs);
      response.end(JSON.stringify({ id }));
    });
    return;
  }
  if (path.startsWith("/clips/")) {
    // Each clip is one of its own: equal clips would be stored once.
    const own = Buffer.from(clip);
    own.write(path, clipHead.length);
    response.writeHead(200, { "content-type": "video/mp4", "content-length": own.length }).end(own);
    return;
  }
  const id = path.split("/").at(-1) ?? "";
  const isDone = performance.now() >= (doneAt.get(id) ?? 0);
  response.end(
    JSON.stringify(isDone ? { status: "succeeded", url: `${origin()}/clips/${id}.mp4` } : { status: "running" }),
  );
});

function origin(): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the vendor has no port");
  return `http://127.0.0.1:${address.port}`;
}

server.listen(0, "127.0.0.1", () => process.stdout.write(`${origin()}\n`));

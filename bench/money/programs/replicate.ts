import { writeFile } from "node:fs/promises";
import Replicate from "replicate";
import { clipFile, vendorUrl } from "./arguments.ts";

const replicate = new Replicate({ auth: "any-key", baseUrl: `${vendorUrl}/v1`, useFileOutput: false });
const output = await replicate.run("bench/model", {
  input: { prompt: "A cat walks down a sunny street" },
  wait: { mode: "poll", interval: 100 },
});
if (typeof output !== "string") throw new Error("no link");
const answer = await fetch(output);
await writeFile(clipFile, Buffer.from(await answer.arrayBuffer()));

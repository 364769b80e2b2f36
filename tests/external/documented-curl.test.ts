import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { factsOf, isFormatId } from "@shotlist/schema";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { startMock } from "./mock-process.ts";

const folder = join(import.meta.dirname, "clients", "curl");
const files = (await readdir(folder)).toSorted();

/** Runs a documented command as it is printed, with the address and the key of the mock in place of the vendor's. */
async function run(file: string, { key = "any-key" }: { readonly key?: string } = {}) {
  const format = file.split("-")[0] ?? "";
  if (!isFormatId(format)) throw new Error(`${file} names no format`);
  await using mock = await startMock();
  const vendor = factsOf(format).baseUrl.value;
  const printed = await readFile(join(folder, file), "utf8");
  expect(printed).toContain(vendor);
  const command = printed
    .replace(vendor, `${mock.url}/${format}`)
    .replaceAll(/YOUR_API_KEY|<token>|<YOUR_API_KEY>|\$RELAYDANCE_API_KEY/g, key);
  const { stdout } = await execa("bash", ["-c", `${command.trimEnd()} --silent --write-out '\n%{http_code}'`]);
  const [body = "", status = ""] = stdout.split(/\n(?=\d+$)/);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every vendor answers with an object
  return { format, status: Number(status), body: JSON.parse(body) as Readonly<Record<string, unknown>> };
}

describe.each(files.filter((file) => !file.startsWith("3hei-")))("%s", (file) => {
  test("creates a task with only the address and the key changed", async () => {
    const { format, status, body } = await run(file);
    expect(status).toBe(200);
    expect(String(body["id"] ?? body["task_id"])).toMatch(
      new RegExp(isFormatId(format) ? factsOf(format).taskIdPattern.value : "^$"),
    );
  });

  test("is refused with a wrong key", async () => {
    expect((await run(file, { key: "wrong-key" })).status).toBe(401);
  });
});

test("3hei's generated command is refused: it has neither a key nor a text", async () => {
  const { status, body } = await run("3hei-generated.sh");
  expect([status, body]).toMatchObject([401, { error: {} }]);
});

test("3hei's generated command is refused with a key too", async () => {
  await using mock = await startMock();
  const printed = await readFile(join(folder, "3hei-generated.sh"), "utf8");
  const command = printed.replace("https://api.3hei.com", `${mock.url}/3hei`);
  const { stdout } = await execa("bash", ["-c", `${command.trimEnd()} --silent -H 'Authorization: Bearer any-key'`]);
  expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining("content[0]") } });
});

test("every documented vendor has its commands here", () => {
  const formats = new Set(files.map((file) => file.split("-")[0]));
  expect([...formats]).toEqual(["3hei", "gogogotoken", "relaydance", "toapis", "wisgate"]);
  expect(files).toHaveLength(9);
});

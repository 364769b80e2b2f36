import { readFileSync } from "node:fs";
import { editionsOf, formatEditions, formatIds, isFormatId } from "@shotlist/schema";
import { openApiOf } from "@shotlist/schema/openapi";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

test.each(formatEditions)("prints the document of %s", async (ref) => {
  using project = createProject();
  const [format, edition] = ref.split("@");
  const { exitCode, stdout, stderr } = await project.shotlist(
    "contract",
    "openapi",
    format ?? "",
    "--edition",
    edition ?? "",
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(openApiOf(ref))));
});

test("without an edition it is the newest, and --out keeps it as a file", async () => {
  using project = createProject();
  const format = formatIds.find((id) => editionsOf(id).length > 1) ?? "";
  if (!isFormatId(format)) throw new Error("no format has two editions");
  const newest = await project.shotlist("contract", "openapi", format);
  expect(await project.shotlist("contract", "openapi", format, "--out", "api/new.json")).toEqual({
    exitCode: 0,
    stdout: "api/new.json\n",
    stderr: "",
  });
  expect(readFileSync(project.path("api", "new.json"), "utf8")).toBe(newest.stdout);
  const oldest = await project.shotlist("contract", "openapi", format, "--edition", editionsOf(format)[0]?.id ?? "");
  expect(oldest.stdout).not.toBe(newest.stdout);
});

test("an edition that a format lacks is answered with those it has", async () => {
  using project = createProject();
  const [format = ""] = formatIds;
  expect(await project.shotlist("contract", "openapi", format, "--edition", "2020-01")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("help: Editions: "),
  });
});

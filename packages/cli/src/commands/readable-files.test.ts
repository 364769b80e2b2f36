import { expect, test } from "vitest";
import { createProject, onePixelPng, twoTakes } from "../testing/project.ts";

const hidden = {
  ".secrets/words.yaml": "vars: { word: secret }\n",
  ".secrets/rows.csv": "id\nsecret\n",
  ".secrets/a.png": onePixelPng,
};

test.each([
  ["include", `include: ./.secrets/words.yaml\n${twoTakes}`, "include-unreadable"],
  ["rows", `matrix: { rows: ./.secrets/rows.csv }\n${twoTakes}`, "matrix-rows"],
  ["firstFrame", `${twoTakes}    firstFrame: ./.secrets/a.png\n`, "asset-outside"],
])("%s reads no hidden file", async (_field, text, code) => {
  using project = createProject({ "a.yaml": text, ...hidden });
  const { exitCode, stdout } = await project.shotlist("check", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(new RegExp(`a\\.yaml:\\d+:\\d+ error ${code}`));
  expect(stdout).not.toContain("word: secret");
});

test("a file of a state folder that was named is not read, and a folder that the owner adds is", async () => {
  using project = createProject({
    "boards/a.yaml": `${twoTakes}    firstFrame: ../state/frame.png\n`,
  });
  project.write("state/frame.png", onePixelPng);
  const refused = await project.shotlist("check", "boards/a.yaml", "--state", "state");
  expect(refused).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("Shotlist's own state") });

  using studio = createProject({ "brand/frame.png": onePixelPng, "repository/boards/b.yaml": "" });
  studio.write("repository/.git/HEAD", "ref: refs/heads/main\n");
  studio.write("repository/boards/b.yaml", `${twoTakes}    firstFrame: ../../brand/frame.png\n`);
  expect(await studio.shotlist("check", "repository/boards/b.yaml")).toMatchObject({ exitCode: 2 });
  studio.write("repository/shotlist.config.yaml", "assetRoots: [../brand]\n");
  expect(await studio.shotlist("check", "repository/boards/b.yaml")).toMatchObject({ exitCode: 0 });
  const elsewhere = ["--config", "base.yaml"];
  studio.write("base.yaml", "assetRoots: [../brand]\n");
  expect(await studio.shotlist("check", "repository/boards/b.yaml", ...elsewhere)).toMatchObject({ exitCode: 0 });
});

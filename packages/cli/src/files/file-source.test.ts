import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { symlinkSync } from "node:fs";
import { relative } from "node:path";
import { expect, test } from "vitest";
import { createProject, onePixelPng } from "../testing/project.ts";
import { createDiskFiles } from "./file-source.ts";

function setup(): ReturnType<typeof createProject> & { readonly files: ReturnType<typeof createDiskFiles> } {
  const project = createProject({ "boards/watch.jpg": onePixelPng, "shared/shots.yaml": "shots: []\n" });
  const files = createDiskFiles({ folder: project.path("boards"), roots: [project.folder], stateFolders: [] });
  return { ...project, files };
}

test("a file is known by its bytes, whatever its name says", () => {
  using project = setup();
  expect(project.files.describe("watch.jpg")).toEqual({
    sha256: createHash("sha256").update(onePixelPng).digest("hex"),
    bytes: onePixelPng.length,
    mediaType: "image/png",
  });
});

test("a path may lead to another folder of the repository, never out of it", () => {
  using outside = createProject({ "secret.txt": "secret" });
  using project = setup();
  symlinkSync(outside.path("secret.txt"), project.path("boards/innocent.png"));
  symlinkSync(outside.folder, project.path("boards/folder"));
  expect(project.files.readText("../shared/shots.yaml")).toEqual({ text: "shots: []\n" });
  expect(project.files.describe("innocent.png")).toEqual({ problem: "outside" });
  expect(project.files.readText("folder/secret.txt")).toEqual({ problem: "outside" });
});

test("what cannot be read is reported by its cause", () => {
  using project = setup();
  execFileSync("mkfifo", [project.path("boards/pipe")]);
  expect(project.files.describe("none.png")).toEqual({ problem: "missing" });
  expect(project.files.describe("watch.jpg/none.png")).toEqual({ problem: "missing" });
  expect(project.files.describe(".")).toEqual({ problem: "not_a_file" });
  expect(project.files.readText("pipe")).toEqual({ problem: "not_a_file" });
});

function wavOf(written: number): Buffer {
  const header = Buffer.alloc(44 + 8000);
  header.write("RIFF", 0, "latin1");
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt32LE(16_000, 28);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(written, 40);
  return header;
}

test.each([8000, 0, 0xffffffff, 0x7fffffff, 2_000_000_000])(
  "a WAV file tells its length, never more than it holds, where it says %d bytes",
  (written) => {
    using project = setup();
    project.write("boards/theme.wav", wavOf(written));
    expect(project.files.describe("theme.wav")).toMatchObject({ mediaType: "audio/wav", durationSeconds: 0.5 });
  },
);

test("a sound that has to be gone through is measured when that is asked for", async () => {
  using project = setup();
  // 100 frames of 1,152 samples at 44,100 a second, without a header that counts them.
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  project.write("boards/theme.mp3", Buffer.concat(Array.from({ length: 100 }, () => frame)));
  expect(project.files.describe("theme.mp3")).toMatchObject({ mediaType: "audio/mpeg" });
  expect(project.files.describe("theme.mp3")).not.toHaveProperty("durationSeconds");
  expect(await project.files.measure()).toBe(true);
  expect(project.files.describe("theme.mp3")).toMatchObject({ durationSeconds: expect.closeTo(2.612, 3) });
  expect(await project.files.measure()).toBe(false);
});

test("what cannot be measured stays as it was, and is gone through once", async () => {
  using project = setup();
  project.write("boards/theme.ogg", Buffer.from("OggS, and nothing that follows from it"));
  const before = project.files.describe("theme.ogg");
  await project.files.measure();
  expect(project.files.describe("theme.ogg")).toEqual(before);
  expect(await project.files.measure()).toBe(false);
});

test.each([
  ["with other upper and lower case letters", "Watch.jpg", "watch.jpg"],
  ["in another case of the folder", "Pictures/a.jpg", "pictures/a.jpg"],
  ["in another Unicode form", "Gru\u0308n.jpg", "Gr\u00FCn.jpg"],
])("a name that is on the disk %s is missing, and the name there is given", (_, path, near) => {
  using project = createProject({ [near]: onePixelPng });
  const files = createDiskFiles({ folder: project.folder, roots: [project.folder], stateFolders: [] });
  expect(files.describe(path)).toEqual({ problem: "missing", near });
  expect(files.readText(path)).toEqual({ problem: "missing", near });
  expect(files.describe(near)).not.toHaveProperty("actualPath");
});

test("of two names that look alike none is proposed, and none outside the tree", () => {
  using outside = createProject({ "Secret.txt": "secret" });
  using project = createProject({ "a.jpg": onePixelPng, "A.jpg": onePixelPng });
  symlinkSync(outside.folder, project.path("folder"));
  const files = createDiskFiles({ folder: project.folder, roots: [project.folder], stateFolders: [] });
  expect(files.describe("á.jpg")).toEqual({ problem: "missing" });
  expect(files.readText("folder/secret.txt")).toEqual({ problem: "missing" });
});

test.each([".env", "../.git/config", "../.github/x.yaml", "../state/ledger.jsonl", "link.png", "../linked/config"])(
  "%s is hidden, or belongs to the state",
  (path) => {
    using project = createProject({
      ".git/config": "[core]",
      ".github/x.yaml": "on: push",
      "boards/.env": "KEY=1",
      "boards/watch.jpg": onePixelPng,
      "state/ledger.jsonl": "{}",
    });
    symlinkSync(project.path("boards/.env"), project.path("boards/link.png"));
    symlinkSync(project.path(".git"), project.path("linked"));
    const files = createDiskFiles({
      folder: project.path("boards"),
      roots: [project.folder],
      stateFolders: [project.path("state")],
    });
    expect(files.readText(path)).toEqual({ problem: "hidden" });
    expect(files.describe(path)).toEqual({ problem: "hidden" });
    expect(files.describe("watch.jpg")).toHaveProperty("mediaType", "image/png");
  },
);

test("the owner's other folders may be read, a folder next to them not", () => {
  using brand = createProject({ "assets/watch.jpg": onePixelPng, "assets/.key": "k", "secret.txt": "secret" });
  using project = setup();
  const files = createDiskFiles({
    folder: project.path("boards"),
    roots: [project.folder, brand.path("assets"), brand.path("not there")],
    stateFolders: [],
  });
  const [shared, aside] = [relative(project.path("boards"), brand.path("assets")), brand.path("secret.txt")];
  expect(files.describe(`${shared}/watch.jpg`)).toHaveProperty("mediaType", "image/png");
  expect(files.describe(`${shared}/.key`)).toEqual({ problem: "hidden" });
  expect(files.describe(relative(project.path("boards"), aside))).toEqual({ problem: "outside" });
});

test("a storyboard in a dot folder reads what is next to it", () => {
  using project = createProject({ ".boards/watch.jpg": onePixelPng, ".boards/.env": "KEY=1" });
  const files = createDiskFiles({ folder: project.path(".boards"), roots: [project.folder], stateFolders: [] });
  expect(files.describe("watch.jpg")).toHaveProperty("mediaType", "image/png");
  expect(files.describe(".env")).toEqual({ problem: "hidden" });
});

test.each(["/dev/zero", "../../../../../../dev/zero"])("%s is a device and is not read", (path) => {
  using project = setup();
  expect(project.files.readText(path)).toEqual({ problem: "outside" });
  symlinkSync("/dev/zero", project.path("boards/endless.png"));
  expect(project.files.describe("endless.png")).toEqual({ problem: "outside" });
});

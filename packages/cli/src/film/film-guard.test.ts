import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openState, type State } from "@shotlist/batch-runner";
import { expect, onTestFinished, test } from "vitest";
import { createFilmGuard, type FilmGuard } from "./film-guard.ts";

interface Place {
  readonly state: State;
  readonly folder: string;
  readonly film: string;
  readonly guard: FilmGuard;
}

function createPlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), "shotlist-films-"));
  const state = openState({ dir, realmClass: "mock" });
  onTestFinished(async () => {
    await state.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const folder = join(dir, "mock");
  return { state, folder, film: join(dir, "film.mp4"), guard: createFilmGuard(state, { folder, force: false }) };
}

test("a film that was made here is replaced, also by a later command", async () => {
  const { state, folder, film, guard } = createPlace();
  await guard.assertMayPut(film);
  writeFileSync(film, "the first cut");
  await guard.remember(film);
  await expect(guard.assertMayPut(film)).resolves.toBeUndefined();
  await expect(createFilmGuard(state, { folder, force: false }).assertMayPut(film)).resolves.toBeUndefined();
});

test.each([
  ["a film that somebody edited", "the first cut, edited"],
  ["somebody else's film", "a film of another program"],
  ["what is left of a film", "the first"],
])("%s is replaced only by force", async (_what, text) => {
  const { state, folder, film, guard } = createPlace();
  writeFileSync(film, "the first cut");
  await guard.remember(film);
  writeFileSync(film, text);
  await expect(guard.assertMayPut(film)).rejects.toMatchObject({ code: "output_refused", exitCode: 2 });
  await createFilmGuard(state, { folder, force: true }).assertMayPut(film);
});

test.each(["a link", "a folder"])("%s in the place of a film is not replaced, not even by force", async (what) => {
  const { state, folder, film } = createPlace();
  if (what === "a folder") mkdirSync(film);
  else symlinkSync(join(folder, "ledger.sqlite"), film);
  const forced = createFilmGuard(state, { folder, force: true });
  await expect(forced.assertMayPut(film)).rejects.toMatchObject({ code: "output_refused" });
});

test("a link in the place of the record is not written through", async () => {
  const { folder, film, guard } = createPlace();
  const notes = join(folder, "notes.txt");
  writeFileSync(notes, "what a person wrote");
  symlinkSync(notes, join(folder, "films.sha256"));
  writeFileSync(film, "a film");
  await guard.remember(film);
  expect(readFileSync(notes, "utf8")).toBe("what a person wrote");
});

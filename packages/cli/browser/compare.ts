import type { PageTake } from "../src/contact-sheet/page-data.ts";
import { keyOf, noteOf, toDecision, verdictOf, versionThatCounts } from "./decisions.ts";
import { button, make } from "./make.ts";
import { factsOf, player } from "./player.ts";
import type { State } from "./state.ts";
import { syncClips, type SyncedClips } from "./sync.ts";

export interface Comparison {
  readonly element: HTMLDialogElement;
  readonly isOpen: () => boolean;
  open(): void;
  close(): void;
  toggle(): void;
  step(seconds: number): void;
  focusNote(): void;
}

/** All versions of the selected take next to each other, played as one. */
export function createComparison(state: State, onClose: () => void): Comparison {
  const dialog = make("dialog", { "aria-labelledby": "compared" });
  let clips: SyncedClips = syncClips([], () => undefined);
  let painted = "";
  let note: HTMLTextAreaElement | undefined;

  const paint = (): void => {
    if (!dialog.open) return;
    const take = state.selected();
    if (take === undefined) return dialog.close();
    const signature = JSON.stringify(take);
    if (signature !== painted) {
      painted = signature;
      clips.pause();
      const built = build(state, take, dialog);
      ({ clips, note } = built);
      dialog.replaceChildren(...built.parts);
    }
    mark(state, take, dialog);
  };
  state.listen(paint);
  dialog.addEventListener("close", () => {
    clips.pause();
    painted = "";
    dialog.replaceChildren();
    onClose();
  });
  return {
    element: dialog,
    isOpen: () => dialog.open,
    open: () => {
      dialog.showModal();
      paint();
      dialog.querySelector<HTMLElement>(".play")?.focus();
    },
    close: () => dialog.close(),
    toggle: () => clips.toggle(),
    step: (seconds) => clips.step(seconds),
    focusNote: () => note?.focus(),
  };
}

interface Built {
  readonly clips: SyncedClips;
  readonly note: HTMLTextAreaElement;
  readonly parts: readonly Node[];
}

function build(state: State, take: PageTake, dialog: HTMLDialogElement): Built {
  const videos = take.versions.map((version) => player(take, version));
  const time = make("input", { type: "range", min: 0, max: 0, step: "any", value: 0, "aria-label": "Time" });
  const clock = make("output", { class: "soft" });
  const play = button("Play", () => clips.toggle(), { class: "play" });
  const clips = syncClips(videos, () => {
    time.max = String(clips.length());
    time.value = String(clips.time());
    clock.textContent = `${clips.time().toFixed(2)} s of ${clips.length().toFixed(2)} s`;
    play.textContent = clips.playing() ? "Pause" : "Play";
  });
  time.addEventListener("input", () => clips.seek(Number(time.value)));
  const note = noteField(state, take);
  const decide = (verdict: "approved" | "rejected"): void => state.decide(take, { verdict });
  const head = make(
    "header",
    {},
    make("h2", { id: "compared" }, take.id),
    button("Close", () => dialog.close()),
  );
  const controls = make(
    "div",
    { class: "controls" },
    play,
    button("−1 frame", () => clips.step(-1 / 24)),
    button("+1 frame", () => clips.step(1 / 24)),
    time,
    clock,
    speedField((speed) => clips.setSpeed(speed)),
    soundField(take, videos),
  );
  const verdicts = make(
    "div",
    { class: "buttons" },
    button("Approve", () => decide("approved"), { "data-is": "approved" }),
    button("Reject", () => decide("rejected"), { "data-is": "rejected" }),
    button("Undo", () => state.forget([keyOf(take)]), { "data-is": "undo" }),
  );
  const hint = make("p", { class: "hint soft" });
  const prompt = take.prompt === undefined ? [] : [make("p", { class: "prompt" }, take.prompt)];
  const empty = videos.length === 0 ? [make("p", { class: "empty" }, take.state)] : [];
  const versions = make("div", { class: "versions" }, ...figures(state, take, videos), ...empty);
  return { clips, note, parts: [head, versions, controls, ...prompt, make("label", {}, "Note", note), hint, verdicts] };
}

function figures(state: State, take: PageTake, videos: readonly HTMLVideoElement[]): readonly HTMLElement[] {
  return take.versions.map((version, index) =>
    make(
      "figure",
      { "data-version": version.number },
      ...videos.slice(index, index + 1),
      make("figcaption", { class: "soft" }, factsOf(version)),
      button(`Use version ${version.number}`, () => state.decide(take, { use: version.number })),
    ),
  );
}

function noteField(state: State, take: PageTake): HTMLTextAreaElement {
  const field = make("textarea", { rows: 2, maxlength: 2000 });
  field.value = noteOf(take, state.drafts.get(keyOf(take)));
  field.addEventListener("input", () => state.decide(take, { note: field.value.replaceAll("\n", " ") }));
  return field;
}

function speedField(setSpeed: (speed: number) => void): HTMLElement {
  const speeds = [0.25, 0.5, 1, 2].map((speed) => make("option", { value: speed, selected: speed === 1 }, `${speed}×`));
  const field = make("select", {}, ...speeds);
  field.addEventListener("change", () => setSpeed(Number(field.value)));
  return make("label", {}, "Speed", field);
}

/** One version is heard at a time. */
function soundField(take: PageTake, videos: readonly HTMLVideoElement[]): HTMLElement {
  const of = take.versions.map(({ number }, index) => make("option", { value: index }, `version ${number}`));
  const field = make("select", {}, make("option", { value: -1 }, "off"), ...of);
  field.addEventListener("change", () => {
    for (const [index, video] of videos.entries()) video.muted = String(index) !== field.value;
  });
  return make("label", {}, "Sound", field);
}

/** Shows what counts and what was decided, without touching what plays. */
function mark(state: State, take: PageTake, dialog: HTMLDialogElement): void {
  const draft = state.drafts.get(keyOf(take));
  const counting = versionThatCounts(take, draft)?.number;
  const verdict = verdictOf(take, draft);
  for (const figure of dialog.querySelectorAll<HTMLElement>("figure")) {
    const counts = figure.dataset["version"] === String(counting);
    figure.classList.toggle("counts", counts);
    figure.querySelector("button")?.setAttribute("aria-pressed", String(counts));
  }
  for (const one of dialog.querySelectorAll<HTMLButtonElement>("[data-is]")) {
    if (one.dataset["is"] === "undo") one.disabled = draft === undefined;
    else one.setAttribute("aria-pressed", String(one.dataset["is"] === verdict));
  }
  const hint = dialog.querySelector(".hint");
  const isLoose = draft?.note !== undefined && toDecision(take, draft) === undefined;
  if (hint) hint.textContent = isLoose ? "A note is kept with a decision: approve, reject or choose a version." : "";
}

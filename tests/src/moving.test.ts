import { compileStoryboard, type Compiled, type Diagnostic, type FileSource } from "@shotlist/core";
import { factsOf, type FormatId, formatIds, type ModelFacts } from "@shotlist/schema";
import { describe, expect, test } from "vitest";

// A storyboard is vendor-neutral: changing `provider:` compiles the same shots to other requests. Whatever the other
// provider cannot take is a located error for exactly that field; nothing an author wrote is dropped on the way.

/** Written values by field, each as YAML that fits on one line. */
type Fields = Readonly<Record<string, string>>;

/** A storyboard of one shot under test. */
interface Story {
  readonly about: string;
  readonly fields: Fields;
  /** Shots that it draws on. */
  readonly before?: string;
}

const picture = "https://cdn.example.com/watch.png";
const basis: Fields = { prompt: "A watch turns slowly", duration: "5", resolution: "720p", audio: "false" };
const wide: Fields = { ...basis, ratio: '"16:9"' };
const everyKind =
  `{ images: ["${picture}", "https://cdn.example.com/strap.png"], ` +
  `videos: ["https://cdn.example.com/motion.mp4"], audios: ["https://cdn.example.com/theme.mp3"] }`;

interface Home {
  readonly provider: FormatId;
  readonly model: string;
}

const homes: readonly Home[] = formatIds.flatMap((provider) =>
  factsOf(provider).models.map(({ id }) => ({ provider, model: id })),
);

const stories: readonly Story[] = [
  { about: "text", fields: wide },
  { about: "portrait", fields: { ...wide, ratio: '"9:16"' } },
  { about: "square", fields: { ...wide, ratio: '"1:1"' } },
  { about: "an odd ratio", fields: { ...wide, ratio: '"21:9"' } },
  { about: "four seconds", fields: { ...wide, duration: "4" } },
  { about: "fifteen seconds", fields: { ...wide, duration: "15" } },
  { about: "480p", fields: { ...wide, resolution: "480p" } },
  { about: "1080p", fields: { ...wide, resolution: "1080p" } },
  { about: "sound", fields: { ...wide, audio: "true" } },
  { about: "eight seconds with sound", fields: { ...wide, duration: "8", audio: "true" } },
  {
    about: "a first frame, with sound",
    fields: { ...basis, duration: "8", audio: "true", firstFrame: `"${picture}"` },
  },
  { about: "a seed", fields: { ...wide, seed: "7" } },
  { about: "the seed 0", fields: { ...wide, seed: "0" } },
  { about: "a watermark", fields: { ...wide, watermark: "true" } },
  { about: "no watermark", fields: { ...wide, watermark: "false" } },
  { about: "the last frame asked for", fields: { ...wide, returnLastFrame: "true" } },
  { about: "a service tier", fields: { ...wide, serviceTier: "flex" } },
  { about: "an expiry", fields: { ...wide, expiresAfter: "2h" } },
  { about: "a draft", fields: { ...wide, resolution: "480p", draft: "true", returnLastFrame: "false" } },
  { about: "a length in frames", fields: { ...omit(wide, "duration"), frames: "57" } },
  { about: "a first frame", fields: { ...basis, firstFrame: `"${picture}"` } },
  { about: "a first frame that the vendor keeps", fields: { ...basis, firstFrame: '"asset://asset-1"' } },
  { about: "a first frame in a file", fields: { ...basis, firstFrame: "./watch.png" } },
  {
    about: "a first and a last frame",
    fields: { ...basis, firstFrame: `"${picture}"`, lastFrame: '"https://cdn.example.com/box.png"' },
  },
  {
    about: "a frame of another provider's clip, which it returns",
    before: openingAt((model) => model.returnLastFrame?.value === true, { ...wide, returnLastFrame: "true" }),
    fields: { ...basis, firstFrame: '"${{ shots.opening.lastFrame }}"' },
  },
  {
    about: "a frame of another provider's clip, which it does not return",
    before: openingAt((model) => model.returnLastFrame === undefined, wide),
    fields: { ...basis, firstFrame: '"${{ shots.opening.lastFrame }}"' },
  },
  { about: "reference images", fields: { ...wide, references: `{ images: ["${picture}"] }` } },
  {
    about: "references of each kind, named in the prompt, with sound",
    fields: {
      ...wide,
      prompt: '"${{ ref.images[1] }} moves as in ${{ ref.videos[1] }}, to ${{ ref.audios[1] }}"',
      references: everyKind,
      audio: "true",
    },
  },
  {
    about: "everything at once",
    fields: {
      ...wide,
      duration: "15",
      ratio: '"21:9"',
      resolution: "1080p",
      audio: "true",
      seed: "7",
      watermark: "true",
      returnLastFrame: "true",
      expiresAfter: "2h",
      references: everyKind,
    },
  },
];

/** Other values of a field; where one of them compiles as well, the request must not look the same. */
const otherValues: Readonly<Record<string, (value: string) => readonly string[]>> = {
  prompt: (value) => [
    value.replace("A watch turns", "A dial glows"),
    value.replace("ref.images[1]", "ref.images[2]"),
    value.replace(" moves as in", " stands still beside"),
  ],
  duration: () => ["4", "5", "6", "12", "15"],
  frames: () => ["61", "65"],
  ratio: () => ['"16:9"', '"9:16"', '"1:1"', '"4:3"', '"21:9"'],
  resolution: () => ["480p", "720p", "1080p", "4k"],
  audio: flipped,
  seed: () => ["7", "8", "0"],
  watermark: flipped,
  returnLastFrame: flipped,
  draft: flipped,
  serviceTier: () => ["default", "flex"],
  expiresAfter: () => ["2h", "3h"],
  firstFrame: (value) => (value.startsWith("./") ? ["./strap.png"] : [`"${picture}?v=2"`, '"asset://asset-2"']),
  lastFrame: () => ['"https://cdn.example.com/lid.png"'],
  references: (value) =>
    ["watch.png", "strap.png", "motion.mp4", "theme.mp3"].map((name) => value.replace(name, `other-${name}`)),
};

const files: FileSource = {
  readText: () => ({ problem: "missing" }),
  describe: (path) => ({ sha256: path.padEnd(64, "0"), bytes: 1000, mediaType: "image/png" }),
};

const compiledTexts = new Map<string, Compiled>();

function compile({ fields, before = "" }: Story, { provider, model }: Home): Compiled {
  const shot = written({ id: "moving", model, ...fields }, "\n    ");
  const text = `shotlist: 1\nname: moving\nprovider: ${provider}\nshots:\n${before}  - ${shot}\n`;
  const compiled = compiledTexts.get(text) ?? compileStoryboard({ file: "moving.yaml", text }, { files });
  compiledTexts.set(text, compiled);
  return compiled;
}

const errorsOf = ({ diagnostics }: Compiled): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === "error");

/** The field that a diagnostic points at: each is on its own line. */
function fieldAt({ line }: Diagnostic, { fields, before }: Story): string {
  const first = before === undefined ? 5 : 6;
  return ["id", "model", ...Object.keys(fields)][line - first] ?? "elsewhere";
}

/** What is wrong with how a story is written elsewhere: authored fields that left no trace, errors that miss their field. */
function faultsOf(story: Story, home: Home): readonly string[] {
  const compiled = compile(story, home);
  const errors = errorsOf(compiled);
  if (errors.length === 0) return droppedFields(story, home);
  const misplaced = errors.filter((error) => !Object.hasOwn(story.fields, fieldAt(error, story)));
  if (misplaced.length > 0) return misplaced.map(({ code, message }) => `not at an authored field: ${code} ${message}`);
  // Without the fields that were refused, the rest has to arrive whole: so no error was about anything else.
  const refused = new Set(errors.map((error) => fieldAt(error, story)));
  const rest = without(story, refused, home);
  const unnecessary = [...refused].filter((field) => {
    const alone = without(story, new Set([...refused].filter((other) => other !== field)), home);
    return !errorsOf(compile(alone, home)).some((error) => fieldAt(error, alone) === field);
  });
  return [
    ...errors.flatMap((error) => unhelpful(error, story, home)),
    ...unnecessary.map((field) => `refused only because of another field: ${field}`),
    ...faultsOf(rest, home),
  ];
}

function droppedFields(story: Story, home: Home): readonly string[] {
  const body = bodyOf(compile(story, home));
  return Object.entries(story.fields).flatMap(([field, value]) =>
    (otherValues[field]?.(value) ?? [])
      .filter((other) => other !== value)
      .filter((other) => {
        const changed = compile({ ...story, fields: { ...story.fields, [field]: other } }, home);
        return errorsOf(changed).length === 0 && bodyOf(changed) === body;
      })
      .map((other) => `dropped: ${field} may be ${value} or ${other}, and the request is the same`),
  );
}

/** The story with what was refused said in another way, or not at all; a prompt that names its references goes with them. */
function without(story: Story, refused: ReadonlySet<string>, home: Home): Story {
  const fields = Object.entries(story.fields).flatMap(([field, value]): readonly (readonly [string, string])[] => {
    if (field === "prompt" && refused.has("references")) return [[field, basis["prompt"] ?? ""]];
    if (!refused.has(field)) return [[field, value]];
    const others = { ...story, fields: omit(story.fields, field) };
    // A length in frames has its own way out: one in seconds.
    const name = field === "frames" ? "duration" : field;
    const instead = otherValues[name]?.(value).find((other) => other !== value && takes(name, other, others, home));
    return instead === undefined ? [] : [[name, instead]];
  });
  return { ...story, fields: Object.fromEntries(fields) };
}

/** Whether a story that says this as well has nothing wrong at this field. */
function takes(field: string, value: string, others: Story, home: Home): boolean {
  const story = { ...others, fields: { ...others.fields, [field]: value } };
  return !errorsOf(compile(story, home)).some((error) => fieldAt(error, story) === field);
}

/** Somebody took the story as it is, so a way out is named; and whoever is named has to take it. */
function unhelpful({ code, help = "" }: Diagnostic, story: Story, { model }: Home): readonly string[] {
  const named = [...help.matchAll(/(?:^Use |, (?!or ))([\w-]+)(?: \(([^)]+)\))?/g)].flatMap(([, name, other = model]) =>
    homes.filter((home) => home.provider === name && home.model === other),
  );
  if (named.length === 0) return [`names nobody who takes it: ${code}: ${help}`];
  return named
    .filter((home) => errorsOf(compile(story, home)).some((error) => !isAboutAnotherShot(error, story)))
    .map((home) => `names ${home.provider} (${home.model}), which does not take it: ${code}: ${help}`);
}

/** A shot at the first provider whose model is like that. */
function openingAt(isLike: (model: ModelFacts) => boolean, fields: Fields): string {
  const home = homes.find(({ provider, model }) =>
    factsOf(provider).models.some((facts) => facts.id === model && isLike(facts)),
  );
  return `  - { id: opening, provider: ${home?.provider}, model: ${home?.model}, ${written(fields, ", ")} }\n`;
}

/** Whether a frame of another shot gets here is seen once both are known; a rule that looks at one shot cannot know. */
function isAboutAnotherShot({ code }: Diagnostic, { before }: Story): boolean {
  return before !== undefined && code === "media-form";
}

function bodyOf({ plan }: Compiled): string {
  return JSON.stringify(plan?.takes.find(({ shot }) => shot === "moving")?.request.body);
}

function flipped(value: string): readonly string[] {
  return [value === "true" ? "false" : "true"];
}

function written(fields: Fields, separator: string): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(separator);
}

function omit(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

const isTakenBy = (story: Story, provider: FormatId): boolean =>
  homes.some((home) => home.provider === provider && errorsOf(compile(story, home)).length === 0);

const known = new Map<string, readonly string[]>();

/** The same story at the same home is judged once, whoever it was written for. */
function judged(story: Story, home: Home): readonly string[] {
  const key = `${story.about} at ${home.provider}, ${home.model}`;
  const found = known.get(key) ?? faultsOf(story, home).map((fault) => `${key}: ${fault}`);
  known.set(key, found);
  return found;
}

const pairs = formatIds.flatMap((from) => formatIds.filter((to) => to !== from).map((to) => ({ from, to })));

describe.each(pairs)("from $from to $to", ({ from, to }) => {
  const movable = stories.filter((story) => isTakenBy(story, from));

  test("every field arrives or is refused at its place, with a way out", () => {
    const newHomes = homes.filter(({ provider }) => provider === to);
    expect(movable.flatMap((story) => newHomes.flatMap((home) => judged(story, home)))).toEqual([]);
  });

  test("a model that the other provider does not have is named at its place, with who has it", () => {
    const shared = new Set(factsOf(to).models.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
    for (const { id: model } of factsOf(from).models) {
      if (shared.has(model)) continue;
      const story: Story = { about: "text", fields: wide };
      const [first] = compile(story, { provider: to, model }).diagnostics.filter(({ code }) =>
        code.startsWith("model-"),
      );
      expect(first).toMatchObject({ line: 6, code: factsOf(to).openModels ? "model-unlisted" : "model-unknown" });
      expect(first?.help).toContain(from);
    }
  });
});

test("every story can be rendered by a provider, and every provider renders some", () => {
  const told = stories.map((story) => ({
    about: story.about,
    by: formatIds.filter((id) => isTakenBy(story, id)),
  }));
  expect(told.filter(({ by }) => by.length === 0)).toEqual([]);
  expect(formatIds.filter((id) => told.every(({ by }) => !by.includes(id)))).toEqual([]);
});

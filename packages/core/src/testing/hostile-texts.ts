import * as fc from "fast-check";
import { stringify } from "yaml";
import { arbitraryStoryboard } from "./arbitrary-storyboard.ts";

const head = "shotlist: 1\nname: a\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";

const words = [
  ..."shots id prompt matrix include exclude vars defaults firstFrame lastFrame duration frames provider providers".split(
    " ",
  ),
  ..."references images videos audios takes model rows needs draft draftOf extra output file dir name shotlist text".split(
    " ",
  ),
  ..."env assets baseUrl budget format price perSecond perMillionTokens currency seed watermark audio ratio".split(" "),
  ..."wisgate toapis ark doubao-seedance-2.0 a.jpg a.mp4 cells.csv cells.jsonl part.yaml asset://a 16:9 5s 5".split(
    " ",
  ),
  ..."${{vars.a}} ${{matrix.a}} ${{shots.a.lastFrame}} ${{ref.images[1]}} ${{env.A}} ${{take.number}} @image1".split(
    " ",
  ),
  ..."&a *a << null true 1 -1 1e999 0x10 ~ 🎬 https://example.com/a.png ../a.jpg file:///a __proto__ constructor".split(
    " ",
  ),
];

const marks = [":", "- ", "\n", "\n  ", "\n    ", "\r\n", " ", "[", "]", "{", "}", '"', "'", "|", ">", "#", ",", "\t"];

const scalar = fc.oneof(fc.constantFrom(...words), fc.string(), fc.double(), fc.boolean(), fc.constant(null));

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie("tree"), { maxKeys: 4 }),
  ),
}));

const pieces = (parts: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((found) => found.join(""));

/** A sound storyboard with a few characters cut out, doubled or put in: near enough to be read far. */
const damaged = fc
  .tuple(
    arbitraryStoryboard,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.constantFrom("", ...words, ...marks)), { maxLength: 3 }),
  )
  .map(([storyboard, edits]) =>
    edits.reduce((text, [at, length, word]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + word + text.slice(start + length);
    }, stringify(storyboard)),
  );

/** Texts that no author means to write, by what is strange about them. */
export const hostileTexts: { readonly [what: string]: fc.Arbitrary<string> } = {
  "words and marks of the language in any order": pieces([...words, ...marks, "${{", "}}"], 60).map(
    (text) => head + text,
  ),
  "any tree of values under any known key": fc
    .record(
      {
        shots: fc.oneof(fc.array(fc.dictionary(fc.constantFrom(...words), tree)), tree),
        matrix: tree,
        vars: tree,
        defaults: tree,
        providers: tree,
        output: tree,
        include: tree,
        assets: tree,
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify({ shotlist: 1, name: "a", provider: "wisgate", ...value })),
  "any template in a prompt": pieces(
    [
      ..."${{ }} vars . a [ ] 1 ' \" ( ) , default upper env.A matrix.lang ref.images[1] shots.one.video - é".split(
        " ",
      ),
      " ",
    ],
    20,
  ).map((text) => `${head}shots: [{ id: one, prompt: ${JSON.stringify(text)} }]`),
  "a sound storyboard, damaged": damaged,
  "any folded or kept text": fc
    .tuple(
      fc.constantFrom(">", ">-", ">+", "|", "|-", "|+"),
      fc.array(pieces([..."a watch turns slowly on white marble".split(" "), " ", "  ", "#", "- ", "\n", "🎬"], 40)),
    )
    .map(([mark, lines]) => `${head}shots:\n  - id: one\n    prompt: ${mark}\n      ${lines.join("\n      ")}\n`),
  "any characters": fc.string({ unit: "binary" }),
};

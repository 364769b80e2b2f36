import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Document, parse, Scalar } from "yaml";
import { compileStoryboard } from "./compile-storyboard.ts";
import { noFiles } from "./files/file-source.ts";
import { formatStoryboard } from "./format-storyboard.ts";

const uneven = `# The launch film
shotlist:   1
name: aurora # its identity


provider:  "wisgate"
x-look: &look {resolution: 480p,duration: 6}
shots:
- id: reveal # the first
  <<: *look
  prompt: >-
    A watch turns slowly on white marble, and light
    sweeps across the glass while the hands move on towards the hour
  # how it begins
  firstFrame:     ./a.jpg
-   {id: detail, prompt: "\${{ vars.product }} up close"}
# the end
`;

const even = `# The launch film
shotlist: 1
name: aurora # its identity

provider: "wisgate"
x-look: &look { resolution: 480p, duration: 6 }
shots:
  - id: reveal # the first
    <<: *look
    prompt: >-
      A watch turns slowly on white marble, and light sweeps across the glass while the hands move
      on towards the hour
    # how it begins
    firstFrame: ./a.jpg
  - { id: detail, prompt: "\${{ vars.product }} up close" }

# the end
`;

test("lays a storyboard out evenly; comments, anchors, quotes and folded texts stay", () => {
  expect(formatStoryboard({ file: "a.yaml", text: uneven })).toEqual({ text: even, diagnostics: [] });
});

test("changes nothing in what is laid out already, whatever its line ends", () => {
  expect(formatStoryboard({ file: "a.yaml", text: even }).text).toBe(even);
  expect(formatStoryboard({ file: "a.yaml", text: uneven.replaceAll("\n", "\r\n") }).text).toBe(even);
});

test("says what is wrong with a text that cannot be read, and gives none back", () => {
  const { text, diagnostics } = formatStoryboard({ file: "a.yaml", text: "shots: [" });
  expect(text).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
});

const long =
  "A watch turns slowly on white marble while light sweeps across the glass and the camera moves in from the left";
const shot =
  "shotlist: 1\nname: aurora\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\nshots:\n-   id: watch\n    prompt: ";

function digestsOf(text: string): readonly string[] {
  const { plan } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles });
  return plan?.takes.map(({ digest }) => digest) ?? [];
}

test.each([
  ["begins with blanks", `>2\n        ${long}\n      and ends on the crown.\n`],
  ["begins with blanks and keeps its line ends", `>2+\n        ${long}\n      and ends.\n\n\n    seed: 2\n`],
  ["begins with blanks, with a remark", `>2- # remark\n        ${long}\n      and ends.\n`],
  ["begins with a tab", `>2\n      \t${long}\n      and ends.\n`],
])("a folded text that %s keeps its lines and its value, and is named", (_, prompt) => {
  const before = shot + prompt;
  const { text = "", diagnostics } = formatStoryboard({ file: "a.yaml", text: before });
  expect(diagnostics).toMatchObject([{ code: "layout-kept", severity: "warning", line: 7, column: 13 }]);
  expect(text).toContain(`${long}\n`);
  expect(text).toContain("\n  - id: watch\n");
  expect(digestsOf(before)).toHaveLength(1);
  expect(digestsOf(text)).toEqual(digestsOf(before));
  expect(formatStoryboard({ file: "a.yaml", text }).text).toBe(text);
});

test("no text changes its value, whatever is in it and however it is written", () => {
  const words = fc.array(
    fc.constantFrom("watch", " ", "  ", "\n", "\n\n", "\t", "#3", "- a", "x".repeat(60), "---", ": "),
    {
      maxLength: 20,
    },
  );
  const styles = fc.constantFrom("BLOCK_FOLDED", "BLOCK_LITERAL", "PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE");
  fc.assert(
    fc.property(words, styles, fc.constantFrom(2, 4), (parts, type, indent) => {
      const document = new Document({ shots: [{ id: "a", prompt: parts.join("") }] });
      document.setIn(["shots", 0, "prompt"], Object.assign(new Scalar(parts.join("")), { type }));
      const before = document.toString({ indent, lineWidth: 0 });
      const { text = "" } = formatStoryboard({ file: "a.yaml", text: before });
      expect(parse(text)).toEqual(parse(before));
      expect(formatStoryboard({ file: "a.yaml", text }).text).toBe(text);
    }),
    { numRuns: 300 },
  );
});

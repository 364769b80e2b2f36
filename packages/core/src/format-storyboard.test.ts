import { expect, test } from "vitest";
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

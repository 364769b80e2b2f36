// How compiling compares with reading the YAML alone, and how it grows with a matrix. Prints ratios: the machine cancels out.
import { compileStoryboard } from "@shotlist/core";
import { parseDocument } from "yaml";

const rounds = 5;
const head = `shotlist: 1
name: bench
provider: wisgate
vars: { product: Watch }
defaults: { model: doubao-seedance-2.0, resolution: 720p }
`;

function authored(count: number): string {
  const shots = Array.from(
    { length: count },
    (_, index) => `  - id: shot-${index}
    prompt: "\${{ vars.product }} number ${index} turns slowly on white marble in soft morning light"
    duration: ${5 + (index % 10)}
    ratio: "9:16"
`,
  );
  return `${head}shots:\n${shots.join("")}`;
}

function multiplied(count: number): string {
  const products = Array.from({ length: count / 10 }, (_, index) => `p${index}`).join(", ");
  return `${head}matrix: { product: [${products}], take: [a, b, c, d, e, f, g, h, i, j] }
shots:
  - id: reveal
    prompt: "\${{ vars.product }} \${{ matrix.product }} turns slowly on white marble, view \${{ matrix.take }}"
`;
}

function compile(text: string, takes: number): void {
  const missing = { problem: "missing" } as const;
  const files = { readText: () => missing, describe: () => missing };
  const { plan, diagnostics } = compileStoryboard({ file: "bench.yaml", text }, { files });
  if (plan?.takes.length !== takes)
    throw new Error(`Expected ${takes} takes: ${JSON.stringify(diagnostics.slice(0, 3))}`);
}

/** Seconds of the quickest round of each, the rounds taken in turn so that no one of them has the quiet machine. */
function quickest<Name extends string>(runs: { readonly [name in Name]: () => void }): {
  readonly [name in Name]: number;
} {
  const seconds = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries<() => void>(runs)) {
      const start = performance.now();
      run();
      seconds.set(name, Math.min(seconds.get(name) ?? Infinity, (performance.now() - start) / 1000));
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each run, set above
  return Object.fromEntries(seconds) as { readonly [name in Name]: number };
}

const file = authored(10_000);
const [small, large] = [multiplied(10_000), multiplied(100_000)];
const seconds = quickest({
  yaml: () => void parseDocument(file),
  authored: () => compile(file, 10_000),
  ten: () => compile(small, 10_000),
  hundred: () => compile(large, 100_000),
});

process.stdout.write(
  `${JSON.stringify(
    {
      "compile 10,000 authored shots / parseDocument of the same file": Number(
        (seconds.authored / seconds.yaml).toFixed(2),
      ),
      "compile 100,000 takes of a matrix / 10,000": Number((seconds.hundred / seconds.ten).toFixed(2)),
      seconds,
    },
    undefined,
    2,
  )}\n`,
);

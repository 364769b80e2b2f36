// Storyboards of any size, for the benches.
const head = `shotlist: 1
name: bench
provider: wisgate
vars: { product: Watch }
defaults: { model: doubao-seedance-2.0, resolution: 720p }
`;

/** Shots written one by one. */
export function authored(count: number): string {
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

/** One shot and a matrix. */
export function multiplied(count: number): string {
  const products = Array.from({ length: count / 10 }, (_, index) => `p${index}`).join(", ");
  return `${head}matrix: { product: [${products}], take: [a, b, c, d, e, f, g, h, i, j] }
shots:
  - id: reveal
    prompt: "\${{ vars.product }} \${{ matrix.product }} turns slowly on white marble, view \${{ matrix.take }}"
`;
}

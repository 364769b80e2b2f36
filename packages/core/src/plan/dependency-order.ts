/** A node of the graph of takes. */
export interface Dependent {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

export interface Ordered<Node> {
  readonly order: readonly Node[];
  /** Each cycle as the ids on it, in the order of the arrows. */
  readonly cycles: readonly (readonly string[])[];
}

/** Puts what is needed before what needs it, and otherwise keeps the given order. Without recursion: chains may be long. */
export function orderByDependency<Node extends Dependent>(nodes: readonly Node[]): Ordered<Node> {
  if (nodes.every(({ dependsOn }) => dependsOn.length === 0)) return { order: nodes, cycles: [] };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const state = new Map<string, "open" | "done">();
  const order: Node[] = [];
  const cycles: (readonly string[])[] = [];
  for (const root of nodes) {
    const stack: { readonly node: Node; next: number }[] = [];
    const open = (node: Node): void => {
      state.set(node.id, "open");
      stack.push({ node, next: 0 });
    };
    if (!state.has(root.id)) open(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const needed = byId.get(top.node.dependsOn[top.next] ?? "");
      top.next += 1;
      if (top.next > top.node.dependsOn.length) {
        state.set(top.node.id, "done");
        order.push(top.node);
        stack.pop();
      } else if (needed !== undefined && state.get(needed.id) === "open") {
        const ids = stack.map(({ node }) => node.id);
        cycles.push(ids.slice(ids.indexOf(needed.id)));
      } else if (needed !== undefined && !state.has(needed.id)) {
        open(needed);
      }
    }
  }
  return { order, cycles };
}

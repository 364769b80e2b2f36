/** Tells the names of bodies that a tool takes from those that it refuses. */
export async function verdicts(bodies, takes) {
  const taken = [];
  const refused = [];
  for (const { name, body } of bodies) ((await takes(body)) ? taken : refused).push(name);
  return { taken, refused };
}

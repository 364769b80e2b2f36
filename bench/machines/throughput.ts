// How long workers take for what was handed over, where the vendor's latency is the bound.
import { openStudio } from "./studio.ts";

const inFlight = 50;
/** A task of the mock takes some 90 seconds of its time: some three seconds of ours. */
const speed = 30;

/** Milliseconds from the first worker's start to the last one's end. */
export async function timeToRender(takes: number, workers: number): Promise<number> {
  const studio = await openStudio({ takes, limit: inFlight * workers, speed });
  try {
    const handed = await studio.start("desk", "render", "board.yaml", "--detach", "--yes").ended;
    if (handed.code !== 0) throw new Error(handed.stderr);
    const from = performance.now();
    const ends = await Promise.all(
      Array.from(
        { length: workers },
        (_, index) => studio.start(`w${index}`, "worker", "--until-empty", "--concurrency", String(inFlight)).ended,
      ),
    );
    for (const { code, stderr } of ends) if (code !== 0) throw new Error(stderr);
    return performance.now() - from;
  } finally {
    await studio.close();
  }
}

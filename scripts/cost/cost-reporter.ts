import type { Reporter, TestModule } from "vitest/node";

/** Prints what each test file took, the dearest first, and what each project took. */
export default class CostReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.map((module) => {
      const { worker = 0, programs = 0 } = module.meta().cost ?? {};
      return { module, worker, programs, all: worker + programs, tests: [...module.children.allTests()].length };
    });
    console.log("\nseconds of processor (worker + programs), tests, file");
    for (const { module, worker, programs, all, tests } of rows.toSorted((a, b) => b.all - a.all)) {
      console.log(
        `${seconds(all)} ${seconds(worker)} ${seconds(programs)} ${String(tests).padStart(5)}  ${module.project.name} ${module.relativeModuleId}`,
      );
    }
    console.log("\nseconds of processor, tests, project");
    const projects = Map.groupBy(rows, ({ module }) => module.project.name);
    for (const [name, list] of [...projects, ["all files", rows] as const]) {
      console.log(
        `${seconds(sum(list.map((row) => row.all)))} ${String(sum(list.map((row) => row.tests))).padStart(6)}  ${name}`,
      );
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function seconds(value: number): string {
  return value.toFixed(1).padStart(7);
}

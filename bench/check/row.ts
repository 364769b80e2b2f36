/** A workspace with its packages built: this one, or a commit's. */
export interface Build {
  /** Absolute path of its root folder. */
  readonly root: string;
  /** What the tables call it. */
  readonly label: string;
}

/** One figure of a row, and what it is held to. */
export interface Goal {
  readonly figure: string;
  /** What is measured, in the words of docs/performance.md. */
  readonly what: string;
  readonly unit?: "MiB";
  readonly bound: number;
  readonly side: "at most" | "at least";
  /** Whether the figure is this build's over that of the build it is compared with; else it is the figure itself. */
  readonly overBefore?: true;
}

/** Some figures that are measured together. */
export interface Row {
  readonly name: string;
  readonly goals: readonly Goal[];
  /** Takes many minutes: measured only where it is named. */
  readonly long?: true;
  /** Everything a build needs before its rounds. */
  readonly open: (build: Build) => Promise<Measuring>;
}

/** A build made ready for the rounds of one row. */
export interface Measuring extends AsyncDisposable {
  /** One round: the row's figures by name. What they are ratios to is measured in the same round, in turn. */
  readonly round: () => Promise<Figures>;
}

export type Figures = Readonly<Record<string, number>>;

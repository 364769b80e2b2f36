import type { FormatFacts, FormatRef } from "@shotlist/schema";
import type { Sources } from "./sources.ts";

/** What a section of a format's page is written from. */
export interface Page {
  /** The format in its newest edition. */
  readonly id: FormatRef;
  readonly facts: FormatFacts;
  readonly sources: Sources;
}

/** One section of a page; one that comes out empty is left out. */
export interface Section {
  readonly title: string;
  readonly write: (page: Page) => string;
}

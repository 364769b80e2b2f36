/** What a webhook says of a task. It is never believed: it is a reason to ask the vendor, and no more. */
export interface Notice {
  readonly format: string;
  readonly taskId: string;
  /** It says that the task has not ended, so that there is nothing to look for. */
  readonly isOpen: boolean;
}

/** Where notices come from. They may be doubled, forged, late or lost. */
export interface Notices {
  /** Answers with a function that ends it. */
  subscribe(hear: (notice: Notice) => void): () => void;
}

/** In which editions something holds: from `since` on, and before `until`. */
export interface EditionBounds {
  readonly since?: string;
  readonly until?: string;
}

/** Whether something holds in an edition. Ids of editions are dates, so that their order is that of the texts. */
export function holdsIn({ since, until }: EditionBounds, edition: string | undefined): boolean {
  if (edition === undefined) return since === undefined && until === undefined;
  return (since === undefined || since <= edition) && (until === undefined || edition < until);
}

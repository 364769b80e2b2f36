/** A character that later clips may name. */
export interface Character {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
}

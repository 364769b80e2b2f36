import type { DatabaseSync } from "node:sqlite";
import type { ReviewBooks } from "./books.ts";
import { oneRow } from "./stored.ts";

/** What people said about takes, as SQLite keeps it. */
export function createReviewBooks(database: DatabaseSync): ReviewBooks {
  const select = database.prepare("SELECT review FROM reviews WHERE storyboard = ? AND take = ?");
  const upsert = database.prepare(
    "INSERT INTO reviews (storyboard, take, review) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET review = excluded.review",
  );
  return {
    reviewOf: ({ storyboard, take }) => oneRow<{ review: string }>(select, storyboard, take)?.review,
    putReview: ({ storyboard, take }, review) => void upsert.run(storyboard, take, review),
  };
}

import { deriveBounds, deriveBreaking } from "./fixtures/derive-fixtures.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import type { FormatId } from "./formats.ts";
import { fixtures } from "./generated/fixtures.ts";
import { messageSchemas } from "./generated/message-schemas.ts";
import { messageSchema } from "./schemas.ts";
import { validateMessage } from "./validate-message.ts";
import { isMessageName } from "./validation.ts";

export type { Fixture } from "./fixtures/fixture.ts";

/** Bodies written by hand: every documented example restated, and one body or more for every named rule. */
export function writtenFixturesOf(format: FormatId): readonly Fixture[] {
  const found = fixtures[format];
  if (found === undefined) throw new Error(`there is no format ${format}`);
  return found;
}

/**
 * Every body of a format's messages: those written by hand, one broken body for each simple rule, and an accepted one
 * for each value of an enum and each bound.
 */
export function fixturesOf(format: FormatId): readonly Fixture[] {
  const written = writtenFixturesOf(format);
  const isAccepted = ({ message, body }: Fixture): boolean => validateMessage(format, message, body).ok;
  const derived = Object.keys(messageSchemas[format] ?? {})
    .filter((message) => isMessageName(message))
    .flatMap((message) => {
      const schema = messageSchema(format, message);
      const accepted = written.filter((fixture) => fixture.message === message && fixture.breaks === undefined);
      return [...deriveBreaking(schema, accepted), ...deriveBounds(schema, accepted, isAccepted)];
    });
  return [...written, ...derived];
}

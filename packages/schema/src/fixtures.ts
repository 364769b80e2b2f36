import { holdsIn } from "./editions/holds-in.ts";
import { deriveBounds, deriveBreaking } from "./fixtures/derive-fixtures.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import { editionOf, editionsOf, formatOf, type FormatRef, inEdition } from "./formats.ts";
import { fixtures } from "./generated/fixtures.ts";
import type { JsonValue } from "./json/json.ts";
import { messageSchemas } from "./generated/message-schemas.ts";
import { ownFormat } from "./own/own-format.ts";
import { messageSchema } from "./schemas.ts";
import { validateMessage } from "./validate-message.ts";
import { isMessageName, type MessageName } from "./validation/verdict.ts";

export type { Fixture } from "./fixtures/fixture.ts";

/**
 * Bodies written by hand: every documented example restated, and one body or more for every named rule, of the edition
 * named. Of a format alone, those of all editions: an example of one of them meets the advice that it is of one only, and
 * what breaks a rule of an older edition alone is left out.
 */
export function writtenFixturesOf(format: FormatRef): readonly Fixture[] {
  const found = fixtures[formatOf(format)] ?? ownFormat(formatOf(format))?.fixtures;
  if (found === undefined) throw new Error(`there is no format ${format}`);
  const edition = editionOf(format);
  if (edition !== undefined) return found.filter((fixture) => holdsIn(fixture, edition));
  const newest = editionsOf(format).at(-1)?.id;
  return found.flatMap((fixture) => {
    if (holdsIn(fixture, undefined)) return [fixture];
    if (fixture.breaks !== undefined) return holdsIn(fixture, newest) ? [fixture] : [];
    const { advice } = validateMessage(format, fixture.message, fixture.body);
    return [advice.length === 0 ? fixture : { ...fixture, expectsAdvice: advice.map(({ rule }) => rule) }];
  });
}

/**
 * Every body of a format's messages: those written by hand, one broken body for each simple rule, and an accepted one
 * for each value of an enum and each bound.
 */
export function fixturesOf(format: FormatRef): readonly Fixture[] {
  const written = writtenFixturesOf(format);
  const isAccepted = ({ message, body }: Fixture): boolean => {
    const verdict = validateMessage(format, message, body);
    return verdict.ok && (editionOf(format) !== undefined || isAcceptedByAll(format, message, body));
  };
  const derived = Object.keys(messageSchemas[formatOf(format)] ?? ownFormat(formatOf(format))?.schemas ?? {})
    .filter((message) => isMessageName(message))
    .flatMap((message) => {
      const schema = messageSchema(format, message);
      const accepted = written.filter((fixture) => fixture.message === message && fixture.breaks === undefined);
      return [...deriveBreaking(schema, accepted), ...deriveBounds(schema, accepted, isAccepted)];
    });
  return [...written, ...derived];
}

/** Of a format alone, a body at a bound is shown only where no edition refuses it. */
function isAcceptedByAll(format: FormatRef, message: MessageName, body: JsonValue): boolean {
  return editionsOf(format).every(({ id }) => validateMessage(inEdition(formatOf(format), id), message, body).ok);
}

import { hash } from "node:crypto";
import type { FormatId } from "@shotlist/schema";
import type { Digest } from "../model/plan.ts";
import { type ResolvedShot, shotFieldNames, shotFields } from "../model/shot.ts";
import type { DependencyDigest } from "../model/shot-field.ts";

/** The input of a digest. */
export interface DigestInput {
  readonly format: FormatId;
  /** Take number, from 1. */
  readonly take: number;
  readonly asked: ResolvedShot;
}

/**
 * Hash of what is requested: the resolved shot, format, model, take number and assets by content. It contains no
 * name, path or wire field, so renaming, moving and re-encoding never make anyone pay again.
 */
export function digestOf({ format, take, asked }: DigestInput, dependencyDigest: DependencyDigest): Digest {
  // Written in alphabetical order, so that the bytes are those of canonical JSON without sorting each take's keys.
  return hash("sha256", JSON.stringify({ format, shot: toHashed(asked, dependencyDigest), take, version: 1 }));
}

type HashField = (value: unknown, digestOf: DependencyDigest) => unknown;

/** The fields of a shot in alphabetical order, with how each enters the digest. */
const hashedFields = shotFieldNames
  .toSorted()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each is given the value of its own field
  .map((name) => [name, shotFields[name].hash as HashField | undefined] as const);

function toHashed(asked: ResolvedShot, dependencyDigest: DependencyDigest): object {
  const hashed: { [name: string]: unknown } = {};
  for (const [name, hashField] of hashedFields) {
    const value = asked[name];
    if (value === undefined) continue;
    hashed[name] = hashField === undefined ? value : hashField(value, dependencyDigest);
  }
  return hashed;
}

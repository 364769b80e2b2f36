/** Where a bucket is, and who asks it. Nothing prints the keys. */
export interface BucketPlace {
  readonly name: string;
  /** The address of the bucket itself, without a slash at its end. */
  readonly url: string;
  /** What every name in it begins with: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

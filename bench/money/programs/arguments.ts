/** What every program is given: where the vendor is, and where the clip is to be. */
export const vendorUrl: string = process.argv[2] ?? "";
export const clipFile: string = process.argv[3] ?? "";

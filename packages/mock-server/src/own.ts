// Formats that are not built in
export { registerVendor } from "./formats/mount.ts";
export { createMappedVendor } from "./mapped/create-mapped-vendor.ts";
export { vendorKit, type VendorKit } from "./mapped/vendor-kit.ts";
export type { Vendor } from "./vendor/vendor.ts";

// Loaded before a program: when it ends, the highest resident memory it had, in MiB, goes into a file.
const { readFileSync, writeFileSync } = process.getBuiltinModule("node:fs");
process.on("exit", () => {
  const kib = Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
  writeFileSync(process.env.PEAK_FILE, String(kib / 1024));
});

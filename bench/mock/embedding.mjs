// What embedding costs, measured in its own process: the import, and starting and stopping a server.
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const [startMs, startCpuMs] = [performance.now(), cpuMs()];
const { createMockServer } = await import("@shotlist/mock-server");
const importMs = performance.now() - startMs;
const importCpuMs = cpuMs() - startCpuMs;

const cycle = async () => {
  const began = performance.now();
  const mock = await createMockServer();
  await mock.close();
  return performance.now() - began;
};
await cycle();
const before = process.getActiveResourcesInfo().length;
const times = [];
for (let count = 0; count < 1000; count += 1) times.push(await cycle());
// Node closes what a server held in a later turn of its loop.
await new Promise((resolve) => setTimeout(resolve, 100));
times.sort((left, right) => left - right);
const leaked = process.getActiveResourcesInfo().length - before;
console.log(JSON.stringify({ importMs, importCpuMs, startStopMs: times[500], leaked }));

/**
 * Starts to measure what this process does; gives how many seconds it had a processor for. Other programs that run on the
 * machine do not count, nor does what the engine does on other threads while this one goes on.
 */
export function stopwatch(): () => number {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min((performance.now() - began) / 1000, (user + system) / 1e6);
  };
}

/** The middle of the figures. */
export function median(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds that `work` takes, as the median of `rounds` runs after two to warm up. */
export async function timed(rounds, work) {
  const figures = [];
  for (let i = -2; i < rounds; i++) {
    const start = performance.now();
    await work(i);
    if (0 <= i) figures.push(performance.now() - start);
  }
  return median(figures);
}

/** `1.2 ms`, `340 ms` */
export function ms(figure) {
  return figure < 1 ? `${figure.toFixed(3)} ms` : figure < 10 ? `${figure.toFixed(1)} ms` : `${Math.round(figure)} ms`;
}

/** `0.25 ×` */
export function ratio(ours, theirs) {
  return `${(ours / theirs).toFixed(ours / theirs < 0.1 ? 3 : 2)} ×`;
}

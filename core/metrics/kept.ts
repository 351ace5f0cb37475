/**
 * An answer that is kept for a while, so that whoever asks often cannot load what gives it; who asks meanwhile shares it.
 * A failure is not kept.
 */
export function kept<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (answer && performance.now() < until) return answer;
    const asked = ask();
    answer = asked;
    until = Number.POSITIVE_INFINITY;
    asked.then(
      () => {
        until = performance.now() + ms;
      },
      () => {
        answer = undefined;
      },
    );
    return asked;
  };
}

/**
 * Asks again on a short timer until `look` gives something. For what another process or socket brings about; the
 * bound is the test's own timeout, and no duration is asserted.
 */
export async function eventually<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}

/** What a promise brings within so many milliseconds, or null after them; what comes later, good or bad, is dropped. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => {
      done(null);
    }, milliseconds);
  });
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}

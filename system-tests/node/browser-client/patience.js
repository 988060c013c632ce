// Waiting for what must happen.

// Far longer than anything takes, as a machine that runs tests may be slow.
export const PATIENCE_MILLIS = 60_000;

/** How long a whole file may take: less than BrowserClientTest waits, so that it says which test it was. */
export const WITHIN = { timeout: 200_000 };

/** Waits until the condition holds, and answers what it answered; fails saying what did not come. */
export async function until(what, condition, millis = PATIENCE_MILLIS) {
  const end = Date.now() + millis;
  for (;;) {
    const holds = await condition();
    if (holds) {
      return holds;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${typeof what === 'function' ? what() : what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What the promise brings, unless it takes too long. */
export async function soon(what, promise, millis = PATIENCE_MILLIS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), millis);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

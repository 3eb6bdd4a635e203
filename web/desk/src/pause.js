/** Lets the browser answer people before the next piece of long work. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));

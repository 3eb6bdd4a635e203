// How routes are told apart: a colour of a palette that colour-blind people can tell apart (Okabe and Ito, darkened to
// stand on white), a pattern of dashes, and always the name beside it.

const COLOURS = ['#0b5cad', '#b84a00', '#00785a', '#8a3a78', '#7a6000', '#1a7fa8', '#222222'];
const DASHES = ['', '9 4', '2 4'];

/** The look of the route that stands `ix` vehicles down. */
export const paint = (/** @type {number} */ ix) => ({
  colour: COLOURS[ix % COLOURS.length],
  dash: DASHES[Math.floor(ix / COLOURS.length) % DASHES.length],
});

// What the interface names: routes, stops, places; and keys of them for maps and for the page.

/** @typedef {{vehicle: string, trip: number}} RouteName */
/** @typedef {{vehicle: string, trip: number, drop: string}} StopName */
/** @typedef {{vehicle: string, trip: number, before: string | null}} Place */

export const routeKey = (/** @type {RouteName} */ { vehicle, trip }) => `${vehicle}|${trip}`;
export const stopKey = (/** @type {StopName} */ { vehicle, trip, drop }) => `${vehicle}|${trip}|${drop}`;

/** @returns {RouteName} */
export const routeOf = (/** @type {RouteName} */ { vehicle, trip }) => ({ vehicle, trip });

export const sameRoute = (/** @type {RouteName} */ a, /** @type {RouteName} */ b) =>
  a.vehicle === b.vehicle && a.trip === b.trip;

/** The route that an element of the page stands for. @returns {RouteName} */
export const routeAt = (/** @type {HTMLElement} */ element) => ({
  vehicle: element.dataset.vehicle ?? '',
  trip: Number(element.dataset.trip),
});

/** The stop that an element stands for, which lies in its lane. @returns {StopName} */
export const stopAt = (/** @type {HTMLElement} */ element) => ({
  ...routeAt(/** @type {HTMLElement} */ (element.closest('.lane'))),
  drop: element.dataset.drop ?? '',
});

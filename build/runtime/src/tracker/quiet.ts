/** Nothing that a platform or a browser throws may reach the page. */

/** Return what `attempt` returns, or `otherwise` if it throws. */
export function quiet<T>(attempt: () => T, otherwise: T): T {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}

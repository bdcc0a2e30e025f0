/** Gives straight cells the wavy, shared borders of surveyed ones, for tests of import and simplification. */
import type { Position, Ring } from "./rings.ts";

/** Cuts every edge into `pieces`, bent in a way that depends on its ends alone: neighbours stay neighbours. */
export function wavy(rings: readonly Ring[], pieces: number): Ring[] {
  return rings.map((ring) => {
    const out = ring.slice(1).flatMap((to, i) => bend(ring[i] as Position, to, pieces));
    return out[0] ? [...out, out[0]] : [];
  });
}

function bend(from: Position, to: Position, pieces: number): Position[] {
  const backwards = from[0] > to[0] || (from[0] === to[0] && from[1] > to[1]);
  const [a, b] = backwards ? [to, from] : [from, to];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const line = Array.from({ length: pieces + 1 }, (_, k): Position => {
    const t = k / pieces;
    const sway = k === 0 || k === pieces ? 0 : 0.02 * Math.sin(Math.PI * t) * Math.sin(t * pieces * 0.9);
    return [a[0] + dx * t - dy * sway, a[1] + dy * t + dx * sway];
  });
  return (backwards ? line.reverse() : line).slice(0, -1);
}

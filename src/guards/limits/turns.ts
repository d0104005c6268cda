/** Who is at it now: as many as may fail go at once, and the others wait until they know how those ended. */

export interface Turns {
  /** How many are at it under a key. */
  taken: (key: string) => number
  take: (keys: string[]) => void
  leave: (keys: string[]) => void
  /** Resolves when somebody leaves. */
  left: (key: string) => Promise<void>
}

interface Turn {
  taken: number
  waiting: (() => void)[]
}

export function createTurns(): Turns {
  const turns = new Map<string, Turn>()
  const turnOf = (key: string): Turn => {
    const turn = turns.get(key) ?? { taken: 0, waiting: [] }
    turns.set(key, turn)
    return turn
  }
  function leave(key: string): void {
    const turn = turnOf(key)
    turn.taken -= 1
    if (turn.taken === 0) turns.delete(key)
    for (const proceed of turn.waiting.splice(0)) proceed()
  }
  return {
    taken: (key) => turns.get(key)?.taken ?? 0,
    take: (keys) => keys.forEach((key) => (turnOf(key).taken += 1)),
    leave: (keys) => keys.forEach(leave),
    left: (key) => new Promise((resolve) => void turnOf(key).waiting.push(resolve)),
  }
}

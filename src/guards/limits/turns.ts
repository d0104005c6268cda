/**
 * Who is at it now: as many as may fail go at once, and the others wait until they know how those ended. A place that
 * becomes free wakes one of them, who asks the store: if all did, many at once would ask it for the square of them.
 */
import { parseError } from '../../parse/errors'
import { currentRequest } from '../../parse/request/request'

/** Those that have failed, by key. */
export type Failed = Pick<Map<string, number>, 'get'>

/** How many may be at it under a key, those that have failed included. */
export interface Room {
  key: string
  max: number
}

export interface Entry<R extends Room> {
  /** Asked for each time that it could be its turn: windows of time go by. */
  rooms: () => R[]
  /** @throws when it will not be its turn any more, as where `max` of a room have failed */
  failed: (rooms: R[]) => Promise<Failed>
  /** What is thrown where too many wait already. */
  tooMany?: (room: R) => Error
}

export interface Turns {
  /** Takes a place in all rooms when it is its turn. @returns those rooms, to be left */
  enter: <R extends Room>(entry: Entry<R>) => Promise<R[]>
  leave: (rooms: Room[]) => void
}

/** Where one waits, and when it has come to the front. */
interface Line {
  key: string
  left: Promise<void>
}

interface Turn {
  taken: number
  waiting: (() => void)[]
}

/** For each place, and at the least: an app that logs in many times at once is let in. */
const waitingPerPlace = 10
const leastWaiting = 100
/** Whoever waits does so for others to be checked, which takes seconds at the most. */
const busySeconds = 10

/** As a limit answers. */
function busy(): Error {
  const request = currentRequest()
  if (request) request.answer.retryAfter = busySeconds
  return parseError('REQUEST_LIMIT_EXCEEDED', `Too many attempts. Try again in ${busySeconds} seconds.`)
}

/** Where somebody waits, somebody is there who will leave, or somebody was woken who will wake the next. */
export function createTurns(): Turns {
  const turns = new Map<string, Turn>()
  const taken = (key: string) => turns.get(key)?.taken ?? 0
  const waiting = (key: string) => turns.get(key)?.waiting.length ?? 0
  function turnOf(key: string): Turn {
    const turn = turns.get(key) ?? { taken: 0, waiting: [] }
    turns.set(key, turn)
    return turn
  }
  function wake(key: string): void {
    const turn = turns.get(key)
    turn?.waiting.shift()?.()
    if (turn?.taken === 0 && turn.waiting.length === 0) turns.delete(key)
  }
  function lineUp<R extends Room>(room: R, woken: string | undefined, { tooMany }: Entry<R>): Line {
    const { waiting } = turnOf(room.key)
    const isFull = waiting.length >= Math.max(leastWaiting, room.max * waitingPerPlace)
    // Who has waited is not sent away, and stays the first.
    if (woken === undefined && isFull) throw tooMany?.(room) ?? busy()
    const left = new Promise<void>((resolve) =>
      woken === room.key ? waiting.unshift(resolve) : waiting.push(resolve),
    )
    return { key: room.key, left }
  }

  /**
   * Nothing may happen between a look at the places and what follows from it: who leaves then would wake nobody.
   * @param woken the key under which somebody has left for it
   * @returns the line where it waits now; none when it has taken its places
   */
  async function proceed<R extends Room>(
    rooms: R[],
    entry: Entry<R>,
    woken?: string,
  ): Promise<Line | undefined> {
    let counts: Failed = new Map<string, number>()
    const isFull = ({ key, max }: Room) => (counts.get(key) ?? 0) + taken(key) >= max
    try {
      const known = rooms.find((room) => isFull(room) || (woken === undefined && waiting(room.key) > 0))
      if (known) return lineUp(known, woken, entry)
      counts = await entry.failed(rooms)
      const full = rooms.find(isFull)
      if (full) return lineUp(full, woken, entry)
      for (const { key } of rooms) turnOf(key).taken += 1
      return undefined
    } finally {
      const room = rooms.find(({ key }) => key === woken)
      // There is a place yet, which it has not taken, or not the last.
      if (woken !== undefined && !(room && isFull(room))) wake(woken)
    }
  }
  return {
    enter: async (entry) => {
      let line: Line | undefined
      for (;;) {
        const rooms = entry.rooms()
        line = await proceed(rooms, entry, line?.key)
        if (!line) return rooms
        await line.left
      }
    },
    leave: (rooms) => {
      for (const { key } of rooms) {
        turnOf(key).taken -= 1
        wake(key)
      }
    },
  }
}

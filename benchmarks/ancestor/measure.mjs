// The rows of `Scuttlegen.Benchmarks log`, for redux-scuttlebutt: node --expose-gc measure.mjs
// What takes longer than LIMIT is measured on a tenth of the actions, and says so.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { createStore } = require('redux')
const Dispatcher = require('redux-scuttlebutt/lib/dispatcher').default

const N = 100_000
const counter = {
  name: 'counter',
  reducer: (state = 0, action) => (action.type === 'INC' ? state + action.payload : state),
  action: () => ({ type: 'INC', payload: 1 }),
}
const todo = {
  name: 'todo',
  reducer(state = {}, action) {
    switch (action.type) {
      case 'SET': return { ...state, [action.id]: { text: action.text, done: false } }
      case 'TOGGLE': return state[action.id] ? { ...state, [action.id]: { ...state[action.id], done: !state[action.id].done } } : state
      case 'REMOVE': {
        if (!state[action.id]) return state
        const { [action.id]: _, ...rest } = state
        return rest
      }
      default: return state
    }
  },
  action(i) {
    const id = 't' + (7919 * i % 100)
    const k = (i + 7 * Math.floor(i / 100)) % 10
    return k < 6 ? { type: 'SET', id, text: 'todo ' + i } : k < 9 ? { type: 'TOGGLE', id } : { type: 'REMOVE', id }
  },
}

function peer(app) {
  // No batching to animation frames: it loses every 101st action.
  const dispatcher = new Dispatcher({ customDispatch: null })
  const store = createStore(dispatcher.wrapReducer(app.reducer), dispatcher.wrapInitialState(undefined))
  return { dispatcher, dispatch: dispatcher.wrapDispatch(store.dispatch), getState: dispatcher.wrapGetState(store.getState), history: store.getState }
}

function filled(app, count, offset = 0) {
  const p = peer(app)
  for (let i = 0; i < count; i++) p.dispatch(app.action(i + offset))
  return p
}

const now = () => Number(process.hrtime.bigint()) / 1e6
const report = (what, value) => console.log(`| ${what} | ${value} |`)

function rounds(count, run) {
  const times = []
  for (let i = 0; i < count; i++) {
    global.gc?.()
    times.push(run())
  }
  times.sort((a, b) => a - b)
  return times[times.length >> 1]
}

function dispatching(app) {
  const ms = rounds(7, () => {
    const p = peer(app)
    const t = now()
    for (let i = 0; i < N; i++) p.dispatch(app.action(i))
    return now() - t
  })
  report(`local dispatch of 100k, ${app.name}, ns an action`, (ms * 1e6 / N).toFixed(0))
}

function oneLate(app) {
  const ms = rounds(5, () => {
    const p = filled(app, N)
    const t = now()
    p.dispatcher._update([app.action(50), 0.5, 'late'])
    return now() - t
  })
  report(`one late action at the start of 100k, ${app.name}, ms`, ms.toFixed(1))
}

function thousandLate(app, of, times) {
  const ms = rounds(times, () => {
    const p = filled(app, of)
    const t = now()
    for (let i = 0; i < 1000; i++) p.dispatcher._update([app.action(i), i * (of / 1000) + 0.5, 'late'])
    return now() - t
  })
  report(`1,000 late actions spread over ${of / 1000}k, ${app.name}, ms`, ms.toFixed(1))
}

// Streams that carry JSON text, as a socket does.
async function settle(a, b, total) {
  let bytes = 0
  const left = a.dispatcher.createStream()
  const right = b.dispatcher.createStream()
  const cross = (to) => (data) => {
    const text = JSON.stringify(data)
    bytes += Buffer.byteLength(text)
    to.write(JSON.parse(text))
  }
  left.on('data', cross(right))
  right.on('data', cross(left))
  const t = now()
  const have = (p) => p.history().filter((u) => u[0].meta).length
  while (have(a) < total || have(b) < total) await new Promise((done) => setImmediate(done))
  return { ms: now() - t, bytes }
}

async function meet(app, each) {
  const a = filled(app, each)
  const b = filled(app, each, 37)
  const { ms } = await settle(a, b, 2 * each)
  report(`two peers, ${each.toLocaleString('en')} offline each, then meet, ${app.name}, ms`, ms.toFixed(0))
}

async function fullSync(app) {
  const { ms, bytes } = await settle(filled(app, N), peer(app), N)
  report(`a fresh peer syncs 100k, ${app.name}, ms`, ms.toFixed(0))
  report(`bytes an action in that, ${app.name}`, (bytes / N).toFixed(0))
}

function retained(app) {
  global.gc()
  const before = process.memoryUsage().heapUsed
  const p = filled(app, N)
  global.gc()
  const after = process.memoryUsage().heapUsed
  report(`retained memory an action, ${app.name}, bytes`, ((after - before) / N).toFixed(0))
  return p
}

console.log(`| redux-scuttlebutt 0.3.5, node ${process.versions.node} | median |`)
console.log('| --- | ---: |')
for (const app of [counter, todo]) dispatching(app)
for (const app of [counter, todo]) oneLate(app)
thousandLate(counter, N, 3)
thousandLate(todo, N / 10, 1)
await meet(counter, 10_000)
await meet(todo, 1_000)
for (const app of [counter, todo]) await fullSync(app)
for (const app of [counter, todo]) retained(app)

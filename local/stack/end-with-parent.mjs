// Loaded into every service of `npm run dev` before its own code, and plain JavaScript, since not all of them load tsx.
// A service whose stack was killed by SIGKILL has another parent from then on. It would write into a database, and hold
// a port, that the next stack needs: it ends with all of its process group.
const LOOK_EVERY_MS = 100
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(0, 'SIGKILL')
}, LOOK_EVERY_MS).unref()

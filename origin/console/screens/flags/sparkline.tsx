const WIDTH = 84
const HEIGHT = 20
const GAP = 1
/** So that a part with a single evaluation is seen beside one with thousands. */
const LEAST = 2

/** Bars without axes: the shape of what happened. What it says stands in `label`. */
export function Sparkline({ bars, label }: { readonly bars: readonly number[]; readonly label: string }) {
  const most = Math.max(...bars, 1)
  const step = WIDTH / bars.length
  const path = bars
    .flatMap((bar, place) => {
      if (bar === 0) return []
      const height = Math.max(LEAST, (bar / most) * HEIGHT)
      return [`M${(place * step).toFixed(2)} ${HEIGHT}v${(-height).toFixed(2)}h${(step - GAP).toFixed(2)}V${HEIGHT}z`]
    })
    .join('')
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--tm-line)" />
      <path d={path} fill="var(--tm-bar)" />
    </svg>
  )
}

export interface IconProps {
  /** Of a path in a box of 24 by 24, drawn by its stroke. */
  readonly d: string
  readonly size?: number
}

/** Decoration: what it stands beside says it in words. */
export function Icon({ d, size = 18 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable={false}
    >
      <path d={d} />
    </svg>
  )
}

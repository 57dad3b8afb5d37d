import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'

interface Named {
  readonly key: string
  readonly name: string
  readonly description: string | null
}

export interface NamedLinkProps {
  readonly thing: Named
  /** Where it is shown. */
  readonly href: string
}

/** The name of something in a list, with what else there is to know it by. */
export function NamedLink({ thing: { key, name, description }, href }: NamedLinkProps) {
  return (
    <>
      <Anchor component={Link} href={href} size="sm" fw={600}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" lineClamp={1}>
        {[name === key ? '' : key, description ?? ''].filter((part) => part !== '').join(' · ')}
      </Text>
    </>
  )
}

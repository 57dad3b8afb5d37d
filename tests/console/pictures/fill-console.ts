import { type NamedFlag, type TestStack, configure, createFlag } from '../../harness/stack.ts'

const ON = { variant: 'on' }
const OFF = { variant: 'off' }
const BRAZIL = { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] }
const PRO = { attribute: 'plan', operator: 'oneOf', values: ['pro', 'team'] }

/** The flag that the pictures tell of. */
export const FLAG = 'new-checkout'

const RULES = [
  { id: 'staff', if: { attribute: 'email', operator: 'endsWith', values: ['@acme.com'] }, serve: ON },
  { id: 'brazil-pro', if: { all: [BRAZIL, PRO] }, rollout: { share: 25_000 }, serve: ON },
  {
    id: 'everybody',
    rollout: {
      ramp: {
        mode: 'linear',
        steps: [
          { at: '2026-11-01T00:00:00Z', share: 1_000 },
          { at: '2027-02-01T00:00:00Z', share: 100_000 },
        ],
      },
    },
    serve: ON,
  },
]

const OTHERS: readonly NamedFlag[] = [
  { key: 'search-v2', type: 'boolean', description: 'Ranks by what people bought', tags: ['search'], owner: 'Search' },
  { key: 'express-delivery', type: 'boolean', description: 'Same-day delivery in capitals', tags: ['logistics'] },
  { key: 'gift-cards', type: 'boolean', tags: ['shop'], owner: 'Shop', clientVisible: true },
  { key: 'dark-mode', type: 'boolean', tags: ['ui'], clientVisible: true },
  { key: 'pix-installments', type: 'boolean', description: 'Pay with Pix in parts', tags: ['payments', 'brazil'] },
  {
    key: 'button-colour',
    type: 'string',
    variants: [
      { name: 'blue', value: '#2b5cc4' },
      { name: 'green', value: '#1b7f4d' },
    ],
    tags: ['ui'],
    clientVisible: true,
  },
  {
    key: 'recommendations',
    type: 'json',
    variants: [
      { name: 'classic', value: { rows: 1 } },
      { name: 'rich', value: { rows: 3, reasons: true } },
    ],
    description: 'How many rows, and whether they say why',
    tags: ['shop'],
  },
  { key: 'maintenance-banner', type: 'boolean', tags: ['operations'], owner: 'Operations' },
  { key: 'reviews-with-photos', type: 'boolean', tags: ['shop', 'ui'], owner: 'Shop' },
  { key: 'fraud-model-3', type: 'boolean', description: 'The third model decides', tags: ['payments'] },
  { key: 'newsletter-popup', type: 'boolean', tags: ['marketing'] },
]

const PEOPLE: readonly (readonly [name: string, context: object])[] = [
  ['Ana, pro, São Paulo', { targetingKey: 'ana', plan: 'pro', geo: { country: 'BR' } }],
  ['Bruno, free, Recife', { targetingKey: 'bruno', plan: 'free', geo: { country: 'BR' } }],
  ['Carla, team, Lisbon', { targetingKey: 'carla', plan: 'team', geo: { country: 'PT' } }],
  ['Dave of the staff', { targetingKey: 'dave', email: 'dave@acme.com' }],
]

/** A shop with flags, people who are known by name, and a production that nobody changes alone. */
export async function fillConsole(stack: TestStack): Promise<void> {
  const about = { description: 'One page instead of three', tags: ['shop', 'payments'], owner: 'Shop' }
  const configuration = { enabled: true, rules: RULES, defaultServe: OFF }
  await createFlag(stack, { key: FLAG, type: 'boolean', salt: 'checkout', ...about }, configuration)
  for (const [place, flag] of OTHERS.entries()) {
    await stack.api('/flags', { body: flag })
    if (place % 3 !== 1 && flag['type'] === 'boolean')
      await configure(stack, flag.key, { enabled: true, defaultServe: ON })
  }
  for (const [name, context] of PEOPLE) await stack.api('/contexts', { body: { name, context } })
  for (const key of ['search-v2', 'gift-cards']) {
    await stack.api(`/environments/development/flags/${key}`, { method: 'PATCH', body: { enabled: true } })
  }
  await stack.evaluate(FLAG, { targetingKey: 'ana' })
  await stack.api('/environments/production', { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } })
}

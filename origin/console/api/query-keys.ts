/** Where the cache keeps what; one place, so that a change knows what it makes old. */
export const queryKeys = {
  caller: () => ['caller'] as const,
  project: (project: string) => ['project', project] as const,
  environments: (project: string) => ['project', project, 'environments'] as const,
  flags: (project: string) => ['project', project, 'flags'] as const,
  flag: (project: string, flag: string) => ['project', project, 'flag', flag] as const,
  configurations: (project: string, flag: string) => ['project', project, 'flag', flag, 'configurations'] as const,
  inEnvironment: (project: string, environment: string) => ['project', project, 'environment', environment] as const,
  usage: (project: string, environment: string) => ['project', project, 'environment', environment, 'usage'] as const,
} as const

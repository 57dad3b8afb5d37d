/** What a snippet is written for. */
export interface SnippetFacts {
  /** Of the edge, without a slash behind. */
  readonly edge: string
  readonly key: string
  readonly flag: string
  readonly type: 'boolean' | 'string' | 'number' | 'json'
}

export interface Snippet {
  /** A command; `undefined` where nothing is to be installed. */
  readonly install: string | undefined
  readonly code: string
}

export const LANGUAGES = ['curl', 'node', 'web', 'react', 'python', 'go', 'java', 'dotnet'] as const
export type SnippetLanguage = (typeof LANGUAGES)[number]

/** Those run where anybody can read their key. */
export const IN_BROWSERS: ReadonlySet<SnippetLanguage> = new Set(['web', 'react'])

/** The least that asks the edge for one flag, in each language, by OpenFeature's SDKs. */
export const SNIPPETS: Readonly<Record<SnippetLanguage, (facts: SnippetFacts) => Snippet>> = {
  curl,
  node,
  web,
  react,
  python,
  go,
  java,
  dotnet,
}

const TYPES = {
  boolean: { js: 'Boolean', py: 'boolean', go: 'Boolean', java: 'Boolean', fallback: 'false', python: 'False' },
  string: { js: 'String', py: 'string', go: 'String', java: 'String', fallback: '"control"', python: '"control"' },
  number: { js: 'Number', py: 'float', go: 'Float', java: 'Double', fallback: '0', python: '0.0' },
  json: { js: 'Object', py: 'object', go: 'Object', java: 'Object', fallback: '{}', python: '{}' },
} as const

/** A literal of every language here: double quotes, and escapes that all of them know. */
function quoted(text: string): string {
  return JSON.stringify(text)
}

/** For a shell: single quotes, in which nothing is special. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function curl({ edge, key, flag }: SnippetFacts): Snippet {
  const lines = [
    `curl ${shellQuoted(`${edge}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`)}`,
    `-H ${shellQuoted(`Authorization: Bearer ${key}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d '{"context":{"targetingKey":"user-123"}}'`,
  ]
  return { install: undefined, code: lines.join(' \\\n  ') }
}

function node({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { js, fallback } = TYPES[type]
  return {
    install: 'npm install @openfeature/server-sdk @openfeature/ofrep-provider',
    code: `import { OpenFeature } from '@openfeature/server-sdk'
import { OFREPProvider } from '@openfeature/ofrep-provider'

const provider = new OFREPProvider({
  baseUrl: ${quoted(edge)},
  headers: [['Authorization', ${quoted(`Bearer ${key}`)}]],
})
await OpenFeature.setProviderAndWait(provider)

const client = OpenFeature.getClient()
const value = await client.get${js}Value(${quoted(flag)}, ${fallback}, { targetingKey: 'user-123' })
console.log(value)
`,
  }
}

function web({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { js, fallback } = TYPES[type]
  return {
    install: 'npm install @openfeature/web-sdk @openfeature/ofrep-web-provider',
    code: `import { OpenFeature } from '@openfeature/web-sdk'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'

const provider = new OFREPWebProvider({
  baseUrl: ${quoted(edge)},
  headers: [['Authorization', ${quoted(`Bearer ${key}`)}]],
})
await OpenFeature.setContext({ targetingKey: 'user-123' })
await OpenFeature.setProviderAndWait(provider)

const value = OpenFeature.getClient().get${js}Value(${quoted(flag)}, ${fallback})
console.log(value)
`,
  }
}

function react({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { js, fallback } = TYPES[type]
  return {
    install: 'npm install @openfeature/react-sdk @openfeature/web-sdk @openfeature/ofrep-web-provider',
    code: `import { OpenFeature, OpenFeatureProvider, use${js}FlagValue } from '@openfeature/react-sdk'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'

OpenFeature.setContext({ targetingKey: 'user-123' })
OpenFeature.setProvider(
  new OFREPWebProvider({
    baseUrl: ${quoted(edge)},
    headers: [['Authorization', ${quoted(`Bearer ${key}`)}]],
  }),
)

function Feature() {
  const value = use${js}FlagValue(${quoted(flag)}, ${fallback})
  return <p>{JSON.stringify(value)}</p>
}

export function App() {
  return (
    <OpenFeatureProvider>
      <Feature />
    </OpenFeatureProvider>
  )
}
`,
  }
}

function python({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { py, python: fallback } = TYPES[type]
  return {
    install: 'pip install openfeature-sdk openfeature-provider-ofrep',
    code: `from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

api.set_provider(
    OFREPProvider(
        base_url=${quoted(edge)},
        headers_factory=lambda: {"Authorization": ${quoted(`Bearer ${key}`)}},
    )
)

client = api.get_client()
context = EvaluationContext(targeting_key="user-123")
print(client.get_${py}_value(${quoted(flag)}, ${fallback}, context))
`,
  }
}

function go({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { go: name, fallback } = TYPES[type]
  return {
    install: 'go get github.com/open-feature/go-sdk github.com/open-feature/go-sdk-contrib/providers/ofrep',
    code: `package main

import (
	"context"
	"fmt"

	"github.com/open-feature/go-sdk-contrib/providers/ofrep"
	"github.com/open-feature/go-sdk/openfeature"
)

func main() {
	provider := ofrep.NewProvider(${quoted(edge)}, ofrep.WithBearerToken(${quoted(key)}))
	if err := openfeature.SetProviderAndWait(provider); err != nil {
		panic(err)
	}
	client := openfeature.NewClient("app")
	person := openfeature.NewEvaluationContext("user-123", nil)
	value, _ := client.${name}Value(context.Background(), ${quoted(flag)}, ${type === 'json' ? 'map[string]any{}' : fallback}, person)
	fmt.Println(value)
}
`,
  }
}

function java({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { java: name, fallback } = TYPES[type]
  return {
    install: `dev.openfeature:sdk
dev.openfeature.contrib.providers:ofrep`,
    code: `import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.*;

OfrepProviderOptions options = OfrepProviderOptions.builder()
    .baseUrl(${quoted(edge)})
    .headers(ImmutableMap.of("Authorization", ImmutableList.of(${quoted(`Bearer ${key}`)})))
    .build();
OpenFeatureAPI api = OpenFeatureAPI.getInstance();
api.setProviderAndWait(OfrepProvider.constructProvider(options));

Client client = api.getClient();
var value = client.get${name}Value(${quoted(flag)}, ${javaFallback(type, fallback)}, new ImmutableContext("user-123"));
System.out.println(value);
`,
  }
}

function javaFallback(type: SnippetFacts['type'], fallback: string): string {
  if (type === 'json') return 'new Value()'
  return type === 'number' ? '0.0' : fallback
}

function dotnet({ edge, key, flag, type }: SnippetFacts): Snippet {
  const { fallback } = TYPES[type]
  const name = { boolean: 'Boolean', string: 'String', number: 'Double', json: 'Object' }[type]
  return {
    install: `dotnet add package OpenFeature
dotnet add package OpenFeature.Providers.Ofrep`,
    code: `using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Ofrep;
using OpenFeature.Providers.Ofrep.Configuration;

var options = new OfrepOptions(${quoted(edge)})
{
    Headers = new Dictionary<string, string> { ["Authorization"] = ${quoted(`Bearer ${key}`)} },
};
await Api.Instance.SetProviderAsync(new OfrepProvider(options));

var client = Api.Instance.GetClient();
var context = EvaluationContext.Builder().SetTargetingKey("user-123").Build();
var value = await client.Get${name}ValueAsync(${quoted(flag)}, ${type === 'json' ? 'new Value()' : fallback}, context);
Console.WriteLine(value);
`,
  }
}

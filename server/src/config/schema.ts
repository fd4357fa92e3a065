import type { JsonSchema } from './validate.ts';

/** What the schema needs to know of a rule; the rules themselves are another room's. */
export interface SchemaRule {
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>;
}

const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'];

/** The JSON schema of handbook.json (RULES.md, "Configuration"), made from the rules' own metadata. */
export function handbookSchema(rules: readonly SchemaRule[]): JsonSchema {
  const ruleSettings = Object.fromEntries(rules.map((rule) => [rule.name, ruleSetting(rule)]));
  const rulesSchema: JsonSchema = {
    description: 'Rules by name: a severity, or [severity, options].',
    type: 'object',
    properties: ruleSettings,
    additionalProperties: false,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Handbook Lint configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: {
        description:
          'The schema of this file, for editors that Handbook Lint does not run in. Where it does, leave this out: the editor would say each mistake a second time.',
        type: 'string',
      },
      extends: {
        description:
          '"recommended" (the default), "strict", or the relative path of another handbook.json to build on.',
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'array', items: { type: 'string', minLength: 1 } },
        ],
      },
      book: { description: 'The path of Book.txt, relative to this file.', type: 'string', minLength: 1 },
      dialect: {
        description: 'How the chapters are written. Detected where it is not set.',
        type: 'string',
        enum: ['markua', 'lfm', 'markdown'],
      },
      resources: {
        description: 'Folders in which pictures and other resources are looked up, relative to the folder of Book.txt.',
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      ignore: {
        description: 'Files that are not part of the book, as patterns in the manner of .gitignore.',
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      rules: rulesSchema,
      overrides: {
        description: 'Other rule settings for some files; later entries win.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: {
            files: {
              description: 'Patterns relative to this file, e.g. "appendix/**".',
              type: 'array',
              minItems: 1,
              items: { type: 'string', minLength: 1 },
            },
            rules: rulesSchema,
          },
        },
      },
      helpLinks: helpLinksSchema(),
    },
  };
}

function ruleSetting({ summary, options }: SchemaRule): JsonSchema {
  const severity: JsonSchema = { type: 'string', enum: SEVERITIES };
  const optionSchema: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    properties: options as unknown as Record<string, JsonSchema>,
  };
  return {
    description: `${summary}.`,
    anyOf: [severity, { type: 'array', minItems: 1, items: [severity, optionSchema], additionalItems: false }],
  };
}

function helpLinksSchema(): JsonSchema {
  const text: JsonSchema = { type: 'string', minLength: 1 };
  return {
    description: 'Help centres and known moves of your own vendors, beside the built-in ones.',
    type: 'object',
    additionalProperties: false,
    properties: {
      centres: {
        description: 'Help centres: links to them are watched for staleness.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'hosts'],
          properties: {
            name: { description: 'What the messages call it.', ...text },
            hosts: {
              description: 'Host names, or host and path ("docs.example.com/help").',
              type: 'array',
              minItems: 1,
              items: text,
            },
            home: {
              description: 'Paths of its home page: a link to one of them is a stand-in.',
              type: 'array',
              items: text,
            },
          },
        },
      },
      migrations: {
        description: 'Addresses that moved.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['from', 'case'],
          properties: {
            from: { description: 'The old address; * stands for any run of characters.', ...text },
            case: { type: 'string', enum: ['moved', 'legacy', 'home'] },
            to: { description: 'The new address; each * is filled from the old one in order.', ...text },
            exact: { description: 'True where the new address is certain: then the fix is safe.', type: 'boolean' },
          },
        },
      },
      maxAge: { description: 'Days after which a checked link counts as overdue.', type: 'integer', minimum: 1 },
    },
  };
}

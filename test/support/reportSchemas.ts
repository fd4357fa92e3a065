import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';

const root = path.resolve(import.meta.dirname, '../..');
const readText = (file: string) => readFileSync(path.join(root, file), 'utf8');

export type SchemaName = 'json' | 'sarif' | 'gitlab' | 'junit' | 'checkstyle';

/** What of a report its format's schema does not allow; an empty list for a valid one. */
export async function schemaErrors(format: SchemaName, report: string): Promise<string[]> {
  if (format === 'junit' || format === 'checkstyle') return xmlErrors(format, report);
  const validate = { json: ownSchema, sarif: sarifSchema, gitlab: gitlabSchema }[format]();
  validate(JSON.parse(report));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Our own, which is published with the package. */
function ownSchema() {
  const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
  return ajv.compile(JSON.parse(readText('server/schema/report.schema.json')));
}

/** The standard's, as Microsoft's package ships it. */
function sarifSchema() {
  const require = createRequire(import.meta.url);
  const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv as unknown as Ajv);
  const file = path.join(path.dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json');
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

/** What GitLab's documentation of Code Quality asks of each entry, and nothing it does not know. */
function gitlabSchema() {
  const text = { type: 'string', minLength: 1 };
  const line = { type: 'integer', minimum: 1 };
  const required = (properties: object) => ({
    type: 'object',
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  });
  const item = {
    ...required({
      type: { const: 'issue' },
      check_name: text,
      description: text,
      categories: { type: 'array', items: text, minItems: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32,}$' },
      location: required({
        path: { type: 'string', pattern: '^(?!\\./|/)' },
        lines: required({ begin: line, end: line }),
      }),
    }),
  };
  const content = required({ body: text });
  return new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: { ...item, properties: { ...item.properties, content } },
  });
}

async function xmlErrors(format: 'junit' | 'checkstyle', contents: string): Promise<string[]> {
  const schema = readText(`test/support/schemas/${format === 'junit' ? 'junit-10' : 'checkstyle'}.xsd`);
  const { errors } = await validateXML({ xml: { fileName: `${format}.xml`, contents }, schema });
  return errors.map(({ rawMessage }) => rawMessage);
}

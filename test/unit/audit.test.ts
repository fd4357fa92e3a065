import { expect, test } from 'vitest';
import { auditVerdict } from '../audit.ts';

const vulnerabilities = (severity: string) => ({
  a: { name: 'a', severity, range: '<1.2.3' },
  b: { name: 'b', severity: 'low', range: '*' },
});

test.each([
  ['high', true, 'Known to be unsafe:\n  a <1.2.3 (high)'],
  ['critical', true, 'Known to be unsafe:\n  a <1.2.3 (critical)'],
  ['moderate', false, 'No package is known to be unsafe, high or worse (2 lesser).'],
])('a package known to be of %s danger', (severity, isFailure, text) => {
  const report = { vulnerabilities: vulnerabilities(severity), metadata: { vulnerabilities: { total: 2 } } };
  expect(auditVerdict(JSON.stringify(report))).toEqual({ isFailure, text });
});

test.each([
  ['{"message": "405 Method Not Allowed", "error": {"summary": ""}}', '405 Method Not Allowed'],
  ['{"error": {"code": "ENOTFOUND", "summary": "the registry is not there"}}', 'the registry is not there'],
  ['<html>', 'no answer'],
  ['', 'no answer'],
])('where nobody can be asked, it says why: %s', (output, reason) => {
  const text = `The registry could not be asked about known vulnerabilities: ${reason}.`;
  expect(auditVerdict(output)).toEqual({ isFailure: false, text });
});

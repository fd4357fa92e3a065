import { handbookSchema } from '../config/schema.ts';
import type { JsonSchema } from '../config/validate.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { ClientProfile } from './clientProfile.ts';

/** The schema of handbook.json; undefined for a client that reads it itself and would say everything twice. */
export function settingsSchema({ readsJson }: ClientProfile): JsonSchema | undefined {
  return readsJson ? undefined : handbookSchema(allRules.map(({ meta }) => meta));
}

import type { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import { DEFAULT_ALERT_SETTINGS } from '#shared/core/alerts/quiet';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { AlertSettings } from '#shared/domain/alert-settings';
import { alertRulesSchema, alertSettingsSchema } from '#shared/ipc/alert-rules';

/** Keys in `setting`. */
export const ALERT_RULES_KEY = 'alert-rules';
export const ALERT_SETTINGS_KEY = 'alert-settings';

/** By what each condition rings: what the person chose, and the default of whatever is missing or unreadable. */
export async function readAlertRules(store: Pick<ReadStore, 'settings'>): Promise<AlertRules> {
  return withDefaults(alertRulesSchema.shape, DEFAULT_RULES, await store.settings.get(ALERT_RULES_KEY));
}

/** When and where a person is told; `zone` is the one of this computer until the person chose another. */
export async function readAlertSettings(store: Pick<ReadStore, 'settings'>, zone: string): Promise<AlertSettings> {
  const kept = await store.settings.get(ALERT_SETTINGS_KEY);
  return withDefaults(alertSettingsSchema.shape, { ...DEFAULT_ALERT_SETTINGS, zone }, kept);
}

function withDefaults<Kept extends object>(
  shape: Readonly<Record<string, z.ZodType>>,
  byDefault: Kept,
  kept: unknown,
): Kept {
  if (typeof kept !== 'object' || kept === null) {
    return byDefault;
  }
  const stored: Readonly<Record<string, unknown>> = { ...kept };
  const sound = Object.entries(shape).filter(([key, schema]) => key in stored && schema.safeParse(stored[key]).success);
  return { ...byDefault, ...Object.fromEntries(sound.map(([key]) => [key, stored[key]])) };
}

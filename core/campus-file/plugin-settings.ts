import type { Finding, Path } from './problem.js';
import { describeAt, valueAt } from './problem.js';

/** What a plugin's own schema says of its settings: zod's issues fit as they are. */
export interface PluginSettingsIssue {
  /** Below the plugin's settings; empty for the settings as a whole. */
  path: Path;
  message: string;
}

/** What the file cannot know by itself. An unknown plugin is an issue too. */
export interface CampusFileChecks {
  checkPluginSettings(name: string, settings: Record<string, unknown>): readonly PluginSettingsIssue[];
  /** Whether the plugin calls its devices at an address of the file; absent: any may. */
  callsDevices?(plugin: string): boolean;
}

/** Every plugin's settings through its own check; settings that are no mapping are the schema's to tell. */
export function pluginSettingsFindings(file: unknown, checks: CampusFileChecks): Finding[] {
  return Object.keys(mappingAt(file, ['plugins']) ?? {}).flatMap((name) => {
    const plugin = mappingAt(file, ['plugins', name]);
    const under = ['plugins', name, 'settings'];
    const settings = valueAt(file, under) === undefined ? {} : mappingAt(file, under);
    if (plugin === undefined || settings === undefined) return [];
    return issuesOf(checks, name, settings).map((issue) => {
      const path = [...under, ...issue.path];
      return { path, expected: issue.message, got: describeAt(file, path) };
    });
  });
}

/** A check that throws is a plugin's fault, told like any other problem: applying must not crash. */
function issuesOf(checks: CampusFileChecks, name: string, settings: Record<string, unknown>) {
  try {
    return checks.checkPluginSettings(name, settings);
  } catch {
    return [{ path: [], message: `settings that the plugin ${name} can check without failing` }];
  }
}

function mappingAt(value: unknown, path: Path): Record<string, unknown> | undefined {
  const at = valueAt(value, path);
  const isMapping = typeof at === 'object' && at !== null && !Array.isArray(at);
  return isMapping ? (at as Record<string, unknown>) : undefined;
}

import type { MetricDefinition } from '#shared/domain/metric';
import { summaryKey } from '#shared/domain/service';
import type { ProviderDescriptor } from './monitor';

/** The document on all providers, in Markdown, made from their descriptors alone. */
export function describeProviders(descriptors: readonly ProviderDescriptor[]): string {
  const parts = descriptors.filter(({ fields }) => fields.length > 0).map(describeOne);
  return `# Providers

Made from the descriptors in \`src/main/providers/*/descriptor.ts\` by a test; do not edit.
\`npx vitest run test/unit/main/providers/documentation.test.ts -u\` writes it anew.

${parts.join('\n')}`;
}

function describeOne(descriptor: ProviderDescriptor): string {
  const { title, id, fields, capabilities, baseUrl, baseUrlVariable, otherBaseUrls = [] } = descriptor;
  const environment = fields.flatMap((field) => field.environment.map((name) => `\`${name}\``));
  return `## ${title}

Id \`${id}\`. ${baseUrl === '' ? 'Speaks a protocol of its own' : `Asks \`${baseUrl}\``}; \`${baseUrlVariable}\` points it to this computer.${otherBaseUrls.map(({ title: name, url, variable }) => ` ${name} is at \`${url}\`; \`${variable}\` points it to this computer.`).join('')}

| What it takes | | How |
| --- | --- | --- |
${fields.map((field) => row(field.label, kindOf(field), field.help)).join('\n')}

The terminal reads ${environment.join(', ')}.

| Metric | Unit | Kind | Day ends in | At the limit |
| --- | --- | --- | --- | --- |
${descriptor.metrics.map(metricRow).join('\n')}

| Capability | Brings |
| --- | --- |
${capabilities.map(({ title: name, feeds }) => row(name, feeds.map((key) => `\`${key}\``).join(' ') || 'no metric')).join('\n')}
`;
}

function kindOf({ secret, required }: { readonly secret: boolean; readonly required: boolean }): string {
  return `${secret ? 'secret' : 'setting'}${required ? ', required' : ''}`;
}

function metricRow(metric: MetricDefinition): string {
  const name = `${metric.title} \`${summaryKey(metric.service, metric.metric)}\``;
  return row(name, metric.unit, metric.kind, metric.zone, metric.consequence ?? '');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

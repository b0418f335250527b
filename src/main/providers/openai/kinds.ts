import type { AiUsageEvent } from '#shared/domain/ai-usage';

/** A report of `/organization/usage/…`: what its buckets count, and by what they can be grouped. */
export interface UsageKind {
  readonly path: string;
  readonly title: string;
  readonly kind: AiUsageEvent['kind'];
  readonly groupBy: readonly string[];
  /** True where every result tells what a model wrote. */
  readonly hasOutput?: true;
  /** Field and unit of what is no token. */
  readonly quantity: { readonly field: string; readonly unit: string } | null;
}

const BY_MODEL = ['model', 'project_id'];

/** Completions carry nearly all use, so they are asked in every cycle; the others once an hour. */
export const USAGE_KINDS: readonly UsageKind[] = [
  { path: 'completions', title: 'Tokens by model', kind: 'tokens', groupBy: BY_MODEL, hasOutput: true, quantity: null },
  { path: 'embeddings', title: 'Embeddings', kind: 'embeddings', groupBy: BY_MODEL, quantity: null },
  { path: 'moderations', title: 'Moderations', kind: 'moderations', groupBy: BY_MODEL, quantity: null },
  { path: 'decisions', title: 'Decisions', kind: 'decisions', groupBy: BY_MODEL, hasOutput: true, quantity: null },
  { path: 'images', title: 'Images', kind: 'images', groupBy: BY_MODEL, quantity: { field: 'images', unit: 'images' } },
  {
    path: 'audio_speeches',
    title: 'Speech',
    kind: 'audio_speech',
    groupBy: BY_MODEL,
    quantity: { field: 'characters', unit: 'characters' },
  },
  {
    path: 'audio_transcriptions',
    title: 'Transcription',
    kind: 'audio_transcription',
    groupBy: BY_MODEL,
    quantity: { field: 'seconds', unit: 'seconds' },
  },
  {
    path: 'vector_stores',
    title: 'Vector stores',
    kind: 'vector_store',
    groupBy: ['project_id'],
    quantity: { field: 'usage_bytes', unit: 'bytes' },
  },
  {
    path: 'code_interpreter_sessions',
    title: 'Code interpreter',
    kind: 'code_interpreter',
    groupBy: ['project_id'],
    quantity: { field: 'num_sessions', unit: 'sessions' },
  },
  {
    path: 'file_search_calls',
    title: 'File search',
    kind: 'file_search',
    groupBy: ['project_id'],
    quantity: { field: 'num_requests', unit: 'requests' },
  },
  {
    path: 'web_search_calls',
    title: 'Web search',
    kind: 'web_search',
    groupBy: BY_MODEL,
    quantity: { field: 'num_requests', unit: 'requests' },
  },
];

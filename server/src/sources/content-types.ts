import { contentType, linkTo } from '../kernel/content-type';
import type { Row } from '../kernel/records';
import { impersonal } from '../kernel/privacy';
import { RUN_STATES, SOURCE_TRIGGERS, type MappedAttribute, type Source, type SourceRun } from './contract';

/** A content type of the site whose entries become submissions. */
const source = contentType({
  singular: 'source',
  plural: 'sources',
  displayName: 'Content source',
  attributes: {
    key: impersonal({ type: 'string', required: true }),
    name: impersonal({ type: 'string', required: true }),
    uid: impersonal({ type: 'string', required: true }),
    trigger: impersonal({ type: 'enumeration', enum: [...SOURCE_TRIGGERS], required: true }),
    watched: impersonal({ type: 'string' }),
    condition: impersonal({ type: 'json' }),
    fields: impersonal({ type: 'json', required: true }),
    target: impersonal({ type: 'string', required: true }),
    isStrict: impersonal({ type: 'boolean', required: true }),
    isOn: impersonal({ type: 'boolean', required: true }),
    isFromCode: impersonal({ type: 'boolean', required: true }),
    form: impersonal(linkTo('plugin::crm.form')),
    /** What was there when it was switched on is no news, whoever edits it later. */
    firstRowId: impersonal({ type: 'integer', required: true }),
    /** Rows beyond these two are looked at by the reconciler. */
    lastRowId: impersonal({ type: 'integer', required: true }),
    seenUpTo: impersonal({ type: 'biginteger', required: true }),
    lastError: impersonal({ type: 'string' }),
    version: impersonal({ type: 'integer', required: true }),
  },
  indexes: [
    { name: 'crm_sources_key_uq', columns: ['key'], type: 'unique' },
    { name: 'crm_sources_created_idx', columns: ['created_at', 'id'] },
  ],
});

/** The last known value of a watched attribute, as a hash. */
const sourceMark = contentType({
  singular: 'source-mark',
  plural: 'source-marks',
  displayName: 'Content source mark',
  attributes: {
    sourceId: impersonal({ type: 'string', required: true }),
    entryId: impersonal({ type: 'string', required: true }),
    valueHash: impersonal({ type: 'string', required: true }),
    changes: impersonal({ type: 'integer', required: true }),
  },
  indexes: [{ name: 'crm_source_marks_uq', columns: ['source_id', 'entry_id'], type: 'unique' }],
});

const sourceRun = contentType({
  singular: 'source-run',
  plural: 'source-runs',
  displayName: 'Content source run',
  attributes: {
    source: impersonal(linkTo('plugin::crm.source')),
    state: impersonal({ type: 'enumeration', enum: [...RUN_STATES], required: true }),
    lastRowId: impersonal({ type: 'integer', required: true }),
    seen: impersonal({ type: 'integer', required: true }),
    captured: impersonal({ type: 'integer', required: true }),
    skipped: impersonal({ type: 'integer', required: true }),
    finishedAt: impersonal({ type: 'datetime' }),
  },
  indexes: [{ name: 'crm_source_runs_source_idx', columns: ['source_id', 'created_at'] }],
});

export const contentTypes = { source, 'source-mark': sourceMark, 'source-run': sourceRun };

export interface SourceRecord extends Row {
  id: number;
  documentId: string;
  key: string;
  name: string;
  uid: string;
  trigger: Source['trigger'];
  watched: string | null;
  condition: Source['condition'];
  fields: MappedAttribute[];
  target: Source['target'];
  isStrict: boolean;
  isOn: boolean;
  isFromCode: boolean;
  form: number;
  firstRowId: number;
  lastRowId: number;
  seenUpTo: number;
  lastError: string | null;
  version: number;
  createdAt: Date;
}

export interface RunRecord extends Row {
  id: number;
  documentId: string;
  source: number;
  state: SourceRun['state'];
  lastRowId: number;
  seen: number;
  captured: number;
  skipped: number;
  createdAt: Date;
  finishedAt: Date | null;
}

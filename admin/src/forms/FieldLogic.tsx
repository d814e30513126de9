import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { Text, useText } from '../kernel/text';
import { ChoiceChips } from '../ui/ChoiceChips';
import { LinkLikeButton } from '../ui/Links';
import { Cluster, Muted, Small, Stack, Strong } from '../ui/Type';
import { conditionOf, groupOf, isGroup, leafFor, sourcesFor, type Group, type Leaf } from './conditions';
import { ConditionRow } from './ConditionRow';
import { ConditionWords } from './ConditionWords';
import { Wrong } from './Wrong';

const Sentence = styled.p`
  padding: 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  overflow-wrap: anywhere;
`;

const Inner = styled.div`
  padding-left: 1.2rem;
  border-left: 2px solid ${({ theme }) => theme.colors.neutral200};
`;

interface FieldLogicProps {
  field: FormField;
  fields: readonly FormField[];
  problems: readonly string[];
  onChange: (showWhen: FormField['showWhen']) => void;
}

export const FieldLogic = ({ field, fields, problems, onChange }: FieldLogicProps) => {
  const text = useText();
  const { showWhen } = field;
  const sources = sourcesFor(field, fields);
  const group = showWhen ? groupOf(showWhen) : { join: 'and' as const, parts: [] };
  const isEmpty = sources.length === 0;

  return (
    <Stack $gap={3}>
      {showWhen && (
        <Sentence>
          <Text
            id="forms.logic.sentence"
            values={{ label: <Strong>{field.label}</Strong>, words: <ConditionWords condition={showWhen} fields={fields} /> }}
          />
        </Sentence>
      )}
      {problems.map((problem) => (
        <Wrong key={problem}>{problem}</Wrong>
      ))}
      {!showWhen && <Muted as="p">{text(isEmpty ? 'forms.logic.no-source' : field.type === 'page-break' ? 'forms.logic.always-step' : 'forms.logic.always')}</Muted>}
      {group ? (
        <GroupEditor group={group} fields={fields} sources={sources} onChange={(next) => onChange(conditionOf(next))} />
      ) : (
        <>
          <Small>{text('forms.logic.too-deep')}</Small>
          <div>
            <LinkLikeButton onClick={() => onChange(undefined)}>{text('forms.logic.remove-all')}</LinkLikeButton>
          </div>
        </>
      )}
    </Stack>
  );
};

interface GroupEditorProps {
  group: Group;
  fields: readonly FormField[];
  sources: readonly FormField[];
  onChange: (group: Group) => void;
  isInner?: boolean;
}

const GroupEditor = ({ group, fields, sources, onChange, isInner = false }: GroupEditorProps) => {
  const text = useText();
  const { join, parts } = group;
  const [source] = sources;
  const put = (index: number, part: Leaf | Group) => onChange({ ...group, parts: parts.map((one, at) => (at === index ? part : one)) });
  const drop = (index: number) => onChange({ ...group, parts: parts.filter((_, at) => at !== index) });

  return (
    <Stack $gap={3}>
      {parts.length > 1 && (
        <ChoiceChips
          label={text('forms.logic.join')}
          value={join}
          options={[
            { value: 'and', label: text('forms.logic.all') },
            { value: 'or', label: text('forms.logic.any') },
          ]}
          onChange={(next) => onChange({ ...group, join: next })}
        />
      )}
      {parts.map((part, index) =>
        isGroup(part) ? (
          <Inner key={index} role="group" aria-label={text('forms.logic.group')}>
            <GroupEditor
              group={part}
              fields={fields}
              sources={sources}
              isInner
              onChange={(next) => (next.parts.length === 0 ? drop(index) : put(index, next))}
            />
          </Inner>
        ) : (
          <ConditionRow key={index} leaf={part} fields={fields} sources={sources} onChange={(leaf) => put(index, leaf)} onRemove={() => drop(index)} />
        ),
      )}
      {source && (
        <Cluster $gap={4}>
          <LinkLikeButton onClick={() => onChange({ ...group, parts: [...parts, leafFor(source)] })}>{text('forms.logic.add')}</LinkLikeButton>
          {!isInner && parts.length > 0 && (
            <LinkLikeButton onClick={() => onChange({ ...group, parts: [...parts, { join: join === 'and' ? 'or' : 'and', parts: [leafFor(source), leafFor(source)] }] })}>
              {text('forms.logic.add-group')}
            </LinkLikeButton>
          )}
        </Cluster>
      )}
    </Stack>
  );
};

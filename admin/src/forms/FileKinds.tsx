import { Checkbox } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { Small } from '../ui/Type';

const Group = styled.fieldset`
  margin: 0;
  padding: 0;
  border: 0;
`;

const Legend = styled.legend`
  padding: 0 0 0.4rem;
  font-size: 1.2rem;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Kinds = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
  gap: 0.8rem;
  padding-top: 0.8rem;
`;

interface FileKindsProps {
  kinds: readonly string[];
  /** None means all. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export const FileKinds = ({ kinds, chosen, onChange }: FileKindsProps) => {
  const text = useText();
  return (
    <Group>
      <Legend>{text('forms.files')}</Legend>
      <Small as="p">{text(chosen.length === 0 ? 'forms.files.all' : 'forms.files.chosen')}</Small>
      <Kinds>
        {kinds.map((kind) => (
          <Checkbox key={kind} checked={chosen.includes(kind)} onCheckedChange={(isOn) => onChange(kinds.filter((one) => (one === kind ? isOn === true : chosen.includes(one))))}>
            {kind}
          </Checkbox>
        ))}
      </Kinds>
    </Group>
  );
};

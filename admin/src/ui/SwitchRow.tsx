import { Switch } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { controlHeight } from './styles';
import { Small } from './Type';

const Row = styled.div`
  ${controlHeight}
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1.6rem;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

interface SwitchRowProps {
  label: string;
  description?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}

export const SwitchRow = ({ label, description, isOn, onChange, isDisabled }: SwitchRowProps) => {
  const id = useId();
  return (
    <Row>
      <div>
        <label htmlFor={id}>{label}</label>
        {description && <Small as="p" id={`${id}-more`}>{description}</Small>}
      </div>
      <Switch
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        aria-describedby={description ? `${id}-more` : undefined}
      />
    </Row>
  );
};

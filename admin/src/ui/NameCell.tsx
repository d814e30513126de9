import { styled } from 'styled-components';
import { crmPath } from '../kernel/feature';
import { useText } from '../kernel/text';
import { Avatar } from './Avatar';
import { Chip } from './Chip';
import { RowLink } from './Links';
import { ellipsis } from './styles';

const Row = styled.span`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  min-width: 0;

  ${RowLink} {
    ${ellipsis}
  }
`;

interface NameCellProps {
  kind: 'contact' | 'company';
  record: { id: string; name: string; isSample?: boolean };
}

/** The sign and the name of a person or a company, which opens the record. */
export const NameCell = ({ kind, record }: NameCellProps) => {
  const text = useText();
  const folder = kind === 'contact' ? 'contacts' : 'companies';
  return (
    <Row>
      <Avatar kind={kind} name={record.name} />
      <RowLink to={crmPath(`${folder}/${record.id}`)}>{record.name}</RowLink>
      {record.isSample && <Chip>{text('ui.sample')}</Chip>}
    </Row>
  );
};

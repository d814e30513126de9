import { IconButton } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { PropertyRow } from './PropertyList';
import { Muted } from './Type';

const Line = styled.div`
  position: relative;
  display: flex;
  align-items: flex-start;
  justify-content: space-between;
  gap: 0.8rem;
`;

const Words = styled.div`
  min-width: 0;
  padding: 1.2rem 0;

  ${({ theme }) => theme.breakpoints.medium} {
    padding: 0.6rem 0;
  }
`;

/** In the way of nothing where it can appear when it is pointed at or focused; in its own place on a touch screen. */
const Edit = styled.span`
  @media (hover: hover) {
    position: absolute;
    top: 0;
    right: -0.8rem;
    opacity: 0;
    background: ${({ theme }) => theme.colors.neutral0};

    ${Line}:hover > &,
    &:focus-within {
      opacity: 1;
    }
  }
`;

interface EditablePropertyProps {
  label: string;
  isEmpty: boolean;
  /** Left out where the reader may not change it. */
  onEdit?: () => void;
  children: ReactNode;
}

/** A property whose values are links, so that editing needs a button of its own. */
export const EditableProperty = ({ label, isEmpty, onEdit, children }: EditablePropertyProps) => {
  const text = useText();
  return (
    <PropertyRow label={label}>
      <Line>
        <Words>{isEmpty ? <Muted>{text('ui.property.none')}</Muted> : children}</Words>
        {onEdit && (
          <Edit>
            <IconButton label={text('ui.edit', { label })} size="S" variant="ghost" onClick={onEdit}>
              <Pencil />
            </IconButton>
          </Edit>
        )}
      </Line>
    </PropertyRow>
  );
};

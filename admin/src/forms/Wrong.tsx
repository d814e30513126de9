import { styled } from 'styled-components';
import { toneColor } from '../ui/styles';

/** What has to be changed, below the thing it is about. */
export const Wrong = styled.p`
  font-size: 1.2rem;
  line-height: 1.5;
  overflow-wrap: anywhere;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

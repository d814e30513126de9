import { LinkButton } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { EmptyState } from '../ui/EmptyState';
import { toneColor } from '../ui/styles';
import { tabAddress, type JobState } from './job-state';

const DoneSign = styled.span`
  color: ${({ theme }) => toneColor(theme, 'success')};

  svg {
    width: 4.8rem;
    height: 4.8rem;
  }
`;

/** Nothing to do is the good case here, and looks like it. */
export const NoJobs = ({ tab, waiting }: { tab: JobState; waiting: number }) => {
  const text = useText();
  const isGood = tab === 'dead' || tab === 'ready';
  return (
    <EmptyState
      title={text(`jobs.empty.${tab}`)}
      illustration={
        isGood ? (
          <DoneSign>
            <CheckCircle aria-hidden />
          </DoneSign>
        ) : undefined
      }
      actions={
        tab !== 'ready' &&
        waiting > 0 && (
          <LinkButton tag={Link} to={tabAddress('ready')} variant="tertiary" size="S">
            {text('jobs.empty.show-waiting')}
          </LinkButton>
        )
      }
    >
      {text(`jobs.empty.${tab}-words`)}
    </EmptyState>
  );
};

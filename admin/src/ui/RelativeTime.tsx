import { Tooltip } from '@strapi/design-system';
import { useFormat } from '../kernel/format';

/** “12 min. ago”, with the full date on hover. */
export const RelativeTime = ({ at }: { at: string }) => {
  const { relative, absolute } = useFormat();
  return (
    <Tooltip label={absolute(at)}>
      <time dateTime={at}>{relative(at)}</time>
    </Tooltip>
  );
};

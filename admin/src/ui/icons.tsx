import type { ReactNode, SVGProps } from 'react';
import { useTheme, type DefaultTheme } from 'styled-components';

/** Drawn on Strapi's 32-px grid. `fill` may be a colour token, as with Strapi's own icons. */
const Glyph = ({ fill = 'currentColor', children, ...rest }: SVGProps<SVGSVGElement> & { children: ReactNode }) => {
  const { colors } = useTheme();
  const color = fill in colors ? colors[fill as keyof DefaultTheme['colors']] : fill;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width={16} height={16} fill={color} aria-hidden {...rest}>
      {children}
    </svg>
  );
};

export const MenuIcon = (props: SVGProps<SVGSVGElement>) => (
  <Glyph {...props}>
    <path d="M12 16a6 6 0 1 0 0-12 6 6 0 0 0 0 12Zm0-9.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM12 18c-5.2 0-9.3 3-10 7.6A1.25 1.25 0 0 0 3.2 27h17.6a1.25 1.25 0 0 0 1.2-1.4C21.3 21 17.2 18 12 18Zm-7.1 6.5c1.1-2.5 3.8-4 7.1-4s6 1.5 7.1 4H4.9ZM20.5 6.5a1.25 1.25 0 0 1 1.25-1.25 5.5 5.5 0 0 1 3.6 9.65c2.7 1.2 4.6 3.7 5 7.3a1.25 1.25 0 1 1-2.49.25c-.4-3.8-2.7-5.7-6.11-5.95a1.25 1.25 0 0 1 0-2.5 3 3 0 0 0 0-6.25 1.25 1.25 0 0 1-1.25-1.25Z" />
  </Glyph>
);

export const BuildingIcon = (props: SVGProps<SVGSVGElement>) => (
  <Glyph {...props}>
    <path d="M6 4h12a2 2 0 0 1 2 2v6h6a2 2 0 0 1 2 2v11.5h1.75a1.25 1.25 0 0 1 0 2.5H2.25a1.25 1.25 0 0 1 0-2.5H4V6a2 2 0 0 1 2-2Zm.5 21.5h11v-19h-11v19Zm13.5 0h5.5v-11H20v11ZM9 10.25A1.25 1.25 0 0 1 10.25 9h3.5a1.25 1.25 0 0 1 0 2.5h-3.5A1.25 1.25 0 0 1 9 10.25Zm0 5.5a1.25 1.25 0 0 1 1.25-1.25h3.5a1.25 1.25 0 0 1 0 2.5h-3.5A1.25 1.25 0 0 1 9 15.75Zm0 5.5A1.25 1.25 0 0 1 10.25 20h3.5a1.25 1.25 0 0 1 0 2.5h-3.5A1.25 1.25 0 0 1 9 21.25Z" />
  </Glyph>
);

export const InboxIcon = (props: SVGProps<SVGSVGElement>) => (
  <Glyph {...props}>
    <path d="M6 4h20a2 2 0 0 1 2 2v20a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Zm.5 2.5v11h4.6a2 2 0 0 1 1.7.95l1.25 2.05h3.9l1.25-2.05a2 2 0 0 1 1.7-.95h4.6v-11h-19Zm0 13.5v5.5h19V20h-4.2l-1.25 2.05a2 2 0 0 1-1.7.95h-4.7a2 2 0 0 1-1.7-.95L10.7 20H6.5Z" />
  </Glyph>
);

export const FormIcon = (props: SVGProps<SVGSVGElement>) => (
  <Glyph {...props}>
    <path d="M8 3h16a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm.5 2.5v21h15v-21h-15ZM11 10.25A1.25 1.25 0 0 1 12.25 9h7.5a1.25 1.25 0 0 1 0 2.5h-7.5A1.25 1.25 0 0 1 11 10.25Zm0 5.5a1.25 1.25 0 0 1 1.25-1.25h7.5a1.25 1.25 0 0 1 0 2.5h-7.5A1.25 1.25 0 0 1 11 15.75Zm0 5.5A1.25 1.25 0 0 1 12.25 20h3.5a1.25 1.25 0 0 1 0 2.5h-3.5A1.25 1.25 0 0 1 11 21.25Z" />
  </Glyph>
);

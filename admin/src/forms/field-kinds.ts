import {
  BulletList,
  Calendar,
  CaretDown,
  CheckCircle,
  CheckCircleEmpty,
  Clock,
  EyeStriked,
  Feather,
  Globe,
  Hashtag,
  HeadingTwo,
  Layout,
  Link,
  Mail,
  Paperclip,
  Paragraph,
  Phone,
  PinMap,
  PriceTag,
  Quotes,
  Shield,
  Star,
  User,
} from '@strapi/icons';
import type { ComponentType, SVGAttributes } from 'react';
import { CHOICE_TYPES, LAYOUT_TYPES, purposeOf, type FieldType, type FormField } from '../../../server/src/forms/contract';

export type FieldOption = NonNullable<FormField['options']>[number];

/** The palette: what people look for together stands together. */
export const FIELD_GROUPS = [
  { id: 'text', types: ['text', 'textarea', 'number', 'currency', 'url'] },
  { id: 'person', types: ['name', 'email', 'phone', 'address', 'country'] },
  { id: 'choice', types: ['select', 'radio', 'multi-select', 'checkbox', 'rating'] },
  { id: 'time', types: ['date', 'time', 'datetime'] },
  { id: 'more', types: ['consent', 'file', 'hidden'] },
  { id: 'layout', types: ['heading', 'html', 'page-break'] },
] as const satisfies readonly { id: string; types: readonly FieldType[] }[];

export const FIELD_ICONS: Record<FieldType, ComponentType<SVGAttributes<SVGElement>>> = {
  text: Feather,
  textarea: Paragraph,
  email: Mail,
  phone: Phone,
  url: Link,
  number: Hashtag,
  currency: PriceTag,
  date: Calendar,
  time: Clock,
  datetime: Calendar,
  select: CaretDown,
  'multi-select': BulletList,
  radio: CheckCircleEmpty,
  checkbox: CheckCircle,
  consent: Shield,
  rating: Star,
  country: Globe,
  name: User,
  address: PinMap,
  file: Paperclip,
  hidden: EyeStriked,
  heading: HeadingTwo,
  html: Quotes,
  'page-break': Layout,
};

const LINES: readonly FieldType[] = ['text', 'email', 'phone', 'url'];
const TYPED: readonly FieldType[] = [...LINES, 'textarea', 'number', 'currency'];
const MOMENTS: readonly FieldType[] = ['date', 'time', 'datetime'];
const TICKS: readonly FieldType[] = ['checkbox', 'consent'];
const GROUPS: readonly FieldType[] = ['name', 'address'];

/** What can be said about a field depends on its type. */
const TRAITS = {
  placeholder: [...TYPED],
  autocomplete: [...TYPED, 'select', 'country'],
  default: [...TYPED, ...MOMENTS, ...CHOICE_TYPES, 'checkbox', 'rating', 'country', 'hidden'],
  length: ['text', 'textarea'],
  range: ['number', 'currency', 'rating'],
  count: ['multi-select', 'file'],
  moments: MOMENTS,
  pattern: LINES,
  options: CHOICE_TYPES,
} as const satisfies Record<string, readonly FieldType[]>;

export const takes = (type: FieldType, trait: keyof typeof TRAITS): boolean => (TRAITS[trait] as readonly FieldType[]).includes(type);

export const isTick = (type: FieldType): boolean => TICKS.includes(type);
export const isLayout = (type: FieldType): boolean => LAYOUT_TYPES.includes(type);
export const isAsked = (type: FieldType): boolean => !isLayout(type) && type !== 'hidden';
/** A tick is no name and no address, so it stays on the submission. */
export const takesTarget = (type: FieldType): boolean => !isLayout(type) && !isTick(type) && type !== 'file' && type !== 'address';
export const takesPrefill = ({ type, isLocked }: FormField): boolean => !isLayout(type) && type !== 'consent' && type !== 'file' && !GROUPS.includes(type) && !isLocked;

/** Only a privacy notice may be a condition for sending a form; anything else needs a written reason. */
export const needsReason = (field: FormField): boolean => field.type === 'consent' && field.isRequired && purposeOf(field) !== 'privacy';

import { ApiError, useErrorText } from './api-error';

/**
 * A broken rule names its field in `details.field`, while a wrong input lists its fields. Forms want both alike.
 * `places` maps a field of the server to where the form shows it.
 */
export const usePlacedError = () => {
  const errorText = useErrorText();
  return (error: ApiError, places: Readonly<Record<string, string>>): ApiError => {
    const { field } = error.details;
    const place = typeof field === 'string' ? places[field] : undefined;
    if (error.fields.length > 0 || !place) return error;
    const message = errorText(error);
    return new ApiError(message, { status: error.status, details: { ...error.details, errors: [{ path: place, message }] } });
  };
};

import type { DraftReview, Field, PictureSize, PixelBox, Sha256Hex } from '@/backend';

/** A part of a picture that a value was read from. */
export interface Crop {
  sha256: Sha256Hex;
  size: PictureSize;
  place: PixelBox;
}

type Pictured = Pick<DraftReview, 'page' | 'pictures'>;

/** Where the values of `field` stand on the pictures, for those that need to be looked at. */
export function cropsOf({ page, pictures }: Pictured, field: Field): Crop[] {
  return pictures.flatMap(({ sha256, size, facts }) =>
    size === null
      ? []
      : facts
          .filter(({ fact, crop }) => crop && page.facts[fact]?.field === field)
          .flatMap(({ places }) => places.map((place) => ({ sha256, size, place }))),
  );
}

/** A box with some of what is around it, within the picture. */
export function around({ left, top, width, height }: PixelBox, size: PictureSize): PixelBox {
  const margin = Math.max(2, Math.round(height / 4));
  const x = Math.max(0, left - margin);
  const y = Math.max(0, top - margin);
  return {
    left: x,
    top: y,
    width: Math.min(size.width, left + width + margin) - x,
    height: Math.min(size.height, top + height + margin) - y,
  };
}

/** Whether the browser reads WebP: Safari before 14 keeps sites and does not. */

// one grey pixel
const SMALLEST = "data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBgAAABQAQCdASoBAAEADMDOJaQABHQAAAAAAAA=";

/** Say whether pages show their pictures as WebP here, wherever they offer one. */
export function readsWebp(): Promise<boolean> {
  const image = new Image();
  image.src = SMALLEST;
  return image.decode().then(() => true, () => false);
}

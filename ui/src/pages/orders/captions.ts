/** A line of text as a PNG in base64: only the window has fonts for every language. */
export function captionPicture(text: string, px: number): string {
  const canvas = document.createElement('canvas');
  const font = `600 ${String(px)}px ${getComputedStyle(document.body).fontFamily}`;
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.font = font;
  // The canvas forgets the font when its size changes.
  canvas.width = Math.min(4000, Math.ceil(pen.measureText(text).width) + px);
  canvas.height = Math.ceil(px * 1.6);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#1e2227';
  pen.font = font;
  pen.textBaseline = 'middle';
  pen.fillText(text, 0, canvas.height / 2);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

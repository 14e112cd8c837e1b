import File from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileImage from '@lucide/svelte/icons/file-image';
import FileText from '@lucide/svelte/icons/file-text';
import FileVideo from '@lucide/svelte/icons/file-video';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';

/** What stands for a file without a preview. */
export function iconOf(mediaType: string): typeof File {
  if (mediaType.startsWith('image/')) return FileImage;
  if (mediaType.startsWith('video/')) return FileVideo;
  const icons: Record<string, typeof File> = {
    'application/pdf': FileText,
    'application/zip': FileArchive,
    'text/plain': MessageSquareText,
  };
  return icons[mediaType] ?? File;
}

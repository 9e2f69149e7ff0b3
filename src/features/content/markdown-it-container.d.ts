declare module 'markdown-it-container' {
  import type { MarkdownIt } from 'markdown-it';

  interface ContainerOptions {
    validate?: (params: string) => boolean;
  }
  export default function container(md: MarkdownIt, name: string, options?: ContainerOptions): void;
}

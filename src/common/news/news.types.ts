/** What there may be news of: a queue that something was put into. Nothing else travels, neither ids nor data. */
export const NEWS_TOPICS = ['jobs', 'webhooks'] as const;
export type NewsTopic = (typeof NEWS_TOPICS)[number];

export const isNewsTopic = (text: string): text is NewsTopic => (NEWS_TOPICS as readonly string[]).includes(text);

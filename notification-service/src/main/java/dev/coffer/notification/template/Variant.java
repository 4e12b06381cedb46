package dev.coffer.notification.template;

import dev.coffer.notification.message.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * What a message by one channel says in one language.
 *
 * @param locale BCP 47: "en", "de-AT"
 * @param subject one line
 * @param text plain text; an empty line begins a paragraph
 * @param html for mails that are to look like something; null for one that is made of the text
 */
public record Variant(
        String locale,
        NotificationChannel channel,
        String subject,
        String text,
        @Nullable String html) {}

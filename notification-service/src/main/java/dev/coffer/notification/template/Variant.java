package dev.coffer.notification.template;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import org.jspecify.annotations.Nullable;

/**
 * What a message by one channel says in one language.
 *
 * @param locale BCP 47: "en", "de-AT"
 * @param subject one line
 * @param text plain text; an empty line begins a paragraph
 * @param html for mails that are to look like something; null for one that is made of the text
 * @param whatsApp how it is said in WhatsApp; null for other channels, and for what was saved before that was asked for
 */
public record Variant(
        String locale,
        NotificationChannel channel,
        String subject,
        String text,
        @Nullable String html,
        @Nullable WhatsAppContent whatsApp) {

    /** Of any channel but WhatsApp. */
    Variant(String locale, NotificationChannel channel, String subject, String text, @Nullable String html) {
        this(locale, channel, subject, text, html, null);
    }
}

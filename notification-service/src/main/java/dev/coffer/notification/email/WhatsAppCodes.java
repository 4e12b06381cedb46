package dev.coffer.notification.email;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the fixed texts go in WhatsApp, and how they are said there: one-time codes, by a text that it has approved for them. Nothing else,
 * since it takes no free text from whom its reader did not write to: what cannot be said there goes as a text message.
 *
 * @see "docs/adr/0118"
 */
final class WhatsAppCodes {

    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppCodes.class);
    private static final String CODE = "code";

    /** The one place that such a text has, for the code; its button for copying has the same. */
    private static final String PLACE = "1";

    private final WhatsAppCodeProperties settings;
    private final boolean hasProvider;

    /** @throws IllegalArgumentException for texts without a number that they come from */
    WhatsAppCodes(WhatsAppCodeProperties settings, TwilioProperties twilio) {
        this.settings = settings;
        this.hasProvider = twilio.isSet();
        boolean hasTexts = !settings.texts().isEmpty();
        if (hasTexts && !twilio.hasWhatsapp()) {
            throw new IllegalArgumentException(
                    "coffer.notification.whatsapp-codes needs coffer.notification.twilio.whatsapp-from");
        }
        if (twilio.hasWhatsapp() && !hasTexts) {
            LOG.warn("one-time codes do not go in WhatsApp but as text messages:"
                    + " coffer.notification.whatsapp-codes.texts is not set");
        }
    }

    /** By what one of the fixed texts goes. @param kind of the letter: "code.SIGN_IN" @param asked by whoever asks for it */
    NotificationChannel channel(String kind, NotificationChannel asked) {
        boolean isSaid = isCode(kind) && !settings.texts().isEmpty();
        return switch (asked) {
            case WHATSAPP -> isSaid || !hasProvider ? asked : NotificationChannel.SMS;
            case SMS -> isSaid && settings.first() ? NotificationChannel.WHATSAPP : asked;
            case IN_APP, EMAIL, PUSH -> asked;
        };
    }

    /** How a fixed text is said in WhatsApp. @param code null for a text without one, which nothing is approved for */
    WhatsAppContent said(Letter letter, @Nullable String code) {
        return code == null || !isCode(letter.kind()) || settings.texts().isEmpty()
                ? WhatsAppContent.NEITHER
                : new WhatsAppContent(
                        settings.text(letter.locale()), List.of(new WhatsAppContent.Place(PLACE, code)), false);
    }

    /** Whether it goes as a text message where WhatsApp does not take it: what a template says has channels of its own. */
    boolean isTextInstead(Letter letter) {
        return hasProvider && letter.channel() == NotificationChannel.WHATSAPP && letter.content() == null;
    }

    private static boolean isCode(String kind) {
        return kind.startsWith(CODE + ".");
    }
}

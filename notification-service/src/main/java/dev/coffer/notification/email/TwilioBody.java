package dev.coffer.notification.email;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import dev.coffer.notification.post.Mail;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What Twilio is told to say: a text, or an approved text of WhatsApp by its name with what stands in its places. */
final class TwilioBody {

    private static final int LONGEST_TEXT = 1_600;

    private TwilioBody() {}

    /** Why it cannot be said at all; null where it can. */
    static @Nullable String unsaid(Mail mail) {
        WhatsAppContent content = mail.whatsApp();
        if (mail.channel() != NotificationChannel.WHATSAPP || content != null && content.isSession()) {
            return null;
        }
        if (content == null || content.contentSid() == null) {
            return "the template neither names a text that WhatsApp has approved nor says that it answers its reader";
        }
        // Twilio refuses an empty place with a number that says nothing of which one.
        return content.places().stream()
                .filter(place -> place.text().isBlank())
                .map(place -> "nothing would stand in the place " + place.name() + " of the approved text")
                .findFirst()
                .orElse(null);
    }

    /** The fields of the form, by Twilio's names. */
    static Map<String, String> of(Mail mail) {
        WhatsAppContent content = mail.whatsApp();
        String sid = content == null ? null : content.contentSid();
        if (content == null || sid == null) {
            return Map.of("Body", cut(mail.text()));
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ContentSid", sid);
        if (!content.places().isEmpty()) {
            Map<String, String> places = new LinkedHashMap<>();
            content.places().forEach(place -> places.put(place.name(), place.text()));
            form.put("ContentVariables", JsonMapper.shared().writeValueAsString(places));
        }
        return form;
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}

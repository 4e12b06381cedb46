package dev.coffer.notification.template;

import dev.coffer.notification.message.WhatsAppContent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a variant for WhatsApp must say of how it is said there. */
final class WhatsAppRules {

    static final int MOST_PLACES = 30;
    static final int LONGEST_PLACE = 500;

    private static final Pattern CONTENT_SID = Pattern.compile("HX[0-9a-f]{32}");
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_]{1,32}");

    private WhatsAppRules() {}

    /** @param markup looks at what stands in a place @throws IllegalArgumentException saying what is wrong */
    static void require(WhatsAppContent content, Consumer<String> markup) {
        String sid = content.contentSid();
        if ((sid == null) != content.isSession()) {
            throw new IllegalArgumentException(
                    "It names the text that WhatsApp has approved (contentSid), or says that it answers its reader within"
                            + " 24 hours (isSession): WhatsApp takes no other text.");
        }
        if (sid != null && !CONTENT_SID.matcher(sid).matches()) {
            throw new IllegalArgumentException(
                    "A contentSid is HX and 32 small hexadecimal digits, as Twilio shows it beside the approved text.");
        }
        requirePlaces(content, markup);
    }

    private static void requirePlaces(WhatsAppContent content, Consumer<String> markup) {
        List<WhatsAppContent.Place> places = content.places();
        if (places.size() > (content.isSession() ? 0 : MOST_PLACES)) {
            throw new IllegalArgumentException(
                    "An approved text has at most " + MOST_PLACES + " places, and a free one none.");
        }
        Set<String> names = new HashSet<>();
        for (WhatsAppContent.Place place : places) {
            if (!PLACE.matcher(place.name()).matches() || !names.add(place.name())) {
                throw new IllegalArgumentException(
                        "A place is named once, as in the approved text, by 1 to 32 letters, digits and _: 1.");
            }
            String text = place.text();
            if (text.isBlank()
                    || text.length() > LONGEST_PLACE
                    || !RenderTemplate.oneLine(text).equals(text)) {
                throw new IllegalArgumentException("What stands in a place is one line of 1 to " + LONGEST_PLACE
                        + " characters, without characters that cannot be seen.");
            }
            markup.accept(text);
        }
    }
}

package dev.coffer.notification.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a message in WhatsApp is said there: by a text that WhatsApp has approved, or freely to somebody who has written within the last 24
 * hours. Outside of these WhatsApp takes no free text.
 *
 * @param contentSid of the approved text at Twilio; null for none
 * @param places of the approved text, and what stands in them; personal once they are filled
 * @param isSession whether it answers its reader, and so is said freely
 */
public record WhatsAppContent(@Nullable String contentSid, List<Place> places, boolean isSession) {

    /** A text that is neither approved nor an answer: nobody takes it. */
    public static final WhatsAppContent NEITHER = new WhatsAppContent(null, List.of(), false);

    public WhatsAppContent {
        places = List.copyOf(places);
    }

    /** @param name as the approved text has it: "1" @param text what stands there */
    public record Place(String name, String text) {

        @Override
        public String toString() {
            return "Place[" + name + "]";
        }
    }

    @Override
    public String toString() {
        return "WhatsAppContent[" + contentSid + "]";
    }
}

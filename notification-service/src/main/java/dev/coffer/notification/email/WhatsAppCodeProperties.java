package dev.coffer.notification.email;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param texts that WhatsApp has approved for codes (category "authentication", with one place), by language: {@code en=HX...}; empty for none
 * @param first whether codes that are asked for by text message go in WhatsApp, and as a text message only where that does not take them
 */
@ConfigurationProperties("coffer.notification.whatsapp-codes")
record WhatsAppCodeProperties(
        @DefaultValue Map<String, String> texts,
        @DefaultValue("false") boolean first) {

    /** What is said where a reader's language has no text of its own. */
    static final String FALLBACK = "en";

    private static final Pattern SID = Pattern.compile("HX[0-9a-f]{32}");

    WhatsAppCodeProperties {
        Map<String, String> byLanguage = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byLanguage.putAll(texts);
        byLanguage.forEach(WhatsAppCodeProperties::require);
        if (!byLanguage.isEmpty() && !byLanguage.containsKey(FALLBACK)) {
            throw new IllegalArgumentException("coffer.notification.whatsapp-codes.texts needs one for " + FALLBACK
                    + ", which is said where a reader's language has none.");
        }
        if (first && byLanguage.isEmpty()) {
            throw new IllegalArgumentException(
                    "coffer.notification.whatsapp-codes.first needs texts that WhatsApp has approved: set"
                            + " coffer.notification.whatsapp-codes.texts.en");
        }
        texts = byLanguage;
    }

    private static void require(String language, String sid) {
        if (Locale.forLanguageTag(language).getLanguage().isEmpty()
                || !SID.matcher(sid).matches()) {
            throw new IllegalArgumentException("coffer.notification.whatsapp-codes.texts." + language
                    + " must be a language and the id of a text that WhatsApp has approved (HX and 32 hexadecimal"
                    + " digits): " + sid);
        }
    }

    /** The text of a reader's language, as spoken where they are or anywhere, else the English one. Not to be asked for where there is none. */
    String text(String locale) {
        String fallback = texts.getOrDefault(FALLBACK, "");
        String ofLanguage = texts.getOrDefault(Locale.forLanguageTag(locale).getLanguage(), fallback);
        return texts.getOrDefault(locale, ofLanguage);
    }
}

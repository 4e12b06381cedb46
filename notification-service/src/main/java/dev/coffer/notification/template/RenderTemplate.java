package dev.coffer.notification.template;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template. Values are data: cut to a line, escaped where they stand in HTML, and never looked into but for the hosts of links, which are
 * written in ASCII.
 */
public final class RenderTemplate {

    static final int LONGEST_VALUE = 500;
    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_TEXT = 4_000;

    private RenderTemplate() {}

    /**
     * A message as it is read. May be personal, so it is kept out of {@code toString}.
     *
     * @param subject one line
     * @param html the whole page; empty for a channel that has none
     * @param whatsApp how it is said in WhatsApp; null for every other channel
     */
    public record Rendered(
            String subject,
            String text,
            String html,
            @Nullable WhatsAppContent whatsApp) {

        @Override
        public String toString() {
            return "Rendered[***]";
        }
    }

    /**
     * @param locale the reader's, BCP 47
     * @param values by the names of variables; what the template does not declare is left out
     * @return null where the template has nothing for this channel
     */
    public static @Nullable Rendered render(
            Template template, NotificationChannel channel, String locale, Map<String, String> values) {
        Variant variant = template.variant(channel, locale);
        return variant == null ? null : render(variant, declared(template, values));
    }

    static Rendered render(Variant variant, Map<String, String> values) {
        String subject = subject(Markup.parse(variant.subject()), values);
        String text =
                cut(AsciiHosts.in(Markup.parse(variant.text()).fill(values).strip()), LONGEST_TEXT);
        return new Rendered(subject, text, html(variant, subject, text, values), whatsApp(variant, values));
    }

    /** What was saved before this was asked for names no approved text, and is none. */
    private static @Nullable WhatsAppContent whatsApp(Variant variant, Map<String, String> values) {
        if (variant.channel() != NotificationChannel.WHATSAPP) {
            return null;
        }
        WhatsAppContent content = variant.whatsApp();
        return content == null
                ? WhatsAppContent.NEITHER
                : new WhatsAppContent(
                        content.contentSid(),
                        content.places().stream()
                                .map(place -> new WhatsAppContent.Place(place.name(), place(place.text(), values)))
                                .toList(),
                        content.isSession());
    }

    /** WhatsApp takes neither line ends nor many spaces in a row there. */
    private static String place(String markup, Map<String, String> values) {
        String filled = AsciiHosts.in(oneLine(Markup.parse(markup).fill(values)));
        return cut(filled.strip().replaceAll("\\s+", " "), LONGEST_VALUE);
    }

    /** Where these values leave nothing of it, as it is without any, which was looked at when it was saved. */
    private static String subject(Markup markup, Map<String, String> values) {
        String filled = AsciiHosts.in(oneLine(markup.fill(values))).strip();
        return cut(filled.isEmpty() ? markup.fill(Map.of()).strip() : filled, LONGEST_SUBJECT);
    }

    private static String html(Variant variant, String subject, String text, Map<String, String> values) {
        if (variant.channel() != NotificationChannel.EMAIL) {
            return "";
        }
        String html = variant.html();
        String body = html == null ? MailHtml.ofText(text) : Markup.parse(html).fill(each(values, MailHtml::escape));
        return MailHtml.page(variant.locale(), subject, body);
    }

    private static Map<String, String> declared(Template template, Map<String, String> values) {
        Map<String, String> declared = new HashMap<>(values);
        declared.keySet().retainAll(template.names());
        return each(declared, value -> cut(AsciiHosts.in(oneLine(value)), LONGEST_VALUE));
    }

    private static Map<String, String> each(Map<String, String> values, UnaryOperator<String> change) {
        Map<String, String> changed = new HashMap<>();
        values.forEach((name, value) -> changed.put(name, change.apply(value)));
        return changed;
    }

    /** Without line ends, other controls, and what turns the direction of reading or cannot be seen. */
    static String oneLine(String value) {
        return value.codePoints()
                .map(character -> isSeen(character) ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}

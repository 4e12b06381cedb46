package dev.coffer.notification.template;

import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML of mails: text and looks, nothing that runs, loads or sends. Checked by what is allowed, not by what is not.
 */
final class MailHtml {

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "hr",
            "strong",
            "em",
            "b",
            "i",
            "u",
            "h1",
            "h2",
            "h3",
            "ul",
            "ol",
            "li",
            "table",
            "tr",
            "td",
            "th",
            "blockquote",
            "a");

    /** An element with attributes in double quotes; nothing else may begin with that bracket. */
    private static final Pattern TAG = Pattern.compile("</?([a-z][a-z0-9]*)((?:\\s+[a-z-]+=\"[^\"<>]*\")*)\\s*/?>");

    private static final Pattern LINK = Pattern.compile("\\s+href=\"([^\"]*)\"");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    private MailHtml() {}

    /** @throws IllegalArgumentException with a sentence for whoever wrote it */
    static void require(String html) {
        Matcher tag = TAG.matcher(html);
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            tag.region(at, html.length());
            if (!tag.lookingAt()) {
                throw new IllegalArgumentException(
                        "No element that is allowed begins at character " + (at + 1)
                                + ". Write &lt; for the character itself; attributes stand in double quotes, variables in no element.");
            }
            requireElement(tag.group(1), tag.group(2));
        }
    }

    private static void requireElement(String name, String attributes) {
        if (!ELEMENTS.contains(name)) {
            throw new IllegalArgumentException("There is no <" + name + "> in mails, only "
                    + String.join(", ", ELEMENTS.stream().sorted().toList()) + ".");
        }
        if (attributes.isBlank()) {
            return;
        }
        Matcher link = LINK.matcher(attributes);
        if (!name.equals("a") || !link.matches()) {
            throw new IllegalArgumentException("Elements have no attributes, but <a> its href.");
        }
        requireLink(link.group(1));
    }

    /** A host is written in ASCII, so that none only looks like another. */
    private static void requireLink(String target) {
        URI uri;
        try {
            uri = URI.create(target);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("A link leads to an address such as https://example.com/help.", none);
        }
        String host = uri.getHost();
        if (!"https".equals(uri.getScheme())
                || host == null
                || uri.getRawUserInfo() != null
                || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "A link leads to https and a host in small ASCII letters, without variables: https://example.com/help.");
        }
    }

    /** Text as it stands between elements and in attributes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) character);
            }
        });
        return escaped.toString();
    }

    /** Paragraphs of plain text. */
    static String ofText(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.strip().split("\n\\s*\n", -1)) {
            html.append("<p>")
                    .append(escape(paragraph.strip()).replace("\n", "<br>"))
                    .append("</p>\n");
        }
        return html.toString();
    }

    /** The whole of a mail. @param body is HTML already */
    static String page(String language, String subject, String body) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                    <meta charset="utf-8">
                    <title>%s</title>
                </head>
                <body style="font-family: sans-serif; max-width: 36em">
                %s</body>
                </html>
                """.formatted(escape(language), escape(subject), body);
    }
}

package dev.coffer.notification.template;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links in text, which mail programs, phones and browsers make by themselves of whatever looks like one: their hosts are written in ASCII, so
 * that none only looks like another. What is no host in ASCII either is no link any more.
 */
final class AsciiHosts {

    private static final Pattern LINK =
            Pattern.compile("(?i)(?<scheme>https?:/{1,2}|\\bwww(?=[.\\u3002\\uff0e\\uff61]))(?<host>[^\\s/?#\"'<>]+)");

    private AsciiHosts() {}

    static String in(String text) {
        if (text.chars().allMatch(character -> character < 0x80)) {
            return text;
        }
        Matcher link = LINK.matcher(text);
        StringBuilder all = new StringBuilder(text.length());
        while (link.find()) {
            link.appendReplacement(all, Matcher.quoteReplacement(ascii(link.group("scheme"), link.group("host"))));
        }
        return link.appendTail(all).toString();
    }

    private static String ascii(String scheme, String host) {
        if (host.chars().allMatch(character -> character < 0x80)) {
            return scheme + host;
        }
        try {
            boolean isBare = !scheme.endsWith("/");
            String whole = IDN.toASCII(isBare ? scheme + host : host, IDN.ALLOW_UNASSIGNED);
            return isBare ? whole : scheme + whole;
        } catch (IllegalArgumentException noHost) {
            return "(…)";
        }
    }
}

package dev.coffer.gateway.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header {@code Forwarded} of RFC 7239, as strictly as it is written there: proxies quote what clients say, such as the host,
 * and whoever reads past a quote believes the client.
 */
final class ForwardedHeader {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z:\\[\\]-]+";
    private static final Pattern PAIR =
            Pattern.compile("\\s*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")\\s*(;|,|$)");

    private ForwardedHeader() {}

    /** What each element says after {@code for=}, "" where it says nothing; empty for a line that breaks the rules anywhere. */
    static List<String> hops(String line) {
        List<String> hops = new ArrayList<>();
        Matcher pair = PAIR.matcher(line);
        String hop = "";
        int at = 0;
        while (at < line.length()) {
            if (!pair.region(at, line.length()).lookingAt()) {
                return List.of();
            }
            if ("for".equalsIgnoreCase(pair.group(1))) {
                if (!hop.isEmpty()) {
                    return List.of();
                }
                hop = pair.group(2) == null ? pair.group(3) : pair.group(2);
            }
            if (!";".equals(pair.group(4))) {
                hops.add(hop);
                hop = "";
            }
            at = pair.end();
        }
        return line.stripTrailing().endsWith(";") || line.stripTrailing().endsWith(",") ? List.of() : hops;
    }
}

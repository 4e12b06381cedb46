package dev.coffer.gateway.transport;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which web pages of other origins may read what the gateway answers.
 *
 * @param allowedOrigins origins as browsers write them, {@code https://app.example.com} or {@code http://localhost:5173}, or
 *     {@code *} alone for every page; none lets no page of another origin read anything
 * @param credentials whether browsers may send along what they keep for the gateway's host, such as cookies for a proxy before it;
 *     not with {@code *}. Bearer tokens need it not: pages put them into a header themselves
 * @param maxAge how long a browser may remember what it was allowed
 */
public record CorsOptions(List<String> allowedOrigins, boolean credentials, Duration maxAge) {
    /** Every page. */
    static final String ANY = "*";

    /** Scheme, host and port; in small letters, because browsers write them so. */
    private static final Pattern ORIGIN =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(?:[a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");

    private static final Duration LONGEST_AGE = Duration.ofDays(1);

    /** No page of another origin. */
    public static final CorsOptions CLOSED = new CorsOptions(List.of(), false, Duration.ofMinutes(10));

    public CorsOptions {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            String problem = origin.equals(ANY) ? problemOfAny(allowedOrigins, credentials) : problem(origin);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("the allowed origin \"" + origin + "\" " + problem);
            }
        }
        if (maxAge.isNegative() || maxAge.compareTo(LONGEST_AGE) > 0) {
            throw new IllegalArgumentException("the max age of CORS must be 0 to 24 h, not " + maxAge);
        }
    }

    /** Pages of these origins, without credentials. */
    public static CorsOptions of(List<String> allowedOrigins) {
        return new CorsOptions(allowedOrigins, CLOSED.credentials(), CLOSED.maxAge());
    }

    private static String problemOfAny(List<String> all, boolean credentials) {
        if (credentials) {
            return "cannot be allowed together with credentials: any page could then act as whoever looks at it";
        }
        return all.size() == 1 ? "" : "stands for all others, so it has to stand alone";
    }

    /** Why no browser would ever send it, or why it must not count; empty where it is right. */
    private static String problem(String origin) {
        if (origin.equals("null")) {
            return "is that of every sandboxed frame and every file, so it can be nobody's";
        }
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return "is none: write scheme://host or scheme://host:port in small letters, with nothing after it"
                    + " and no wildcard in it";
        }
        String port = parts.group(2);
        boolean isDefault = "https".equals(parts.group(1)) ? "443".equals(port) : "80".equals(port);
        return isDefault ? "names the port that browsers leave out: leave it out, too" : "";
    }
}

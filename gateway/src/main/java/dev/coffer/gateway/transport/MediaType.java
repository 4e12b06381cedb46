package dev.coffer.gateway.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two forms of a GraphQL answer over HTTP; they differ in the status of refused requests. */
enum MediaType {
    /** The form of the GraphQL over HTTP specification: a refused request has a status of 4xx. */
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    /** The older form: any GraphQL answer has status 200. */
    JSON("application/json");

    private final String text;
    private final String header;

    MediaType(String text) {
        this.text = text;
        this.header = text + "; charset=utf-8";
    }

    String header() {
        return header;
    }

    /** The client's favourite; {@link #JSON} without an Accept header or preference; null when neither is acceptable. */
    static @Nullable MediaType negotiate(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        MediaType best = null;
        double bestQuality = 0;
        for (String range : accept.split(",", -1)) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
            MediaType offered = offered(parts[0].strip());
            double quality = quality(parts);
            if (offered != null && isUtf8(parts) && quality > bestQuality) {
                best = offered;
                bestQuality = quality;
            }
        }
        return best;
    }

    private static @Nullable MediaType offered(String range) {
        if (range.equals(GRAPHQL_RESPONSE.text)) {
            return GRAPHQL_RESPONSE;
        }
        return range.equals(JSON.text) || range.equals("application/*") || range.equals("*/*") ? JSON : null;
    }

    static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    private static boolean isUtf8(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=")) {
                String charset = parameter.substring("charset=".length()).replace("\"", "");
                return charset.equals("utf-8") || charset.equals("utf8");
            }
        }
        return true;
    }

    /** Whether a body of this content type is read: JSON in UTF-8. */
    static boolean isReadable(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals(JSON.text) && isUtf8(parts);
    }
}

package dev.coffer.notification.topic;

import dev.coffer.core.errors.CodedException;
import java.util.regex.Pattern;

/**
 * What a tenant calls a topic. {@link #TENANT} is the one that everybody of the tenant hears.
 *
 * @param value lower-case letters, digits, {@code -} and {@code _}, at most 64
 */
public record TopicName(String value) {

    // Before the name that is checked by it.
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    public static final TopicName TENANT = new TopicName("tenant");

    public TopicName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("No name of a topic: '" + value + "'");
        }
    }

    /** @param field where it stood, such as "input.topic" @throws CodedException INVALID_INPUT where it is none */
    public static TopicName parse(String text, String field) {
        if (!FORM.matcher(text).matches()) {
            throw CodedException.invalid(
                    field,
                    "A topic's name begins with a lower-case letter and has lower-case letters, digits, '-' and '_', at most 64.");
        }
        return new TopicName(text);
    }

    /** The key of the events that tell of it, which is counted by over all tenants. */
    public String key(String tenantId) {
        return "topic/" + tenantId + "/" + value;
    }
}

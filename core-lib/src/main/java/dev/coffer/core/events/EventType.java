package dev.coffer.core.events;

import java.util.regex.Pattern;

/**
 * A kind of event that this service emits. Every bean of this type is registered; an event of an unregistered type cannot be added.
 *
 * @param name a past fact with its aggregate first, lower case and dotted: "user.registered"
 * @param version of the data's shape, from 1; raised when a field changes its meaning (adding a field does not need it)
 * @param data the record that is written as the event's data
 */
public record EventType<T>(String name, int version, Class<T> data) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");

    public EventType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("event type must look like user.registered: " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("version of " + name + " must be at least 1: " + version);
        }
    }
}

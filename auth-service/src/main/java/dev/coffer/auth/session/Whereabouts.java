package dev.coffer.auth.session;

import dev.coffer.auth.device.DeviceName;
import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is used. Kept as long as the session goes on.
 *
 * @param device a name for it, as {@link DeviceName} has it; null where the client does not say what it is
 * @param startedFrom the address that signed in; null where it is unknown
 * @param seenFrom the address that continued it last, or signed in; null where it is unknown
 */
record Whereabouts(
        @Nullable String device,
        @Nullable ClientAddress startedFrom,
        @Nullable ClientAddress seenFrom) {

    /** Also of sessions of before anybody looked. */
    static final Whereabouts UNKNOWN = new Whereabouts(null, null, null);

    static Whereabouts of(Client client) {
        return new Whereabouts(DeviceName.of(client), client.address(), client.address());
    }

    /** The session was continued. A session stays on the device that it was started on. */
    Whereabouts seen(Client client) {
        ClientAddress address = client.address();
        return address == null ? this : new Whereabouts(device, startedFrom, address);
    }

    @Override
    public String toString() {
        return "Whereabouts[***]";
    }
}

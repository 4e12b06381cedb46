package dev.coffer.auth.place;

import dev.coffer.auth.device.DeviceName;
import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * What two sign-ins have in common that come from the same device in the same part of the network. Addresses change from day to day,
 * and people would be told of every train ride; the first 16 bits of an IPv4 address and the first 32 of an IPv6 one mostly stay with
 * the provider.
 *
 * @param device its name, null where the client tells none
 * @param area "203.0" or "2001:db8"
 */
record Place(@Nullable String device, String area) {

    /** Null where the address is unknown: there is nothing to compare. */
    static @Nullable Place of(Client client) {
        ClientAddress address = client.address();
        return address == null ? null : new Place(DeviceName.of(client), area(address));
    }

    /** "203.0" of "203.0.113.7". */
    static String area(ClientAddress address) {
        String text = address.text();
        String separator = text.contains(":") ? ":" : ".";
        return text.substring(0, text.indexOf(separator, text.indexOf(separator) + 1));
    }

    @Override
    public String toString() {
        return "Place[***]";
    }
}

package dev.coffer.core.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that a client calls from: IPv4, or IPv6 without a zone. An IPv4 address written as IPv6 is the IPv4 address, so that
 * nobody has two. Personal data: it never reaches a log.
 */
public final class ClientAddress {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}(:[0-9.]{7,15})?");
    private static final int IPV4_BYTES = 4;
    /** What one customer of a provider is given, of which they can take any address at any time. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final InetAddress address;

    private ClientAddress(InetAddress address) {
        this.address = address;
    }

    public static ClientAddress of(InetAddress address) {
        try {
            // Without the name and the zone that it may carry.
            return new ClientAddress(InetAddress.getByAddress(address.getAddress()));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has 4 or 16 bytes", impossible);
        }
    }

    /** The address that is written so, such as "203.0.113.7" or "2001:db8::7"; null for anything else. Asks no name server. */
    public static @Nullable ClientAddress find(String text) {
        if (!IPV4.matcher(text).matches()
                && !(text.contains(":") && IPV6.matcher(text).matches())) {
            return null;
        }
        try {
            return of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The address as it is written, with all groups of IPv6: "203.0.113.7", "2001:db8:0:0:0:0:0:7". */
    public String text() {
        return address.getHostAddress();
    }

    /**
     * What is one party as far as anybody can tell: an IPv4 address, "203.0.113.7", or the /64 of an IPv6 address,
     * "2001:db8:0:0::/64".
     */
    public String network() {
        byte[] bytes = bytes();
        if (bytes.length == IPV4_BYTES) {
            return text();
        }
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < IPV6_NETWORK_BYTES; i += 2) {
            groups.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff))
                    .append(':');
        }
        return groups + ":/64";
    }

    /** 4 or 16 of them, in network order. */
    public byte[] bytes() {
        return address.getAddress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return "ClientAddress[***]";
    }
}

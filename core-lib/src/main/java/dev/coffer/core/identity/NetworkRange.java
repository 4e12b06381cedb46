package dev.coffer.core.identity;

import org.jspecify.annotations.Nullable;

/** Addresses that begin alike, in CIDR notation: "10.0.0.0/8", "2001:db8::/32"; a bare address is a range of one. */
public final class NetworkRange {

    private final byte[] prefix;
    private final int bits;

    private NetworkRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException saying which text is no range; so is one with bits set beyond its prefix */
    public static NetworkRange parse(String text) {
        int slash = text.indexOf('/');
        ClientAddress address = ClientAddress.find(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw wrong(text);
        }
        byte[] bytes = address.bytes();
        Integer bits = slash < 0 ? Integer.valueOf(bytes.length * Byte.SIZE) : bits(text.substring(slash + 1));
        if (bits == null || bits > bytes.length * Byte.SIZE || !isZeroAfter(bytes, bits)) {
            throw wrong(text);
        }
        return new NetworkRange(bytes, bits);
    }

    private static @Nullable Integer bits(String text) {
        return text.matches("0|[1-9][0-9]{0,2}") ? Integer.valueOf(text) : null;
    }

    private static boolean isZeroAfter(byte[] bytes, int bits) {
        for (int i = bits; i < bytes.length * Byte.SIZE; i++) {
            if (bit(bytes, i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no range of addresses such as 10.0.0.0/8 or 2001:db8::/32");
    }

    public boolean contains(ClientAddress address) {
        byte[] bytes = address.bytes();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            if (bit(bytes, i) != bit(prefix, i)) {
                return false;
            }
        }
        return true;
    }

    /** How long the prefix is; of two ranges that contain an address the longer one says more of it. */
    public int bits() {
        return bits;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }
}

package dev.coffer.access.condition;

/**
 * A block of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. A block of IPv4 holds no
 * address of IPv6, nor the other way round: {@code ::/0} is all of IPv6 only.
 *
 * @param network the first address
 * @param prefixLength leading bits that all addresses share: at most 32 for IPv4, 128 for IPv6
 */
public record IpBlock(IpAddress network, int prefixLength) {
    public IpBlock {
        int most = network.isV4() ? IpAddress.BITS - IpAddress.BITS_BEFORE_V4 : IpAddress.BITS;
        if (prefixLength < 0 || prefixLength > most) {
            throw new IllegalArgumentException("block %s/%d: the length of its prefix is not within 0 and %d"
                    .formatted(network, prefixLength, most));
        }
        int bits = bitsOf(network, prefixLength);
        if ((network.high() & ~highMask(bits)) != 0 || (network.low() & ~lowMask(bits)) != 0) {
            throw new IllegalArgumentException("block %s/%d has bits beyond its prefix; it begins at %s"
                    .formatted(
                            network,
                            prefixLength,
                            new IpAddress(network.high() & highMask(bits), network.low() & lowMask(bits))));
        }
    }

    /** @throws IllegalArgumentException for anything but an address, a slash and the length of a prefix that fits it */
    public static IpBlock parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("block \"" + text + "\" has no /, such as 10.0.0.0/8");
        }
        String digits = text.substring(slash + 1);
        boolean isNumber = !digits.isEmpty() && digits.length() <= 3;
        for (int i = 0; isNumber && i < digits.length(); i++) {
            isNumber = Names.isDigit(digits.charAt(i));
        }
        if (!isNumber) {
            throw new IllegalArgumentException("block \"" + text + "\" has no number of bits after its /");
        }
        IpAddress network = IpAddress.parse(text.substring(0, slash));
        int length = Integer.parseInt(digits);
        boolean isMapped = network.isV4() && text.indexOf(':') >= 0;
        return new IpBlock(network, isMapped ? length - IpAddress.BITS_BEFORE_V4 : length);
    }

    /** Whether the address lies in this block. */
    public boolean contains(IpAddress address) {
        int bits = bitsOf(network, prefixLength);
        return address.isV4() == network.isV4()
                && (address.high() & highMask(bits)) == network.high()
                && (address.low() & lowMask(bits)) == network.low();
    }

    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }

    private static int bitsOf(IpAddress network, int prefixLength) {
        return network.isV4() ? prefixLength + IpAddress.BITS_BEFORE_V4 : prefixLength;
    }

    private static long highMask(int bits) {
        return mask(Math.min(bits, Long.SIZE));
    }

    private static long lowMask(int bits) {
        return mask(Math.max(0, bits - Long.SIZE));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}

package dev.coffer.access.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * An address of IPv4 or IPv6, read without asking any name server. An IPv4 address that comes as IPv6
 * ({@code ::ffff:10.0.0.1}) is that IPv4 address.
 *
 * @param high the first 64 of 128 bits; IPv4 is kept as IPv6 maps it
 * @param low the last 64
 */
public record IpAddress(long high, long low) {
    static final int BITS = 128;
    static final int BITS_BEFORE_V4 = 96;

    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final int GROUP_MASK = 0xFFFF;
    private static final int MAX_LENGTH = 45;
    private static final int V4_PARTS = 4;
    private static final long V4_PREFIX = 0xFFFFL;

    /**
     * @throws IllegalArgumentException for anything but one address; a zone ({@code %eth0}) and leading zeros in IPv4,
     *     which some read as octal, are refused
     */
    public static IpAddress parse(String text) {
        if (text.length() <= MAX_LENGTH) {
            try {
                return text.indexOf(':') < 0 ? new IpAddress(0, (V4_PREFIX << Integer.SIZE) | v4(text)) : v6(text);
            } catch (NumberFormatException noAddress) {
                // One message for whatever is wrong with it, below.
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
    }

    /**
     * @param bytes 4 of IPv4 or 16 of IPv6, in network order
     * @throws IllegalArgumentException for another number of bytes
     */
    public static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case Integer.BYTES -> new IpAddress(0, V4_PREFIX << Integer.SIZE | bits(bytes, 0, Integer.BYTES));
            case 2 * Long.BYTES -> new IpAddress(bits(bytes, 0, Long.BYTES), bits(bytes, Long.BYTES, Long.BYTES));
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    private static long bits(byte[] bytes, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = bits << Byte.SIZE | bytes[i] & 0xff;
        }
        return bits;
    }

    /** Whether this is an address of IPv4. */
    public boolean isV4() {
        return high == 0 && low >>> Integer.SIZE == V4_PREFIX;
    }

    /** As RFC 5952 writes it: lower case, the longest run of zeros cut. */
    @Override
    public String toString() {
        if (isV4()) {
            return "%d.%d.%d.%d".formatted(low >> 24 & 255, low >> 16 & 255, low >> 8 & 255, low & 255);
        }
        int from = 0;
        int zeros = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && group(i + run) == 0) {
                run++;
            }
            if (run > zeros) {
                from = i;
                zeros = run;
            }
        }
        return zeros == 1 ? hex(0, GROUPS) : hex(0, from) + "::" + hex(from + zeros, GROUPS);
    }

    private String hex(int from, int to) {
        List<String> groups = new ArrayList<>();
        for (int i = from; i < to; i++) {
            groups.add(Integer.toHexString(group(i)));
        }
        return String.join(":", groups);
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> ((GROUPS / 2 - 1 - index % (GROUPS / 2)) * GROUP_BITS)) & GROUP_MASK;
    }

    private static long v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_PARTS) {
            throw new NumberFormatException();
        }
        long bits = 0;
        for (String part : parts) {
            bits = bits << Byte.SIZE | number(part, 3, 10, 255);
        }
        return bits;
    }

    private static IpAddress v6(String text) {
        int gap = text.indexOf("::");
        List<Integer> groups = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        if (gap >= 0) {
            List<Integer> tail = groups(text.substring(gap + 2), true);
            int missing = GROUPS - groups.size() - tail.size();
            if (missing < 1) {
                throw new NumberFormatException();
            }
            for (int i = 0; i < missing; i++) {
                groups.add(0);
            }
            groups.addAll(tail);
        }
        if (groups.size() != GROUPS) {
            throw new NumberFormatException();
        }
        return new IpAddress(half(groups.subList(0, GROUPS / 2)), half(groups.subList(GROUPS / 2, GROUPS)));
    }

    private static List<Integer> groups(String text, boolean mayEndInV4) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (mayEndInV4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                long bits = v4(parts[i]);
                groups.add((int) (bits >> GROUP_BITS));
                groups.add((int) (bits & GROUP_MASK));
            } else {
                groups.add(number(parts[i], 4, 16, GROUP_MASK));
            }
        }
        return groups;
    }

    private static long half(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = bits << GROUP_BITS | group;
        }
        return bits;
    }

    private static int number(String digits, int maxDigits, int radix, int max) {
        boolean hasLeadingZero = radix == 10 && digits.length() > 1 && digits.charAt(0) == '0';
        if (digits.isEmpty() || digits.length() > maxDigits || hasLeadingZero) {
            throw new NumberFormatException();
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw new NumberFormatException();
            }
            number = number * radix + digit;
        }
        if (number > max) {
            throw new NumberFormatException();
        }
        return number;
    }
}

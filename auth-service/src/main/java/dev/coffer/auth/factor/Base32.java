package dev.coffer.auth.factor;

/** Bytes as letters and digits, five bits each, most significant first. For whole groups of five bytes: nothing is padded. */
final class Base32 {

    private static final int GROUP_BYTES = 5;
    private static final int BITS = 5;
    private static final int MASK = 31;

    /** RFC 4648: what authenticator apps take. */
    static final Base32 STANDARD = new Base32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

    /** Crockford's: without I, L, O and U, for what people copy from paper. */
    static final Base32 FOR_PEOPLE = new Base32("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private final String alphabet;

    private Base32(String alphabet) {
        this.alphabet = alphabet;
    }

    String encode(byte[] bytes) {
        if (bytes.length % GROUP_BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no whole groups of " + GROUP_BYTES);
        }
        StringBuilder text = new StringBuilder(bytes.length * Byte.SIZE / BITS);
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit += BITS) {
            text.append(alphabet.charAt(bits(bytes, bit)));
        }
        return text.toString();
    }

    private static int bits(byte[] bytes, int from) {
        int at = from / Byte.SIZE;
        int two = Byte.toUnsignedInt(bytes[at]) << Byte.SIZE
                | (at + 1 < bytes.length ? Byte.toUnsignedInt(bytes[at + 1]) : 0);
        return two >> 2 * Byte.SIZE - BITS - from % Byte.SIZE & MASK;
    }
}

package dev.coffer.gateway.execute;

/** Checks multi-byte UTF-8 sequences: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** The offset after the sequence that starts at {@code at}; minus {@code at} when it is broken ({@code at} > 0). */
    static int skip(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) {
            return -at;
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return -at;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return -at;
            }
        }
        return at + length;
    }
}

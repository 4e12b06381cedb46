package dev.coffer.auth.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The passwords that everybody chooses, as sorted 40-bit digests: 58 kB for 11,611 of them, and one in 10^8 others is taken
 * for common by mistake. README.md beside the resource says where they come from and how the file is made.
 */
final class CommonPasswords {

    private static final String RESOURCE = "common-passwords.sha256";
    private static final int ENTRY_BYTES = 5;

    private final long[] digests;

    private CommonPasswords(long[] digests) {
        this.digests = digests;
    }

    static CommonPasswords load() {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            byte[] bytes = resource.readAllBytes();
            long[] digests = new long[bytes.length / ENTRY_BYTES];
            for (int i = 0; i < digests.length; i++) {
                digests[i] = entry(bytes, i * ENTRY_BYTES);
            }
            return new CommonPasswords(digests);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    int size() {
        return digests.length;
    }

    boolean contains(Password password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(password.lowerCase().getBytes(StandardCharsets.UTF_8));
            return Arrays.binarySearch(digests, entry(digest, 0)) >= 0;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    private static long entry(byte[] bytes, int from) {
        long entry = 0;
        for (int i = 0; i < ENTRY_BYTES; i++) {
            entry = entry << Byte.SIZE | Byte.toUnsignedLong(bytes[from + i]);
        }
        return entry;
    }
}

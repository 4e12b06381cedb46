package dev.coffer.payment.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over typed fields in a canonical form: each number as 8 bytes big-endian, each text as its length in UTF-8 bytes
 * and those bytes. Two different lists of fields never have the same form.
 */
final class Digest {

    private final MessageDigest sha;
    private final byte[] number = new byte[Long.BYTES];

    Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    Digest add(Hash hash) {
        sha.update(hash.bytes());
        return this;
    }

    Digest add(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            number[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        sha.update(number);
        return this;
    }

    Digest add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8.length);
        sha.update(utf8);
        return this;
    }

    Hash hash() {
        return Hash.of(sha.digest());
    }
}

package dev.coffer.core.provision.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A pinned checksum: nothing that was downloaded is unpacked or run before it matched. */
record Sha256(String hex) {
    Sha256 {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + hex);
        }
    }

    /** @throws IOException when the file's checksum is another one */
    void verify(Path file) throws IOException {
        String actual = of(file);
        if (!actual.equals(hex)) {
            throw new IOException("checksum of " + file.getFileName() + " is " + actual + ", expected " + hex
                    + ": not used. The download was damaged or changed");
        }
    }

    static String of(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

package dev.coffer.scripts.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Secrets made for an installation, in a file of variables that only its owner reads. */
final class NewSecrets {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewSecrets() {}

    /** As COFFER_MASTER_KEY wants it. */
    static String key() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** Without characters that an address or a shell would take for something else. */
    static String password() {
        return HexFormat.of().formatHex(bytes());
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Writes the variables, unless the file is there: what was sealed with the key in it must stay readable.
     *
     * @return whether it was written
     */
    static boolean keep(Path file, Map<String, String> variables) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                        .collect(Collectors.joining()));
        return true;
    }
}

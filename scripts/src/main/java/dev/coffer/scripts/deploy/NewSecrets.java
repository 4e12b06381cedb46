package dev.coffer.scripts.deploy;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
     * @throws CommandFailed where it is there and lacks some of them
     */
    static boolean keep(Path file, Map<String, String> variables) throws IOException {
        if (Files.exists(file)) {
            refuseMissing(file, variables.keySet());
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

    private static void refuseMissing(Path file, Set<String> needed) throws IOException {
        Set<String> missing = new LinkedHashSet<>(needed);
        for (String line : Files.readAllLines(file)) {
            missing.remove(line.substring(0, Math.max(0, line.indexOf('='))).strip());
        }
        if (!missing.isEmpty()) {
            throw new CommandFailed(file + " was there and lacks " + String.join(", ", missing)
                    + ": add them, or write into another folder with --output.");
        }
    }
}

package dev.coffer.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key: the value from the environment, else the key file. Outside production a missing key file is made on
 * first start, readable by its owner only; in production nothing is ever made up, because a key that only one machine
 * knows loses every session with that machine.
 */
final class LoadMasterKey {

    private final SecureRandom random;

    LoadMasterKey(SecureRandom random) {
        this.random = random;
    }

    /**
     * @param value the key in Base64, null or blank when the environment gives none
     * @param file where an installation keeps its key, null when it has no such file
     * @throws IllegalStateException when there is no key and none may be made, saying what to set
     */
    MasterKey load(@Nullable String value, @Nullable Path file, boolean isProduction) {
        if (value != null && !value.isBlank()) {
            return MasterKey.ofBase64(value);
        }
        if (file != null && Files.exists(file)) {
            return read(file);
        }
        if (isProduction) {
            throw new IllegalStateException("There is no master key. Set COFFER_MASTER_KEY to 32 bytes in Base64"
                    + " (openssl rand -base64 32), the same for every replica, and keep a copy: without it the secrets"
                    + " in the database cannot be opened.");
        }
        if (file == null) {
            throw new IllegalStateException(
                    "There is no master key: set COFFER_MASTER_KEY, or COFFER_MASTER_KEY_FILE to a path where one may"
                            + " be made.");
        }
        return make(file);
    }

    private static MasterKey read(Path file) {
        try {
            return MasterKey.ofBase64(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The master key file " + file + " cannot be read", unreadable);
        }
    }

    /** The key appears under its name complete or not at all, so that of two processes that start together both get one. */
    private MasterKey make(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalStateException("The master key file " + file + " has no folder");
        }
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "master-key", ".tmp", ownerOnly());
            try {
                Files.writeString(draft, MasterKey.generate(random).toBase64() + "\n");
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException anotherProcessWasFirst) {
                return read(file);
            } finally {
                Files.deleteIfExists(draft);
            }
            return read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The master key file " + file + " cannot be made", failed);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

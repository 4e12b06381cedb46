package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The folder {@code .coffer} of a checkout: data of the stores, logs, the development master key, and what is running. */
public final class CofferHome {

    private static final int KEY_BYTES = 32;

    private final Path folder;

    public CofferHome(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** {@code .coffer} beside the script, or the folder that COFFER_HOME names. */
    public static CofferHome ofCheckout() {
        @Nullable String given = System.getenv("COFFER_HOME");
        if (given != null && !given.isBlank()) {
            return new CofferHome(Path.of(given));
        }
        return new CofferHome(Path.of(System.getProperty("coffer.root", "."), ".coffer"));
    }

    public Path folder() {
        return folder;
    }

    Path stores() {
        return folder.resolve("stores");
    }

    Path log(String name) {
        return folder.resolve("log").resolve(name + ".log");
    }

    Path state() {
        return folder.resolve("running.json");
    }

    Path seeded() {
        return folder.resolve("seeded");
    }

    /**
     * The key that secrets of this installation are encrypted with: from COFFER_MASTER_KEY, else made once and kept in the
     * folder, readable by its owner only.
     */
    String masterKey() {
        @Nullable String given = System.getenv("COFFER_MASTER_KEY");
        if (given != null && !given.isBlank()) {
            return given;
        }
        Path file = folder.resolve("master.key");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Path draft = Files.createTempFile(
                        folder,
                        "master",
                        ".key",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(draft, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE);
                Files.move(draft, file);
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new CommandFailed(
                    "The development master key " + file + " cannot be read or made: " + e.getMessage());
        }
    }

    /** Deletes all data, so that the next start is as the first. The system must be down. */
    void clear() {
        try {
            if (Files.exists(folder)) {
                Files.walkFileTree(folder, new Deletion());
            }
        } catch (IOException e) {
            throw new CommandFailed("The folder " + folder + " cannot be cleared: " + e.getMessage());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}

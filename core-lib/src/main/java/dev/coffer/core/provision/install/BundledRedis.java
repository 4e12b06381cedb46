package dev.coffer.core.provision.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The redis-server 6.2 (BSD licence) that the embedded-redis jar carries for one platform. The file names are that jar's;
 * what the programs call themselves differs in the last number.
 *
 * @param resource on the class path
 * @param checksum of the program
 */
record BundledRedis(String resource, Sha256 checksum) {
    static final String EDITION = "embedded-redis-1.4.4";

    /** The program for that platform, or null where the jar has none. */
    static @Nullable BundledRedis of(Platform platform) {
        return switch (platform) {
            case LINUX_X86_64 ->
                new BundledRedis(
                        "/redis-server-6.2.6-v5-linux-amd64",
                        new Sha256("1f716094e08a25faee2bc7626feb9e13464ed89018ac5c376c5e9cff06bdcf52"));
            case LINUX_AARCH64 ->
                new BundledRedis(
                        "/redis-server-6.2.7-linux-arm64",
                        new Sha256("036a23aa65bfb31d2a048aa96c170b38c2fbd4f1de68ef0f9c3133dd4b1474cd"));
            case MACOS_X86_64 ->
                new BundledRedis(
                        "/redis-server-6.2.6-v5-darwin-amd64",
                        new Sha256("7a4eb450d90a6ce9a2c651cfc4a0613b980a270c6426cbb6fa42d6c3beec9ce8"));
            case MACOS_AARCH64 ->
                new BundledRedis(
                        "/redis-server-6.2.6-v5-darwin-arm64",
                        new Sha256("c523aec5a9b6f565cff0271ef67f5c51fa83e1180e3e954ab5251b3cf6282b76"));
            case OTHER -> null;
        };
    }

    /** Copies the program into the folder and verifies it. */
    Path produce(Path folder) throws IOException {
        Path target = folder.resolve("redis-server");
        try (InputStream in = BundledRedis.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            Files.copy(in, target);
        }
        checksum.verify(target);
        return target;
    }
}

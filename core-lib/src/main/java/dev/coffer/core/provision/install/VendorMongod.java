package dev.coffer.core.provision.install;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's own archive for one platform. The series is 7.0: it opens data written by 6.0, and runs on kernels that
 * 8.0 refuses.
 *
 * @param version  e.g. {@code 7.0.30}
 * @param address  of the archive
 * @param checksum of the whole archive
 * @param megabytes about how large it is
 */
record VendorMongod(String version, URI address, Sha256 checksum, int megabytes) {
    /** Short, because on a closed network every first start pays it. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final String VENDOR = "https://fastdl.mongodb.org/";

    /** The pinned archive for that machine, or null where none is pinned. */
    static @Nullable VendorMongod of(HostEnvironment environment) {
        String mirror = environment.variable(HostEnvironment.MONGODB_MIRROR);
        URI host = URI.create(mirror == null ? VENDOR : mirror.endsWith("/") ? mirror : mirror + "/");
        return switch (environment.platform()) {
            case LINUX_X86_64 ->
                new VendorMongod(
                        "7.0.30",
                        host.resolve("linux/mongodb-linux-x86_64-ubuntu2204-7.0.30.tgz"),
                        new Sha256("2a6eb856a481a8bca47601a1ad62d26a58adf1999f1a023595de42f94f900d2a"),
                        85);
            // No newer archive for this platform has a checksum that could be confirmed.
            case LINUX_AARCH64 ->
                new VendorMongod(
                        "7.0.14",
                        host.resolve("linux/mongodb-linux-aarch64-ubuntu2204-7.0.14.tgz"),
                        new Sha256("e17887bfa24aa2967fdf1ad7c13fa7bd0d8eb1b9212fbf6ec010a738e31a3657"),
                        85);
            case MACOS_X86_64 ->
                new VendorMongod(
                        "7.0.37",
                        host.resolve("osx/mongodb-macos-x86_64-7.0.37.tgz"),
                        new Sha256("661200efa742cb67f82a61d857b57e7321959c1ac2a4e53dc0aca65fe60ab876"),
                        80);
            case MACOS_AARCH64 ->
                new VendorMongod(
                        "7.0.37",
                        host.resolve("osx/mongodb-macos-arm64-7.0.37.tgz"),
                        new Sha256("097af3e0486422fc5a3e2e3365d5f23ac53867a408d8eecfa1103c374a8c96de"),
                        75);
            case OTHER -> null;
        };
    }

    String edition() {
        return "vendor-" + version;
    }

    /** Downloads, verifies and unpacks {@code mongod} into the folder. */
    Path produce(Path folder, Consumer<String> banner) throws IOException, InterruptedException {
        Path archive = folder.resolve("archive.tgz");
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
            try {
                var download = client.sendAsync(
                        request,
                        info -> info.statusCode() == 200
                                ? HttpResponse.BodySubscribers.ofFile(archive)
                                : HttpResponse.BodySubscribers.replacing(archive));
                HttpResponse<Path> response =
                        new Progress("mongod " + version, megabytes * 1_000_000L, banner).await(download, folder);
                if (response.statusCode() != 200) {
                    throw new IOException("answered with status " + response.statusCode());
                }
            } finally {
                client.shutdownNow();
            }
        }
        checksum.verify(archive);
        Path mongod = folder.resolve("mongod");
        TarGz.extract(archive, "/bin/mongod", mongod);
        Files.delete(archive);
        return mongod;
    }
}

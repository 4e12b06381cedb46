package dev.coffer.core.provision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {
    private static final Duration EVERY = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final List<String> banner = new ArrayList<>();

    @Test
    void a_download_that_takes_long_says_how_far_it_is() throws Exception {
        Files.write(folder.resolve("archive.tgz"), new byte[3 * 1024 * 1024]);
        CompletableFuture<String> download = new CompletableFuture<>();
        Progress progress = new Progress(
                "mongod 7.0.1",
                85 * 1024 * 1024,
                line -> {
                    banner.add(line);
                    download.complete("done");
                },
                EVERY,
                Duration.ofMinutes(1));

        String value = progress.await(download, folder);

        assertThat(value).isEqualTo("done");
        assertThat(banner).containsExactly("Downloading mongod 7.0.1: 3 of about 85 MiB, 0 s");
    }

    @Test
    void a_quick_download_says_nothing() throws Exception {
        Progress progress = new Progress("mongod", 1, banner::add);

        assertThat(progress.await(CompletableFuture.completedFuture(1), folder)).isEqualTo(1);
        assertThat(banner).isEmpty();
    }

    @Test
    void a_download_that_stands_still_is_given_up() {
        CompletableFuture<String> download = new CompletableFuture<>();
        Progress progress = new Progress("mongod", 1, banner::add, EVERY, EVERY.multipliedBy(3));

        assertThatThrownBy(() -> progress.await(download, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gave up");
        assertThat(download).isCancelled();
    }
}

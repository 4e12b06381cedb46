package dev.coffer.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadMasterKeyTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final LoadMasterKey load = new LoadMasterKey(new SecureRandom());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_key_of_the_environment_counts_before_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("master.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThat(load.load(KEY, file, true).id())
                .isEqualTo(MasterKey.ofBase64(KEY).id());
    }

    @Test
    void production_never_makes_up_a_key() {
        Path file = folder.resolve("master.key");

        assertThatThrownBy(() -> load.load("", file, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("COFFER_MASTER_KEY");
        assertThat(file).doesNotExist();
    }

    @Test
    void development_makes_one_key_that_only_its_owner_can_read() throws IOException {
        Path file = folder.resolve("new").resolve("master.key");

        String made = load.load(null, file, false).id();

        assertThat(load.load(null, file, true).id()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void processes_that_start_together_agree_on_one_key() throws InterruptedException {
        Path file = folder.resolve("master.key");
        Set<String> ids = ConcurrentHashMap.newKeySet();

        List<Thread> starting = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> ids.add(load.load(null, file, false).id())))
                .toList();
        for (Thread thread : starting) {
            thread.join();
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void without_a_key_and_a_place_for_one_it_says_what_to_set() {
        assertThatThrownBy(() -> load.load(null, null, false)).hasMessageContaining("COFFER_MASTER_KEY_FILE");
    }

    @Test
    void a_mistyped_key_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> load.load("c2VjcmV0", null, false))
                .hasMessageContaining("6 bytes")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> load.load("hunter2!", null, false)).hasMessageNotContaining("hunter2");
    }
}

package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileChangesTest {

    @TempDir
    private Path folder;

    @Test
    void a_failure_in_the_middle_takes_back_what_was_written_and_deleted() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/old.txt"), "before");
        Files.createDirectory(folder.resolve("c"));
        Files.writeString(folder.resolve("c/gone.txt"), "still here");
        // A folder where a file is to be: the last of the changes cannot be made.
        Files.createDirectories(folder.resolve("z/taken"));
        Map<String, String> before = CheckoutCopy.contents(folder);
        FileChanges changes = new FileChanges();
        changes.write(folder.resolve("a/b/c/new.txt"), "new");
        changes.write(folder.resolve("b/old.txt"), "after");
        changes.delete(folder.resolve("c/gone.txt"));
        changes.write(folder.resolve("z/taken"), "new");

        assertThatThrownBy(changes::apply)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("Nothing was changed");

        assertThat(CheckoutCopy.contents(folder)).isEqualTo(before);
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(folder.resolve("c")).isDirectory();
    }

    @Test
    void a_folder_goes_with_its_last_file() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/one.txt"), "1");
        Files.writeString(folder.resolve("kept.txt"), "2");
        FileChanges changes = new FileChanges();
        changes.delete(folder.resolve("a/b/one.txt"));

        changes.apply();

        assertThat(CheckoutCopy.contents(folder)).isEqualTo(Map.of("kept.txt", "2"));
        assertThat(folder.resolve("a")).doesNotExist();
    }
}

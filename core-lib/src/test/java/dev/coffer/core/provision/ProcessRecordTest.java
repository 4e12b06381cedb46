package dev.coffer.core.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessRecordTest {
    @TempDir
    Path folder;

    private final Process process;
    private final Path program = Path.of("/bin/sleep");

    ProcessRecordTest() throws Exception {
        process = new ProcessBuilder(program.toString(), "120").start();
    }

    @BeforeEach
    void runs() {
        assertThat(process.isAlive()).isTrue();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void what_was_written_is_read_again() throws Exception {
        ProcessRecord record = new ProcessRecord(program, 4711, Instant.parse("2026-03-11T10:15:30.120Z"));
        Path file = folder.resolve("server.process");

        record.write(file);

        assertThat(ProcessRecord.read(file)).isEqualTo(record);
    }

    @Test
    void a_damaged_record_names_nobody() throws Exception {
        Path file = Files.writeString(folder.resolve("server.process"), "/bin/sleep\nnot a pid\nyesterday\n");

        assertThat(ProcessRecord.read(file)).isNull();
    }

    @Test
    void the_recorded_process_is_recognised() {
        assertThat(new ProcessRecord(program, process.pid(), started()).stillRunning())
                .isEqualTo(process.toHandle());
    }

    @Test
    void a_process_with_the_same_pid_and_another_start_time_is_somebody_else() {
        assertThat(new ProcessRecord(program, process.pid(), started().minusSeconds(3600)).stillRunning())
                .isNull();
    }

    @Test
    void a_process_that_is_gone_is_not_running() throws Exception {
        ProcessRecord record = new ProcessRecord(program, process.pid(), started());

        process.destroyForcibly().waitFor();

        assertThat(record.stillRunning()).isNull();
    }

    private Instant started() {
        return process.toHandle().info().startInstant().orElseThrow();
    }
}

package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down about a running system, for {@code down} and {@code health}. A process is the same only when its id and
 * its start time agree: ids are used again.
 *
 * @param pid the process that owns the stores and services
 * @param startedAt its start time in epoch milliseconds, as the operating system tells it
 * @param ready whether it is up and healthy
 */
record RunningState(long pid, long startedAt, boolean ready, int portOffset, String mongoUri, String redisUri) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static RunningState ofThisProcess(boolean ready, int portOffset, String mongoUri, String redisUri) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningState(self.pid(), startOf(self), ready, portOffset, mongoUri, redisUri);
    }

    RunningState asReady() {
        return new RunningState(pid, startedAt, true, portOffset, mongoUri, redisUri);
    }

    /** What is written down, or null when nothing is. */
    static @Nullable RunningState read(Path file) {
        try {
            return Files.exists(file) ? JSON.readValue(Files.readString(file), RunningState.class) : null;
        } catch (IOException | JacksonException e) {
            throw new CommandFailed(
                    "The file " + file + " cannot be read (" + e.getMessage() + "); delete it if no system runs.");
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, JSON.writeValueAsString(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailed("The file " + file + " cannot be written: " + e.getMessage());
        }
    }

    /** The process, or null when it is gone and its id perhaps another's. */
    @Nullable
    ProcessHandle process() {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        return handle.filter(found -> found.isAlive() && startOf(found) == startedAt)
                .orElse(null);
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }
}

package dev.coffer.core.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The note that a start leaves in its data folder, so that a later start can end what a killed owner left behind, and
 * nothing else: a process counts as ours only when pid and start time both match.
 *
 * @param program what was started, for people; the system may know it by another name, behind a link or a script
 * @param pid     its process id
 * @param started when that process began
 */
record ProcessRecord(Path program, long pid, Instant started) {
    /** Linux derives a start time from its boot time, which moves by up to a second when the clock is set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    void write(Path file) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.write(half, List.of(program.toString(), Long.toString(pid), started.toString()));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The record in that file, or null where there is none or it is not readable as one. */
    static @Nullable ProcessRecord read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.size() == 3
                    ? new ProcessRecord(
                            Path.of(lines.get(0)), Long.parseLong(lines.get(1)), Instant.parse(lines.get(2)))
                    : null;
        } catch (NumberFormatException | DateTimeParseException damaged) {
            // Without a trustworthy pid and time there is nobody that we may end.
            return null;
        }
    }

    /** The recorded process if it still runs and is the same one, else null. */
    @Nullable
    ProcessHandle stillRunning() {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle == null || !handle.isAlive()) {
            return null;
        }
        Instant began = handle.info().startInstant().orElse(null);
        boolean isSame = began != null && Duration.between(began, started).abs().compareTo(START_TOLERANCE) <= 0;
        return isSame ? handle : null;
    }
}

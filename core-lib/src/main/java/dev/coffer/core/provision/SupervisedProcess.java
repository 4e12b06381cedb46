package dev.coffer.core.provision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server process under a tiny shell supervisor. The supervisor reads a pipe whose only writer is this JVM; when the
 * JVM is gone, however it went, the pipe closes and the supervisor ends the server.
 */
final class SupervisedProcess {
    /**
     * $1 is the log, the rest the command. The watcher reads with the shell's own {@code read}, so it is one process and
     * dies with one kill. It runs apart from the waiting shell: should somebody kill that one, the watch goes on.
     */
    private static final String SUPERVISOR = """
            log=$1; shift
            exec 3<&0 </dev/null
            "$@" 3<&- >"$log" 2>&1 &
            child=$!
            trap '' INT
            (
              while read -r ignored <&3; do :; done
              kill -TERM "$child" 2>/dev/null
              tenths=0
              while [ "$tenths" -lt 100 ] && kill -0 "$child" 2>/dev/null; do sleep 0.1; tenths=$((tenths + 1)); done
              kill -KILL "$child" 2>/dev/null
            ) >/dev/null 2>&1 &
            watcher=$!
            exec 3<&-
            echo "$child"
            wait "$child"
            code=$?
            kill "$watcher" 2>/dev/null
            exit "$code"
            """;

    private static final Duration END_LIMIT = Duration.ofSeconds(12);
    private static final int TAIL_LINES = 12;

    /** Holds every running supervisor: a collected Process would close its pipe, which ends the server. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private final Process supervisor;
    private final ProcessHandle server;
    private final Path log;
    private final Path record;

    private SupervisedProcess(Process supervisor, ProcessHandle server, Path log, Path record) {
        this.supervisor = supervisor;
        this.server = server;
        this.log = log;
        this.record = record;
    }

    /**
     * Starts a command.
     *
     * @param command the executable's absolute path and its arguments
     * @param folder  gets {@code server.log} (the previous one is kept once) and {@code server.process}
     */
    static SupervisedProcess start(List<String> command, Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> whole = new ArrayList<>(ownSession());
        whole.addAll(List.of("/bin/sh", "-c", SUPERVISOR, "coffer-supervisor", log.toString()));
        whole.addAll(command);
        Process supervisor = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        RUNNING.add(supervisor);
        supervisor.onExit().thenAccept(RUNNING::remove);
        return watch(supervisor, Path.of(command.getFirst()), folder, log);
    }

    private static SupervisedProcess watch(Process supervisor, Path program, Path folder, Path log) throws IOException {
        @SuppressWarnings("resource") // closed with the process; closing it earlier would break the supervisor's echo
        BufferedReader output = supervisor.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the supervisor of " + program + " did not start: is there a /bin/sh?");
        }
        ProcessHandle server = ProcessHandle.of(Long.parseLong(line)).orElse(null);
        if (server == null) {
            throw new IOException(program + " ended at once:\n" + tail(log));
        }
        Path record = folder.resolve("server.process");
        Instant started = server.info().startInstant().orElse(null);
        if (started != null) {
            new ProcessRecord(program, server.pid(), started).write(record);
        }
        return new SupervisedProcess(supervisor, server, log, record);
    }

    /** A session of its own, where the system has the command for it: Ctrl-C in the terminal is then the owner's alone. */
    private static List<String> ownSession() {
        Path setsid = Path.of("/usr/bin/setsid");
        return Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of();
    }

    /** Ends what an earlier start in this folder left running; what merely has the same pid is left alone. */
    static @Nullable String endLeftover(Path folder) throws IOException {
        Path file = folder.resolve("server.process");
        ProcessRecord record = ProcessRecord.read(file);
        String ended = null;
        if (record != null) {
            ProcessHandle leftover = record.stillRunning();
            if (leftover != null) {
                leftover.destroy();
                if (!awaitExit(leftover, END_LIMIT)) {
                    leftover.destroyForcibly();
                    awaitExit(leftover, END_LIMIT);
                }
                ended = record.program().getFileName() + " with pid " + record.pid() + ", started " + record.started();
            }
        }
        Files.deleteIfExists(file);
        return ended;
    }

    long pid() {
        return server.pid();
    }

    boolean isAlive() {
        return supervisor.isAlive() && server.isAlive();
    }

    /** SIGTERM, and SIGKILL when that did not help in time. */
    void stop() {
        if (server.isAlive()) {
            server.destroy();
            awaitSupervisor();
        }
        if (server.isAlive()) {
            server.destroyForcibly();
            awaitExit(server, END_LIMIT);
        }
        closePipe();
        try {
            Files.deleteIfExists(record);
        } catch (IOException stale) {
            throw new UncheckedIOException("cannot delete " + record, stale);
        }
    }

    /** SIGKILL, as a crash would be. Returns when the process is gone; the record stays, as after a crash. */
    void killHard() {
        server.destroyForcibly();
        awaitSupervisor();
        awaitExit(server, END_LIMIT);
    }

    /** The last lines of the server's log, for an error message. */
    String logTail() {
        return tail(log);
    }

    private void closePipe() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException gone) {
            // The supervisor has ended already, and its end of the pipe with it: that is what closing is for.
            supervisor.destroy();
        }
    }

    /** The supervisor is our own child, so its end is noticed at once; the server's own would have to be polled. */
    private void awaitSupervisor() {
        try {
            if (!supervisor.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
    }

    private static boolean awaitExit(ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return !handle.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(its log " + log + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}

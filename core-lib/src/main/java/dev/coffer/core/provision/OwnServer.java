package dev.coffer.core.provision;

import dev.coffer.core.provision.install.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** A server program of our own in a folder of its own: on a free port that it keeps, killed and started again at will. */
final class OwnServer {
    private static final int PORT_ATTEMPTS = 5;

    private final String name;
    private final Path folder;
    private final IntFunction<List<String>> command;
    private final Readiness readiness;
    private final int port;
    private SupervisedProcess process;

    /** Waits until this very process serves at the port. @throws StoreUnavailable saying why it does not */
    interface Readiness {
        void await(int port, SupervisedProcess process) throws IOException, InterruptedException;
    }

    private OwnServer(
            String name,
            Path folder,
            IntFunction<List<String>> command,
            Readiness readiness,
            int port,
            SupervisedProcess process) {
        this.name = name;
        this.folder = folder;
        this.command = command;
        this.readiness = readiness;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it, retrying with another port where somebody took the chosen one meanwhile.
     *
     * @param name of the program, for messages
     * @param command by port
     */
    static OwnServer start(String name, Path folder, IntFunction<List<String>> command, Readiness readiness)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data"));
        Path portFile = folder.resolve("port");
        for (int attempt = 1; ; attempt++) {
            int port = attempt == 1 ? FreePorts.rememberedOrNext(portFile) : FreePorts.next();
            SupervisedProcess process = SupervisedProcess.start(command.apply(port), folder);
            boolean isReady = false;
            try {
                readiness.await(port, process);
                Files.writeString(portFile, Integer.toString(port));
                isReady = true;
                return new OwnServer(name, folder, command, readiness, port, process);
            } catch (StoreUnavailable failed) {
                process.stop();
                if (attempt >= PORT_ATTEMPTS || FreePorts.isFree(port)) {
                    throw failed;
                }
            } finally {
                if (!isReady) {
                    process.stop();
                }
            }
        }
    }

    int port() {
        return port;
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void killHard() {
        process.killHard();
    }

    synchronized void stop() {
        process.stop();
    }

    /** Ends it if it runs, and starts it again on the same port and data. */
    synchronized void restart() {
        process.stop();
        try {
            process = SupervisedProcess.start(command.apply(port), folder);
            readiness.await(port, process);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + name + " again in " + folder, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while " + name + " was starting again", interrupted);
        }
    }

    /** As {@link #restart}, with all its data lost. */
    synchronized void restartEmpty() {
        process.killHard();
        process.stop();
        try {
            FileTree.delete(folder.resolve("data"));
            Files.createDirectories(folder.resolve("data"));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot empty " + folder, failed);
        }
        restart();
    }

    @Override
    public String toString() {
        return "pid " + pid() + ", data in " + folder;
    }
}

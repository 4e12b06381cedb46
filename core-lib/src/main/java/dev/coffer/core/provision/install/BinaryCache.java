package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One program in the per-user cache: {@code <cache>/<program>/<edition>/<program>}. A program gets its final name by one
 * atomic move, when it is complete, verified and has run once, so what has that name is good. Several processes may
 * install at once: a file lock lets one do it, and the others then find it done.
 */
final class BinaryCache {
    private static final Duration LOCK_LIMIT = Duration.ofMinutes(10);
    private static final long LOCK_POLL_MILLIS = 100;
    private static final String HALF = "half-";

    /** File locks belong to the whole JVM; this one tells its threads apart. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final String program;
    private final VersionProbe versions;

    BinaryCache(Path cacheFolder, String program, VersionProbe versions) {
        this.folder = cacheFolder.resolve(program);
        this.program = program;
        this.versions = versions;
    }

    /** Produces the program's file in the given empty folder. */
    interface Installer {
        Path produce(Path workFolder) throws IOException, InterruptedException;
    }

    /** That edition, or null where it is not installed. @throws IOException when it is, and does not run here */
    @Nullable
    ServerBinary find(String edition) throws IOException {
        Path candidate = path(edition);
        return Files.isExecutable(candidate)
                ? new ServerBinary(candidate, versions.usableVersion(candidate), "from the cache")
                : null;
    }

    Path folder() {
        return folder;
    }

    /** Installs an edition, unless another process did so while this one waited for its turn. */
    ServerBinary install(String edition, Installer installer, Consumer<String> banner)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (!THREADS.tryLock(LOCK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("another start in this process has been installing for " + LOCK_LIMIT);
        }
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = await(channel, banner)) {
            if (!lock.isValid()) {
                throw new IOException("lost the lock " + folder.resolve("install.lock"));
            }
            ServerBinary done = find(edition);
            if (done != null) {
                return done;
            }
            deleteHalves();
            return produce(edition, installer);
        } finally {
            THREADS.unlock();
        }
    }

    private FileLock await(FileChannel channel, Consumer<String> banner) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LOCK_LIMIT.toNanos();
        FileLock lock = channel.tryLock();
        if (lock == null) {
            banner.accept("Waiting for another process that is installing " + program + " into " + folder);
        }
        while (lock == null && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOCK_POLL_MILLIS);
            lock = channel.tryLock();
        }
        if (lock == null) {
            throw new IOException("another process has held " + folder + "/install.lock for " + LOCK_LIMIT);
        }
        return lock;
    }

    /** What a killed installation left; nobody else works in here while this one holds the lock. */
    private void deleteHalves() throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, HALF + "*")) {
            for (Path half : halves) {
                FileTree.delete(half);
            }
        }
    }

    private ServerBinary produce(String edition, Installer installer) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, HALF);
        try {
            Path made = installer.produce(work);
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            String version = versions.usableVersion(made);
            Path target = path(edition);
            Files.createDirectories(target.getParent());
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new ServerBinary(target, version, "just installed (" + edition + ")");
        } finally {
            FileTree.delete(work);
        }
    }

    private Path path(String edition) {
        return folder.resolve(edition).resolve(program);
    }
}
